"""One line per metric: change, places, usual or not, what was not reported."""

from __future__ import annotations

from datetime import date, timedelta

from metrics.catalogue import metrics
from metrics.signals.words import Label
from views.places import Period, Place
from views.results import Reading, Standing
from views.sentences_metric import line

TOP = Place("S", "岭街道", "subdistrict")
PLACES = [Place(c, f"{c}社区", "community", "S") for c in "ABC"]


def week(number, *, is_complete=True):
    start = date(2026, 11, 16) - timedelta(days=7 * (47 - number))
    return Period(f"2026-W{number}", "week", start, start + timedelta(days=6), is_complete)


def reading(key, place, above, below=None, number=47, **more):
    metric = metrics()[key]
    value = above if below is None else above / below
    return Reading(metric, place, week(number, **more), above, below, value, "no_target")


def silent(key, place):
    return Reading(metrics()[key], place, week(47), None, None, None, "not_reported")


def hours(now, then, parts=()):
    return Standing(
        reading("volunteer_hours", TOP, now), previous=reading("volunteer_hours", TOP, then,
                                                               number=46), parts=tuple(parts),
    )  # fmt: skip


def test_a_change_names_who_contributed_and_whether_it_is_usual():
    key = "volunteer_hours"
    now = [reading(key, p, v) for p, v in zip(PLACES, (50, 10, 40), strict=True)]
    before = [reading(key, p, v, number=46) for p, v in zip(PLACES, (60, 90, 30), strict=True)]
    said = line(hours(100, 180, now), before=before, variation=Label.COMMON_CAUSE)
    assert said.zh == (
        "志愿服务时长 100 小时，较上周降 80 小时（−44.4%），降得最多的是B社区、A社区，"
        "在通常波动范围内。"
    )
    assert "down 80 hours" in said.en
    assert "within the usual variation" in said.en


def test_small_bases_speak_in_counts_and_never_in_per_cent_of_them():
    key = "three_zero_attainment"
    standing = Standing(reading(key, TOP, 5, 8), previous=reading(key, TOP, 7, 8, number=46))
    assert line(standing).zh == "三零社区达标率 5 / 8，上周为 7 / 8。"
    alone = Standing(reading(key, TOP, 5, 8, is_complete=False))
    assert "%" not in line(alone).zh + line(alone).en


def test_a_share_of_many_that_was_one_of_few_is_compared_in_counts():
    """93.3% of 15 against 5 of 6: no points between the two."""
    key = "petition_accepted_on_time"
    for now, then in (((14, 15), (5, 6)), ((5, 6), (14, 15))):
        standing = Standing(reading(key, TOP, *now), previous=reading(key, TOP, *then, number=46))
        said = line(standing).zh
        assert "百分点" not in said
        assert f"上周为 {then[0]} / {then[1]}" in said


def test_a_rate_of_few_events_changes_without_per_cent():
    """12 households for a worker, of 5 workers, are no base for per cent; of 50 they are."""
    key = "households_per_grid_worker"
    for times, has_share in ((5, False), (50, True)):
        now = reading(key, TOP, 12.0 * times, times)
        then = reading(key, TOP, 15.0 * times, times, number=46)
        assert ("%" in line(Standing(now, previous=then)).zh) is has_share


def test_who_moved_a_share_is_told_by_what_it_did_to_the_share():
    """B closed more in number, but of so many more that it pulled the share down."""
    key = "grid_event_on_time"
    before = [reading(key, PLACES[0], 10, 20, 46), reading(key, PLACES[1], 30, 40, 46)]
    now = [reading(key, PLACES[0], 9, 10), reading(key, PLACES[1], 35, 50)]
    standing = Standing(reading(key, TOP, 44, 60), previous=reading(key, TOP, 40, 60, number=46),
                        parts=tuple(now))  # fmt: skip
    assert "升得最多的是A社区。" in line(standing, before=before).zh


def test_what_was_not_reported_is_named_and_never_zero():
    key = "volunteer_hours"
    now = [reading(key, PLACES[0], 50), silent(key, PLACES[1])]
    before = [reading(key, p, 90, number=46) for p in PLACES]
    said = line(hours(50, 180, now), before=before)
    assert "1 个社区未报：B社区" in said.zh
    assert "降得最多的是A社区" in said.zh


def test_a_period_that_is_not_over_is_not_compared():
    key = "volunteer_hours"
    standing = Standing(reading(key, TOP, 10, is_complete=False),
                        previous=reading(key, TOP, 90, number=46))  # fmt: skip
    assert line(standing).zh == "志愿服务时长 10 小时，本期未满，不作比较。"


def test_no_value_and_no_change():
    key = "volunteer_hours"
    assert line(Standing(silent(key, TOP))).zh == "志愿服务时长没有数值。"
    assert line(hours(100, 100)).zh == "志愿服务时长 100 小时，与上周持平。"
    assert line(hours(500, 100), variation=Label.NEUTRAL_HIGH).zh.endswith("超出通常波动。")


def test_a_satisfaction_never_stands_without_the_share_that_answered():
    happy = Standing(reading("petition_satisfaction", TOP, 27, 30))
    asked = reading("petition_rated_share", TOP, 30, 41)
    said = line(happy, beside=asked)
    assert said.zh == "信访参评满意率 90.0%（27 / 30）；信访参评率 73.2%（30 / 41）。"
    assert (
        said.en == "Satisfaction with petitions: 90.0% (27 / 30); Petitions rated: 73.2% (30 / 41)."
    )
    few = line(happy, beside=reading("petition_rated_share", TOP, 3, 4))
    assert few.zh.endswith("；信访参评率 3 / 4。")
    assert line(happy, beside=silent("petition_rated_share", TOP)).zh.endswith(
        "信访参评率没有数值。"
    )


def test_every_satisfaction_names_what_it_is_read_with():
    for key, metric in metrics().items():
        if "satisfaction" in key:
            assert metric.read_with in metrics(), key
