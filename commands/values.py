"""``values``: the published numbers, as a table or as JSON."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from commands.command import Command, Options
from commands.output import as_json, say, table, tell
from wording import ShownError, Text

if TYPE_CHECKING:
    from publication.reading import Published

KEYS = (
    "metric", "level", "place_id", "path", "period",
    "numerator", "denominator", "value", "state", "flags",
)  # fmt: skip
"""The keys of one value in JSON, in this order; they do not change."""

SHOWN_ROWS = 200
"""A table on a screen stops here and says so; JSON never stops."""


def values_of(
    published: Published,
    *,
    metrics: list[str] | None,
    levels: list[str] | None,
    periods: list[str] | None,
) -> list[dict[str, Any]]:
    """The measures of a published version as plain mappings with the keys `KEYS`."""
    asked: list[str | None] = [*levels] if levels else [None]
    frames = [published.measures(metrics=metrics, level=level, periods=periods) for level in asked]
    paths = dict(published.places()[["place_id", "path"]].itertuples(index=False))
    found = []
    for frame in frames:
        for row in frame.to_dict("records"):
            flags = row["flags"] if isinstance(row["flags"], str) else ""
            found.append(
                {
                    "metric": row["metric"],
                    "level": row["level"],
                    "place_id": row["place_id"],
                    "path": paths.get(row["place_id"], ""),
                    "period": row["period_id"],
                    "numerator": _number(row["numerator"]),
                    "denominator": _number(row["denominator"]),
                    "value": _number(row["value"]),
                    "state": row["state"],
                    "flags": [flag for flag in flags.split(",") if flag],
                }
            )
    return found


def _number(value: Any) -> float | int | None:
    """The number, whole ones as integers; no value as None."""
    if value is None or math.isnan(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    def word(zh: str, en: str) -> str:
        return Text(zh, en).in_(language)

    parser.add_argument(
        "--metric", action="append", metavar="KEY", help=word("指标，可重复", "metric; repeatable")
    )
    parser.add_argument(
        "--level",
        action="append",
        choices=("subdistrict", "community", "grid"),
        help=word("层级，可重复", "level; repeatable"),
    )
    parser.add_argument(
        "--period",
        action="append",
        metavar="PERIOD",
        help=word(
            "周期，可重复：2026-W47、2026-10、2026-Q3、2026",
            "period; repeatable: 2026-W47, 2026-10, 2026-Q3, 2026",
        ),
    )
    parser.add_argument(
        "--version",
        type=int,
        metavar="N",
        help=word("读较早的版本", "read an older version"),
    )
    parser.add_argument("--json", action="store_true", help=word("输出 JSON", "print JSON"))


def _latest_week(published: Published) -> str:
    """The latest week that is over, by the data; the latest of all when none is."""
    periods = published.periods()
    weeks = periods[periods["kind"] == "week"].sort_values("start_on")
    over = weeks[weeks["is_complete"]]
    return str((over if len(over) else weeks)["period_id"].iloc[-1])


def _check(asked: Iterable[str], known: Iterable[str], what: Text) -> None:
    unknown = sorted(set(asked) - set(known))
    if unknown:
        names = ", ".join(unknown)
        some = ", ".join(list(known)[:40])
        raise ShownError(
            Text(
                f"没有这样的{what.zh}：{names}。已有：{some}",
                f"No such {what.en}: {names}. There are: {some}",
            )
        )


def _run(options: Options) -> int:
    from commands.office import office, opened
    from metrics.catalogue import metrics

    published = opened(office(options.home), options.version)
    if options.metric:
        _check(options.metric, metrics(), Text("指标", "metric"))
    if options.period:
        held = sorted(published.periods()["period_id"], reverse=True)
        _check(options.period, held, Text("周期", "period"))
    periods = options.period
    if not periods and not options.json:
        periods = [_latest_week(published)]
        tell(
            Text(
                f"没有指定周期，显示 {periods[0]}。",
                f"No period was named; this is {periods[0]}.",
            ),
            options.lang,
        )
    found = values_of(published, metrics=options.metric, levels=options.level, periods=periods)
    if options.json:
        say(as_json(found))
        return 0
    say(drawn(found[:SHOWN_ROWS], options.lang))
    if len(found) > SHOWN_ROWS:
        tell(
            Text(
                f"共 {len(found):,} 行，显示前 {SHOWN_ROWS} 行。用 --metric、--level、--period "
                "缩小范围，或用 --json 取全部。",
                f"{len(found):,} rows; the first {SHOWN_ROWS} are shown. Narrow them with "
                "--metric, --level and --period, or take all with --json.",
            ),
            options.lang,
        )
    return 0


def drawn(values: list[dict[str, Any]], language: str) -> str:
    """The values as a table for a screen, metric by metric in the order of the handbook."""
    from metrics.catalogue import metrics
    from views.flags import FLAGS
    from views.lights import light_of
    from views.numbers import plain, with_unit

    known = metrics()
    order = {key: position for position, key in enumerate(known)}
    words = (
        Text("指标", "Metric"), Text("地点", "Place"), Text("周期", "Period"),
        Text("分子", "Numerator"), Text("分母", "Denominator"), Text("值", "Value"),
        Text("状态", "State"), Text("标记", "Flags"),
    )  # fmt: skip
    rows = []
    for value in sorted(values, key=lambda one: order[one["metric"]]):
        metric = known[value["metric"]]
        light = light_of(value["state"])
        rows.append(
            (
                metric.name.in_(language),
                value["path"],
                value["period"],
                plain(value["numerator"]),
                plain(value["denominator"]),
                with_unit(metric, value["value"], language),
                f"{light.shape or ' '} {light.word.in_(language)}",
                ", ".join(FLAGS[flag][0].in_(language) for flag in value["flags"]),
            )
        )
    return table([word.in_(language) for word in words], rows, right="lllrrr")


COMMAND = Command(
    name="values",
    summary=Text("列出已发布的指标值", "lists the published values"),
    run=_run,
    add_options=_add_options,
)
