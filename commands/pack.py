"""``pack PERIOD``: the files that a review meeting takes away."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from commands.command import Command, Options
from commands.output import Progress, say, tell
from wording import Text


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    def word(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    parser.add_argument(
        "period",
        metavar="PERIOD",
        help=word("周期：2026-W47、2026-10、2026-Q3、2026", "2026-W47, 2026-10, 2026-Q3 or 2026"),
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path(),
        help=word("写到这个文件夹，默认当前文件夹", "write it into this folder; default: here"),
    )


def _run(options: Options) -> int:
    os.environ["LINGTU_HOME"] = str(options.home)
    from commands.office import caller, log, now, office
    from reports import pack
    from ui import packing
    from ui.viewer import acting

    at, who = now(), caller()
    with acting(who), Progress(options.lang) as progress:
        progress(Text("正在汇集数据", "Collecting"))
        place, period = packing.place_and_period(options.period)
        result = packing.collect(place, period, made_by=who.name, at=at, language=options.lang)
        made = pack.files(
            result, options.lang, own_templates=packing.own_templates(), on_progress=progress.step
        )
        folder = pack.write(made, options.out, pack.folder_name(result, options.lang))
        log(
            office(options.home), "export.pack",
            detail=f"{period.period_id}; {len(made)} files", rows=len(result.figures),
        )  # fmt: skip
        seconds = progress.seconds
    for each in made:
        say(str(folder / each.name))
    tell(
        Text(
            f"{len(made)} 个文件，{len(result.figures):,} 个数，{seconds:.1f} 秒。",
            f"{len(made)} files, {len(result.figures):,} figures, {seconds:.1f} s.",
        ),
        options.lang,
    )
    return 0


COMMAND = Command(
    name="pack",
    summary=Text("写出一期研判会的材料", "writes the pack of a review meeting"),
    run=_run,
    add_options=_add_options,
)
