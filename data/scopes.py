"""Files of one call that each claim to be the state of the same community on the same day.

Of a snapshot one file speaks for a community: the later one would silently replace the earlier.
Where they say the same nothing is asked; where they differ their rows wait for the clerk. Files
of one name are told apart by their size and a piece of the hash of their content, so that an answer
remembered for one of them can never mean another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.answers import LEAVE_OUT, Answers
from data.places import Register
from data.resolving import Sheet
from wording import Text

BETWEEN = " ↔ "
_MOST_NAMED = 3
_HASH_SHOWN = 6
_ONE_FILE = Text("只有一份算数（{places}）", "one file that counts ({places})")
_ALL = Text("全街道", "the whole subdistrict")

_Claims = dict[tuple[str, date, str | None], dict[str, list[Sheet]]]


def labels_of(files: Sequence[tuple[str, int, str]]) -> list[str]:
    """What each file of a call is called, from its name, its bytes and its hash."""
    times = Counter(name for name, _, _ in files)
    return [
        name if times[name] == 1 else f"{name} [{size:,} B #{digest[:_HASH_SHOWN]}]"
        for name, size, digest in files
    ]


def question_scopes(sheets: Iterable[Sheet], answers: Answers, register: Register) -> None:
    """Asks which of several files counts, and drops the rows of those that do not."""
    contested: dict[tuple[str, ...], list[tuple[str | None, list[Sheet]]]] = defaultdict(list)
    for (_, _, community), files in _claims(sheets).items():
        if len(files) > 1 and not _agree(community, list(files.values())):
            claimants = [sheet for of_file in files.values() for sheet in of_file]
            contested[tuple(files)].append((community, claimants))
    for names, scopes in contested.items():
        spelling = BETWEEN.join(names)
        counts = answers.counts(spelling)
        for sheet in {id(s): s for _, claimants in scopes for s in claimants}.values():
            mine = [place for place, claimants in scopes if any(s is sheet for s in claimants)]
            if counts != sheet.label:
                if counts is None:
                    _ask(sheet, mine, names, spelling, register)
                _take_out(sheet, mine, is_answered=counts is not None)


def _claims(sheets: Iterable[Sheet]) -> _Claims:
    """(Dataset, day, community) -> file -> its sheets that say something about it."""
    claims: _Claims = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        if sheet.contract.kind != "snapshot" or sheet.report.as_of is None:
            continue
        named: list[str | None] = [None]
        if sheet.contract.has_community:
            named = pc.unique(sheet.rows["community_id"]).to_pylist()
        for community in named if sheet.rows.num_rows else []:
            scope = sheet.contract.name, sheet.report.as_of, community
            claims[scope][sheet.label].append(sheet)
    return claims


def _agree(community: str | None, files: Sequence[list[Sheet]]) -> bool:
    """Whether the files say the same, in whatever order."""
    said = []
    for sheets in files:
        content = sheets[0].contract.content
        tables = [sheet.rows.filter(_about(sheet, [community])).select(content) for sheet in sheets]
        rows = [tuple(row.values()) for table in tables for row in table.to_pylist()]
        said.append(sorted(map(repr, rows)))
    return all(rows == said[0] for rows in said)


def _about(sheet: Sheet, communities: Sequence[str | None]) -> Any:
    if not sheet.contract.has_community:
        return pa.repeat(pa.scalar(True), sheet.rows.num_rows)
    wanted = pa.array(communities, pa.string())
    return pc.is_in(sheet.rows["community_id"], value_set=wanted)


def _ask(
    sheet: Sheet, communities: list[str | None], files: tuple[str, ...], spelling: str,
    register: Register,
) -> None:  # fmt: skip
    numbers = sheet.rows.filter(_about(sheet, communities))["source_row"].to_pylist()
    codes = [one for one in communities if one]
    names = [register.communities.get(one, one) for one in codes[:_MOST_NAMED]]
    named = [*names, "…"][: len(codes)]
    places = Text("、".join(named), ", ".join(named)) if named else _ALL
    expected = _ONE_FILE.format(places=places)
    sheet.say(
        "asked", "claimed_twice", numbers[0], "community_id", question="duplicate",
        found=spelling, spelling=spelling, candidates=(*files, LEAVE_OUT), rows=len(numbers),
        other_rows=tuple(numbers[1:]), expected_zh=expected.zh, expected_en=expected.en,
    )  # fmt: skip


def _take_out(sheet: Sheet, communities: list[str | None], *, is_answered: bool) -> None:
    about = _about(sheet, communities)
    if is_answered:
        for number in sheet.rows.filter(about)["source_row"].to_pylist():
            sheet.say("dropped", "left_out_by_answer", number, "community_id")
    sheet.rows = sheet.rows.filter(pc.invert(about))
