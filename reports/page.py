"""The page of a pack: one file that opens by double-click, asks nobody for anything, and prints.

No script, no font, no picture from elsewhere: a policy in the file itself forbids it.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from reports import tables, tables_of_work
from reports.result import Result
from reports.story import Story
from reports.tables import Column, Table
from reports.words import INTERNAL, clean, moment, period_words, state_words
from views import numbers, sparkline
from views.cards import LAST_PERIODS, LINE_WORDS, departments, target_words
from views.families import family_name
from views.html import Markup, join, tag
from views.lights import LIGHTS, light_of
from views.results import Standing
from wording import Text

CONTENTS = Text("目录", "Contents")
OVERALL, MAIN = Text("一、总体情况", "1. Overall"), Text("二、主要指标", "2. Main metrics")
PROBLEMS, NEXT = Text("三、存在问题", "3. Problems"), Text("四、下步工作", "4. Next steps")
DEFINITIONS = Text("口径（{count} 项）", "Definitions ({count})")
NO_VALUE = Text("本期没有数值", "No value in this period")
MAP = Text("{metric}分布图", "{metric} on the map")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

STYLE = """
:root{color-scheme:light}
body{margin:0 auto;max-width:1080px;padding:24px;color:#1F2933;background:#fff;
 font:16px/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;
 font-variant-numeric:tabular-nums}
