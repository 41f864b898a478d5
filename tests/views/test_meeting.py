"""The agenda, the screens and the papers of the meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from metrics.catalogue import metrics
from metrics.rating import Target
from metrics.signal import Label
from views import sentences_metric
from views.charts import marks
from views.flags import flag_words
from views.meeting import agenda, changes, check_up, page, slide, trend
from views.meeting.agenda import END, START, Signal
from views.meeting.slide import Way
from views.places import Period, Place
from views.results import Reading, Standing, Was
from wording import Text

TOP = Place("S", "岭街道", "subdistrict")
PARTS = [Place(c, f"{c}社区", "community", "S") for c in "ABCDEFGH"]
HOSTILE = "<img src=x onerror=alert(1)>"


def weeks(count):
    sunday = date(2026, 11, 22)
    found = []
    for back in range(count)[::-1]:
        end = sunday - timedelta(weeks=back)
        year, week, _ = end.isocalendar()
        found.append(Period(f"{year}-W{week:02d}", "week", end - timedelta(days=6), end, True))
    return tuple(found)


def standing(key, values, *, state="no_target", target=None, size=100.0, parts=()):
    span = weeks(len(values))
    now = values[-1]
    upper = None if now is None else now * size
    reading = Reading(metrics()[key], TOP, span[-1], upper, size, now, state)
    before = Reading(metrics()[key], TOP, span[-2], None, size, values[-2], "no_target")
    return Standing(
        reading, previous=before, history=tuple(values), periods=span,
        target=None if target is None else Target(target, "office"), parts=tuple(parts),
    )  # fmt: skip


def part(key, place, state, value=None):
    return Reading(metrics()[key], place, weeks(1)[0], value, 1.0, value, state)


QUIET = [0.80, 0.84, 0.79, 0.83, 0.81, 0.82] * 4
ON_TIME = "grid_event_on_time"


def test_exceptions_come_first_and_what_is_well_does_not_come_at_all():
    falling = [*QUIET, 0.60]
    items = agenda.agenda([
        standing("zero_case", [1.0] * 3, state="green", parts=[part("zero_case", PARTS[0], "red")]),
        standing("zero_accident", [1.0] * 3, parts=[part("zero_accident", PARTS[0],
                                                         "not_reported")]),
        standing(ON_TIME, falling, state="amber"),
        standing("police_presence", [0.9, 0.9], state="red"),
        standing("zero_petition", [0.9, 0.8], state="red"),
        standing("mediator_presence", [1.0, 1.0], state="green"),
    ])  # fmt: skip
    assert [(item.key, item.reason) for item in items] == [
        ("zero_petition", "red"),  # it got worse, so it comes before what stayed red
        ("police_presence", "red"),
        (ON_TIME, "worse"),
        ("zero_accident", "not_reported"),
        ("zero_case", "parts_red"),
    ]


def test_a_fall_is_a_signal_only_where_there_are_cases_enough():
    falling = [*QUIET, 0.60]
    assert agenda.signal_of(standing(ON_TIME, falling)).label is Label.CONCERN
    assert agenda.signal_of(standing(ON_TIME, falling, size=5.0)) == Signal()
    assert agenda.signal_of(standing("police_presence", falling)) == Signal()
    assert agenda.signal_of(standing(ON_TIME, [*QUIET, None])) == Signal()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_screen_shows_the_value_the_target_the_places_and_what_it_rests_on(language):
    parts = [part("zero_petition", PARTS[0], "red", 0.0),
             part("zero_petition", PARTS[1], "not_reported"),
             *(part("zero_petition", each, "green", 1.0) for each in PARTS[2:])]  # fmt: skip
    (item,) = agenda.agenda([
        standing("zero_petition", [0.9, 0.75], state="red", target=0.8, size=8.0, parts=parts)
    ])  # fmt: skip
    drawn = slide.figures(item, 1234, language) + slide.places(item, language)
    for expected in ("75.0%", "6 / 8", "80.0%", "1,234", "A社区", "B社区"):
        assert expected in drawn
    assert "C社区" not in drawn  # what is well is only counted
    assert ("另有 6 处" if language == "zh" else "6 more") in drawn


def test_the_places_of_a_plain_count_say_it_once():
    short = replace(part("grid_worker_gap", PARTS[0], "red", 8.0), denominator=None)
    (item,) = agenda.agenda([standing("grid_worker_gap", [8.0, 8.0], state="red", parts=[short])])
    assert slide.places(item, "zh").count(">8<") == 1


def test_limits_start_afresh_where_somebody_decided_so_and_the_line_says_it():
    fallen = [*QUIET, *[each - 0.3 for each in QUIET[:14]]]
    it = standing(ON_TIME, fallen)
    assert agenda.signal_of(it).label is Label.CONCERN
    mark = marks.of_start(len(QUIET), date(2026, 8, 17), "重新划分网格")
    signal = agenda.signal_of(it, [mark])
    assert signal.label is Label.COMMON_CAUSE
    drawn = trend.draw(it, signal, "zh")
    assert any("重新起算" in each.text for each in drawn.layout.annotations)
    band = next(each for each in drawn.layout.shapes if each.type == "rect")
    assert band.x0 == len(QUIET) - 0.5


def test_keys_lead_on_and_the_ends_lead_nowhere():
    items = agenda.agenda([standing("police_presence", [0.9, 0.9], state="red")])
    way = Way(None, {"item": "end"}, {"item": "end", "skipped": "police_presence"}, {})
    drawn = slide.bar("会", "police_presence", items, way, skipped=(), language="zh")
    assert 'data-key="next"' in drawn
    assert 'data-key="skip"' in drawn
    assert 'data-key="previous"' not in drawn
    assert "第 1 项，共 1 项" in drawn
    assert "督办回顾" in slide.bar("会", START, items, way, skipped=(), language="zh")
    assert "小结" in slide.bar("会", END, items, way, skipped=(), language="zh")


def test_the_line_says_how_often_the_target_was_missed():
    it = standing(ON_TIME, [0.7, 0.9, 0.7, 0.9], target=0.8)
    assert trend.finding(it).zh == "近 4 周中有 2 周未达目标"
    assert trend.finding(standing(ON_TIME, [0.9, 0.9], target=0.8)).zh == "近 2 周都达到目标"
    assert trend.finding(standing("volunteer_hours", [9.0, 9.0])).zh == "近 2 周的走势"
    carried = replace(it, carried=(True, True, True, False))
    assert trend.finding(carried).zh == "近 1 周达到目标"
    assert trend.finding(replace(it, carried=(True,) * 4)).zh == "近 4 周的走势"
    drawn = trend.draw(it, agenda.signal_of(it), "zh")
    assert "目标 80.0%" in [each.text for each in drawn.layout.annotations]


def test_limits_are_drawn_where_there_are_any_and_within_what_is_possible():
    it = standing(ON_TIME, [*QUIET, 0.60])
    drawn = trend.draw(it, agenda.signal_of(it), "zh")
    (band,) = drawn.layout.shapes
    assert 0 <= band.y0 < band.y1 <= 1
    assert {each.text.split()[0] for each in drawn.layout.annotations} == {"上限", "下限"}


def test_a_line_without_any_value_is_drawn_all_the_same():
    it = standing(ON_TIME, [None, None], state="not_reported")
    assert trend.draw(it, agenda.signal_of(it), "en").data


def test_the_check_up_names_whom_to_call():
    findings = [
        check_up.Finding("unreported", check_up.NOTHING, ("社会治理办",), "overview"),
        check_up.Finding("stale", check_up.NOTHING, ("社会治理办", "党建办")),
        check_up.Finding("overdue", check_up.NOTHING, ()),
    ]
    assert check_up.summary(findings).zh == "会前需核 3 项，联系 2 个部门。"
    calls = check_up.calls(findings, "zh")
    assert calls.index("社会治理办") < calls.index("党建办")
    assert "未定责任部门" in calls
    assert "Social Governance Office" in check_up.listed(findings, {}, "en")
    assert check_up.summary([]) == check_up.NOTHING


def test_then_and_now_stand_beside_each_other_and_gone_is_no_value():
    metric, moved = metrics()["zero_petition"], (1.0, "green", 0.0, "red")
    one = changes.Change(metric, "A", "A社区", "community", *moved, "data")
    gone = changes.Change(metric, "B", "B社区", "community", 1.0, "green", None, None, "gone")
    drawn = changes.listed([one, gone], {"period": "2026-W47"}, "zh")
    assert "100.0%" in drawn
    assert "0.0%" in drawn
    assert "台账更正或补报" in drawn
    assert drawn.count("rows=zero_petition~A") == 1
    assert "rows=zero_petition~B" not in drawn
    assert "2 个" in changes.summary(3, [one, gone]).zh
    assert changes.summary(3, []) == changes.NOTHING.format(number=3)


def test_a_number_that_is_counted_otherwise_is_not_put_down_to_the_sheets():
    metric, moved = metrics()["zero_petition"], (0.5, "red", 1.0, "green")
    what = (Text("转办件不计", "transfers are not counted"),)
    one = changes.Change(metric, "A", "A社区", "community", *moved, "definition", what)
    said = "口径或算法有变，前后不作比较：转办件不计"
    assert said in changes.listed([one], {}, "zh")
    assert "台账更正" not in changes.listed([one], {}, "zh")
    assert changes.cells([one], "zh")[1][0][-1] == said


def test_more_changes_than_a_page_holds_are_counted_and_stand_in_the_file():
    metric, moved = metrics()["zero_petition"], (1.0, "green", 0.0, "red")
    many = [changes.Change(metric, str(n), f"{n}社区", "grid", *moved, "data") for n in range(214)]
    drawn = changes.listed(many, {}, "zh")
    assert "共 214 个，列出 60 个" in drawn
    assert drawn.count("<tr") == 61
    assert len(changes.cells(many, "zh")[1]) == 214
    row = changes.Row("new", metric.name, "a.xlsx", "表", 3, 1, ())
    assert "60 of 214 rows shown" in changes.rows_table([row] * 214, "en")
    assert "shown" not in changes.rows_table([row] * 60, "en")
    assert len(changes.row_cells([row] * 214, "zh")[1]) == 214


def test_a_restated_number_says_what_a_meeting_saw_and_what_it_is_now():
    now = replace(standing(ON_TIME, [0.7, 0.9]).now, flags=frozenset({"restated"}))
    corrected = replace(now, was=Was(3, 0.812, "red"))
    assert "已修订 81.2% → 90.0%" in flag_words(corrected, "zh")
    assert "第 3 次会议定稿时为 81.2%" in flag_words(corrected, "zh")
    otherwise = replace(now, was=Was(3, 0.812, "red", is_redefined=True))
    assert "Redefined: 81.2% → 90.0%" in flag_words(otherwise, "en")
    assert "the two are not compared" in flag_words(otherwise, "en")
    said = sentences_metric.line(replace(standing(ON_TIME, [0.7, 0.9]), now=corrected)).zh
    assert "90.0%（已修订，第 3 次会议定稿时为 81.2%）" in said
    silent = replace(now, was=Was(3, None, "not_reported"))
    assert "已修订 未报 → 90.0%" in flag_words(silent, "zh")
    judged = replace(now, was=Was(3, now.value, "red"), state="green")
    assert "已修订 预警 → 达标" in flag_words(judged, "zh")


def test_text_of_a_row_stays_text():
    row = changes.Row("changed", metrics()["zero_petition"].name, HOSTILE, HOSTILE, 3, 1,
                      ((Text("是否化解", "Resolved"), Text(HOSTILE, HOSTILE), Text("是", "yes")),))  # fmt: skip
    assert "<img" not in changes.rows_table([row], "zh")


def test_the_page_falls_back_to_its_first_part():
    assert page.way("nonsense", "before", ["before", "past"]) == "before"
    assert page.way("past", "before", ["before", "past"]) == "past"
    assert "还没有开过会" in page.past([], {}, "zh")
    assert page.agenda_line([]) == page.EMPTY_AGENDA
