"""What publishing an import would change: rows, numbers that move, lights that flip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from metrics.metric import Metric
from views import files, numbers
from views.html import Markup, join, tag
from views.lights import chip, light_of
from views.tables import Column, table
from wording import Text

TITLE = Text("发布后会有什么变化", "What publishing would change")
NOTHING = Text(
    "发布后没有任何数值变化：这些行已经生效、另有文件报过，或不影响已完成的周和月。",
    "Publishing changes no number: these rows are in force already, stand in another file too, or "
    "do not touch the weeks and months that are over.",
)
SUMMARY = Text(
    "{rows} 行增、改、减；{moves} 个数值变动，其中 {flips} 个亮灯改变（{periods}）。",
    "{rows} rows new, changed or gone; {moves} numbers move, {flips} lights flip ({periods}).",
)
DATASET = Text("台账", "Dataset")
NEW = Text("新增", "New")
CHANGED = Text("变更", "Changed")
GONE = Text("减少", "Gone")
METRIC = Text("指标", "Metric")
PLACE = Text("地点", "Place")
PERIOD = Text("周期", "Period")
FROM = Text("现在", "Now")
TO = Text("发布后", "After publishing")
LIGHT = Text("亮灯", "Light")
LIGHT_NOW = Text("现在亮灯", "Light now")
LIGHT_AFTER = Text("发布后亮灯", "Light after publishing")
MORE = Text(
    "另有 {count} 个数值变动未列出（多为网格），下载的表格里都有。",
    "{count} more moves are not listed (mostly grids); the table to download has them all.",
)
MEETINGS = Text(
    "会修订已定稿的会议：{meetings}。会议存档不变，例会页会列出“当时 / 现在”。",
    "Frozen meetings would be restated: {meetings}. What they kept stays as it is; the page of the "
    "meetings will show then and now.",
)
ONE_MEETING = Text(
    "第 {number} 次（{period}）{numbers} 个数值、{lights} 个亮灯",
    "meeting {number} ({period}), numbers: {numbers}, lights: {lights}",
)
LISTED = 40
_LEVELS = {"subdistrict": 0, "community": 1, "grid": 2}


def summary(preview: Mapping[str, Any]) -> Text:
    """The whole preview in one sentence."""
    rows = sum(one["new"] + one["changed"] + one["gone"] for one in preview["datasets"])
    moves = preview["moves"]
    if not moves and not rows:
        return NOTHING
    return SUMMARY.format(
        rows=numbers.plain(rows),
        moves=numbers.plain(len(moves)),
        flips=numbers.plain(sum(move["flips"] for move in moves)),
        periods=Text("、".join(preview["periods"]) or "—", ", ".join(preview["periods"]) or "—"),
    )


def meetings(preview: Mapping[str, Any]) -> Text | None:
    """Which frozen meetings publishing would restate; None where it restates none."""
    said = [
        ONE_MEETING.format(
            number=one["number"],
            period=one["period_id"],
            numbers=numbers.plain(one["numbers"]),
            lights=numbers.plain(one["lights"]),
        )
        for one in preview.get("meetings", ())
    ]
    if not said:
        return None
    return MEETINGS.format(
        meetings=Text("；".join(s.zh for s in said), "; ".join(s.en for s in said))
    )


def rows_table(preview: Mapping[str, Any], titles: Mapping[str, Text], language: str) -> Markup:
    """Rows new, changed and gone, dataset by dataset."""
    if not preview["datasets"]:
        return Markup("")
    columns = [
        Column(DATASET.in_(language)),
        *(Column(word.in_(language), is_number=True) for word in (NEW, CHANGED, GONE)),
    ]
    drawn = [
        (
            titles[one["dataset"]].in_(language) if one["dataset"] in titles else one["dataset"],
            *(numbers.plain(one[kind]) if one[kind] else "" for kind in ("new", "changed", "gone")),
        )
        for one in preview["datasets"]
    ]
    return table(columns, drawn)


def moves_table(preview: Mapping[str, Any], metrics: Mapping[str, Metric], language: str) -> Markup:
    """The numbers that move, from and to: lights that flip first, then from the top down."""
    moves = _in_order(preview, metrics)
    if not moves:
        return Markup("")
    columns = [
        *(Column(word.in_(language)) for word in (METRIC, PLACE, PERIOD)),
        *(Column(word.in_(language), is_number=True) for word in (FROM, TO)),
        Column(LIGHT.in_(language)),
    ]
    drawn = table(columns, [_move(move, metrics, language) for move in moves[:LISTED]])
    left = len(moves) - LISTED
    more = tag("p", MORE.format(count=numbers.plain(left)).in_(language), class_="lt-remark")
    return join([drawn, more] if left > 0 else [drawn])


def moves_file(preview: Mapping[str, Any], metrics: Mapping[str, Metric], language: str) -> bytes:
    """Every number that moves, in the order of the table, for a spreadsheet program."""
    words = (METRIC, PLACE, PERIOD, FROM, TO, LIGHT_NOW, LIGHT_AFTER)
    rows = [
        (
            metrics[move["metric"]].name.in_(language), move["path"], move["period_id"],
            *(numbers.with_unit(metrics[move["metric"]], move[side], language)
              for side in ("before", "after")),
            *(light_of(move[side] or "not_reported").word.in_(language)
              for side in ("state_before", "state_after")),
        )
        for move in _in_order(preview, metrics)
    ]  # fmt: skip
    return files.table([word.in_(language) for word in words], rows)


def _in_order(
    preview: Mapping[str, Any], metrics: Mapping[str, Metric]
) -> Sequence[Mapping[str, Any]]:
    order = {key: number for number, key in enumerate(metrics)}
    return sorted(
        (move for move in preview["moves"] if move["metric"] in metrics),
        key=lambda m: (not m["flips"], _LEVELS.get(m["level"], 3), order[m["metric"]], m["path"]),
    )


def _move(
    move: Mapping[str, Any], metrics: Mapping[str, Metric], language: str
) -> Sequence[object]:
    metric = metrics[move["metric"]]
    light = chip(move["state_after"] or "not_reported", language)
    if move["flips"] and move["state_before"]:
        light = join([chip(move["state_before"], language), light], " → ")
    return (
        metric.name.in_(language),
        move["path"],
        move["period_id"],
        numbers.with_unit(metric, move["before"], language),
        numbers.with_unit(metric, move["after"], language),
        light,
    )
