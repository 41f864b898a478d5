"""``evidence METRIC PLACE PERIOD``: the stored rows behind a published number."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from commands.command import Command, Options
from commands.output import as_json, say, table, tell
from wording import ShownError, Text

if TYPE_CHECKING:
    from publication.evidence import Evidence
    from publication.reading import Published

SHOWN_ROWS = 200
"""A table on a screen stops here and says so; JSON never stops."""

_ORIGIN = ("dataset", "file", "sheet", "row", "import_id", "place_id", "numerator", "denominator")


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    def word(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    parser.add_argument("metric", metavar="METRIC", help=word("指标", "metric"))
    parser.add_argument(
        "place",
        metavar="PLACE",
        help=word("地点：编码、路径或唯一的名称", "place: its code, its path or its only name"),
    )
    parser.add_argument(
        "period",
        metavar="PERIOD",
        help=word("周期：2026-W47、2026-10、2026-Q3、2026", "2026-W47, 2026-10, 2026-Q3 or 2026"),
    )
    parser.add_argument("--json", action="store_true", help=word("输出 JSON", "print JSON"))


def place_of(published: Published, asked: str) -> str:
    """The code of a place named by its code, its path or a name that only one place has."""
    places = published.places()
    for column in ("place_id", "path", "name"):
        found = places[places[column] == asked]["place_id"].tolist()
        if len(found) == 1:
            return str(found[0])
        if found:
            raise ShownError(
                Text(
                    f"有 {len(found)} 个地方叫“{asked}”，请用编码或路径，如 {found[0]}。",
                    f"{len(found)} places are called “{asked}”; use a code or a path, such as "
                    f"{found[0]}.",
                )
            )
    raise ShownError(Text(f"没有这个地点：{asked}", f"No such place: {asked}"))


def _run(options: Options) -> int:
    from commands.office import log, office, opened
    from metrics.periods import period
    from publication.evidence import evidence

    home = office(options.home)
    published = opened(home)
    found = evidence(
        published,
        options.metric,
        place_of(published, options.place),
        period(options.period).period_id,
    )
    asked = f"{options.metric} {options.place} {options.period}"
    log(home, "view.rows", detail=asked, rows=len(found.rows))
    if options.json:
        say(as_json(found.as_json()))
        return 0
    say(drawn(found, options.lang))
    left = len(found.rows) - SHOWN_ROWS
    if left > 0:
        tell(
            Text(
                f"另有 {left:,} 行，用 --json 取全部。",
                f"{left:,} more rows; take all of them with --json.",
            ),
            options.lang,
        )
    return 0


def drawn(found: Evidence, language: str) -> str:
    """The number, and below it the rows with their origin and what matters of them."""
    from data.catalogue import contracts
    from views.numbers import plain, with_unit

    metric = found.metric
    parts = [plain(found.numerator), plain(found.denominator)]
    head = Text(
        f"{metric.name.zh}：{with_unit(metric, found.value, 'zh')}（分子 {parts[0]}，"
        f"分母 {parts[1]}），{len(found.rows):,} 行依据",
        f"{metric.name.en}: {with_unit(metric, found.value, 'en')} (numerator {parts[0]}, "
        f"denominator {parts[1]}), {len(found.rows):,} rows behind it",
    )
    words = (
        Text("数据", "Dataset"), Text("文件", "File"), Text("表", "Sheet"), Text("行", "Row"),
        Text("分子", "Numerator"), Text("分母", "Denominator"), Text("内容", "Content"),
    )  # fmt: skip
    titles = {name: contract.title.in_(language) for name, contract in contracts().items()}
    rows = [
        (titles.get(row["dataset"], row["dataset"]), row["file"], row["sheet"] or "", row["row"],
         plain(row["numerator"]), plain(row["denominator"]), _content(row))
        for row in found.rows[:SHOWN_ROWS]
    ]  # fmt: skip
    listed = table([word.in_(language) for word in words], rows, right="lllrrrl")
    return f"{head.in_(language)}\n\n{listed}" if rows else head.in_(language)


def _content(row: dict[str, Any]) -> str:
    shown = {k: v for k, v in row.items() if k not in _ORIGIN and v not in (None, "")}
    return " ".join(f"{name}={value}" for name, value in shown.items())


COMMAND = Command(
    name="evidence",
    summary=Text("列出一个数值背后的数据行", "lists the rows behind a number"),
    run=_run,
    add_options=_add_options,
)
