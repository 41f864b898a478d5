"""What publishing would change, in words."""

from views import import_preview


def test_frozen_meetings_that_would_be_restated_are_named():
    one = {"number": 3, "period_id": "2026-W47", "numbers": 12, "lights": 2}
    two = {"number": 2, "period_id": "2026-W46", "numbers": 1, "lights": 0}
    said = import_preview.meetings({"meetings": [one, two]})
    assert (
        "第 3 次（2026-W47）12 个数值、2 个亮灯；第 2 次（2026-W46）1 个数值、0 个亮灯" in said.zh
    )
    assert "meeting 3 (2026-W47), numbers: 12, lights: 2" in said.en


def test_nothing_is_said_where_no_meeting_is_touched():
    assert import_preview.meetings({"meetings": []}) is None
    assert import_preview.meetings({}) is None