h1{font-size:28px;margin:8px 0 0}h2{font-size:20px;margin:32px 0 8px}
.second,.code{color:#52606D}.code{font-size:12px;white-space:nowrap}
nav ol{columns:2;margin:0;padding:0;list-style:none}a{color:#0B5CAD}
.cards{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:16px;margin:16px 0}
.card{border:1px solid #D9E2EC;padding:12px;break-inside:avoid}
.card b{display:block;line-height:1.4}.card img{width:100%;height:52px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px;margin:4px 0 12px}
caption{text-align:left;font-weight:600;padding:8px 0 4px}
th,td{border-bottom:1px solid #D9E2EC;padding:5px 8px;text-align:left;vertical-align:top}
th{background:#F5F7FA}.r{text-align:right}thead{display:table-header-group}tr{break-inside:avoid}
.red{color:#C0392B}.amber{color:#96601A}.green{color:#1B7F4B}.not_reported{color:#5F6B76}
.red,.amber,.green,.not_reported{white-space:nowrap}.card b{font-size:24px}
.map{max-width:100%}
.mark{position:fixed;left:0;right:0;top:45%;text-align:center;font-size:44px;color:#1F2933;
 opacity:.06;transform:rotate(-28deg);pointer-events:none;z-index:9}
footer{margin-top:32px;border-top:1px solid #D9E2EC;padding-top:8px;font-size:14px;color:#52606D}
@media(max-width:760px){.cards{grid-template-columns:repeat(2,minmax(0,1fr))}.card b{font-size:20px}
 nav ol{columns:1}}
@page{size:A4;margin:18mm 15mm}
@media print{body{padding:0;font-size:11pt;max-width:none}.card b{font-size:14pt}
 table{font-size:9pt}nav{break-after:avoid}
 a{color:inherit;text-decoration:none}h2,h3,caption{break-after:avoid}.wide{overflow:visible}
 .cards{grid-template-columns:repeat(4,minmax(0,1fr))}}
"""


def page(result: Result, story: Story, language: str) -> bytes:
    """The page as a file."""
    parts = _sections(result, story, language)
    contents = tag("nav", tag("h2", CONTENTS.in_(language)), tag("ol", *(
        tag("li", tag("a", words, href=f"#part{number}"))
        for number, (words, _) in enumerate(parts, start=1)
    )))  # fmt: skip
    body = [
        tag("section", tag("h2", words), inner, id=f"part{number}")
        for number, (words, inner) in enumerate(parts, start=1)
    ]
    who = f"{clean(result.made_by)} {moment(result.made_at)}"
    head = tag(
        "header",
        tag("p", INTERNAL.in_(language), class_="second"),
        tag("h1", story.title),
        tag("p", period_words(result.period, language), class_="second"),
    )
    foot = tag("footer", tag("p", story.basis), tag("p", INTERNAL.in_(language), " · ", who))
    mark = tag("div", who, class_="mark", aria_hidden="true")
    whole = tag(
        "html",
        tag(
            "head",
            Markup('<meta charset="utf-8">'),
            Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            Markup('<meta name="viewport" content="width=device-width">'),
            tag("title", f"{story.title} {story.period}"),
            tag("style", Markup(STYLE)),
        ),
        tag("body", mark, head, contents, *body, foot),
        lang="zh-CN" if language == "zh" else "en",
    )
    return f"<!doctype html>\n{whole}\n".encode()


def _sections(result: Result, story: Story, language: str) -> list[tuple[str, Markup]]:
    work = tables_of_work
    problems = [
        tag("p", story.alerts_head),
        _table(work.alerts(result, language)),
        *_said_or_listed(story.unreported, work.unreported(result, language)),
        *_said_or_listed(story.checks, work.checks(result, language)),
        *_said_or_listed(story.tasks, work.tasks(result, language)),
        tag("p", story.follow_ups),
        _table(work.follow_ups(result, language)),
    ]
    main = [
        _table(tables.main(result, language)),
        _table(tables.places(result, language)),
        _table(tables.three_zero(result, language)),
        _map(result, language),
    ]
    return [
        (OVERALL.in_(language), join([
            *(tag("p", line) for line in story.overall), _cards(result, language),
            *(tag("p", tag("strong", f.name), " ", f.said, " ", tag("span", f.code, class_="code"))
              for f in story.families),
        ])),
        (MAIN.in_(language), join(main)),
        (PROBLEMS.in_(language), join(problems)),
        (NEXT.in_(language), join([
            tag("p", story.next_steps), _table(work.decisions(result, language)),
        ])),
        (DEFINITIONS.format(count=len(result.standings)).in_(language),
         _definitions(result, language)),
    ]  # fmt: skip


def _said_or_listed(said: str, listed: Table) -> list[Markup]:
    return [tag("p", said)] if said else [_table(listed)]


def _table(drawn: Table) -> Markup:
    """A table with its caption; nothing where there is no row."""
    if not drawn.rows:
        return Markup("")
    sides = ["r" if column.is_number else None for column in drawn.columns]
    head = tag("tr", *(
        tag("th", words, class_=side, scope="col")
        for words, side in zip(drawn.header, sides, strict=True)
    ))  # fmt: skip
    rows = [
        tag("tr", *(
            tag("td", _cell(column, cell), class_=side)
            for column, cell, side in zip(drawn.columns, row, sides, strict=True)
        ))
        for row in drawn.rows
    ]  # fmt: skip
    inner = tag(
        "table", tag("caption", drawn.caption), tag("thead", head), tag("tbody", *rows),
        id=f"table-{drawn.key}",
    )  # fmt: skip
    return tag("div", inner, class_="wide")


def _cell(column: Column, cell: str) -> Markup:
    """A cell; its light in colour as well, its passport small below."""
    first, _, code = cell.partition("\n")
    shapes = {light.shape: state for state, light in LIGHTS.items() if light.shape}
    light = None if column.key == "change" else shapes.get(first[:1])
    shown = tag("span", first, class_="code" if column.is_passport else light)
    return join([shown, tag("br"), tag("span", code, class_="code")]) if code else shown


def _cards(result: Result, language: str) -> Markup:
    cards = [_card(result, standing, language) for standing in tables.spoken(result)]
    return tag("div", *cards, class_="cards")


def _card(result: Result, standing: Standing, language: str) -> Markup:
    it = standing.now
    value = tables.value(result, it, language)
    known = [value for value in standing.history if value is not None]
    words = NO_VALUE.in_(language)
    if known:
        ends = [numbers.figure(standing.metric, each, language) for each in (known[0], known[-1])]
        span = LAST_PERIODS[it.period.kind].format(count=len(standing.history))
        words = LINE_WORDS.format(span=span, first=ends[0], last=ends[1]).in_(language)
    return tag(
        "div",
        tag("span", family_name(standing.metric.family).in_(language), class_="second"),
        tag("div", standing.metric.name.in_(language)),
        tag("b", value),
        tag("span", state_words(it, language), class_=light_of(it.state).state),
        sparkline.picture(standing.history, standing.target_value, words, standing.carried),
        tag("div", words, class_="second"),
        tag("div", target_words(standing, language), class_="second"),
        tag("div", result.code(it), class_="code"),
        class_="card",
    )


def _map(result: Result, language: str) -> Markup:
    if result.picture is None or result.pictured is None:
        return Markup("")
    words = MAP.format(metric=result.pictured.name).in_(language)
    drawn = base64.b64encode(result.picture).decode()
    return tag("img", src=f"data:image/png;base64,{drawn}", alt=words, class_="map")


def _definitions(result: Result, language: str) -> Markup:
    """Every metric in words: what is counted, and who answers for it."""
    rows: Sequence[Markup] = [
        tag("tr", tag("td", s.metric.name.in_(language)), tag("td", s.metric.meaning.in_(language)),
            tag("td", target_words(s, language)),
            tag("td", departments(s.metric, language)))
        for s in result.standings
    ]  # fmt: skip
    return tag("div", tag("table", tag("tbody", *rows), id="table-definitions"), class_="wide")
