"""evidence: from a number to its rows, on the small office."""

from __future__ import annotations

import pytest

from tests.commands.conftest import REGISTERS, STAFF
from wording import ShownError

ASKED = ("grid_leader_coverage", "2026-W47")


def test_the_rows_add_up_to_the_number_and_name_their_files(office, call):
    values = call("values", "--home", office, "--metric", ASKED[0], "--period", ASKED[1], "--json")
    value = next(v for v in values.json if v["level"] == "community" and v["value"] is not None)
    found = call("evidence", ASKED[0], value["place_id"], ASKED[1], "--home", office, "--json").json
    assert {key: found[key] for key in ("numerator", "denominator", "value", "state")} == {
        key: value[key] for key in ("numerator", "denominator", "value", "state")
    }
    for part in ("numerator", "denominator"):
        assert sum(row[part] or 0 for row in found["rows"]) == value[part]
    assert {row["file"] for row in found["rows"]} == {REGISTERS[1], STAFF}


def test_a_place_may_be_named_by_its_path_or_its_only_name(office, call):
    def place_id(place):
        return call("evidence", ASKED[0], place, ASKED[1], "--home", office, "--json").json[
            "place_id"
        ]

    assert place_id("槐澜街道/松岫社区") == place_id("松岫社区") == "990102013001"
    with pytest.raises(ShownError, match="第一网格"):
        place_id("第一网格")
    with pytest.raises(ShownError, match="nowhere"):
        place_id("nowhere")


@pytest.mark.parametrize(
    "arguments", [("nothing", "松岫社区", "2026-W47"), (ASKED[0], "松岫社区", "W47")]
)
def test_a_question_that_cannot_be_asked_is_a_sentence(office, call, arguments):
    with pytest.raises(ShownError):
        call("evidence", *arguments, "--home", office)


def test_the_evidence_reads_as_a_table(office, call):
    place = "青荇社区"
    assert "02网格基本信息表" in call("evidence", ASKED[0], place, ASKED[1], "--home", office).out
    english = call("evidence", ASKED[0], place, ASKED[1], "--home", office, "--lang", "en").out
    assert "rows behind it" in english
