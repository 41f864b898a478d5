"""Draft rows -> rows that can be stored: places found, repetitions dropped, references checked."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.answers import LEAVE_OUT, Answers
from data.contract import Contract
from data.equal_rows import codes_of, groups_of, kept
from data.issues import Issue, IssueKind
from data.places import COMMUNITY_DIGITS, Found, Register, is_community_code, is_grid_code
from data.report import SheetReport

_TOTAL_TOLERANCE = 0.05  # sums of areas with one decimal


@dataclass
class Sheet:
    """One sheet on its way into the store: its draft rows and its report.

    ``stated`` holds what stands around the table: the filing unit and the title. ``label`` tells
    the file from the others of the call: its name, with more where two have the same.
    """

    file_name: str
    contract: Contract
    report: SheetReport
    rows: pa.Table
    totals: list[dict[str, Any]] = field(default_factory=list)
    stated: tuple[str, ...] = ()
    hand_made: list[dict[str, Any]] = field(default_factory=list)
    label: str = ""

    def say(self, kind: IssueKind, code: str, row: int, column: str | None, **more: Any) -> None:
        """Adds a remark about the row that the sheet numbers ``row``."""
        letter = self.report.cells.get(column or "") or min(
            self.report.cells.values(), key=lambda c: (len(c), c), default=""
        )
        cell = (
            f"features[{row}]" if "geometry" in self.contract.stored_types() else f"{letter}{row}"
        )
        self.report.issues.append(Issue(kind, code, self.report.sheet, cell, row, column, **more))


def resolve_places(sheet: Sheet, register: Register, answers: Answers) -> None:
    """Replaces the names of places by their codes; rows with an unknown place are asked."""
    lists = [c.name for c in sheet.contract.columns if c.type == "grids"]
    names = [c.name for c in sheet.contract.columns if c.type in {"community", "grid"}] + lists
    if not names:
        return
    resolver = _Resolver(sheet, register, answers)
    given = {name: sheet.rows[name] for name in names}
    keep = np.ones(sheet.rows.num_rows, bool)
    columns: dict[str, pa.Array] = {}
    communities = given.get("community_id", pa.nulls(sheet.rows.num_rows, pa.string()))
    if "community_id" in names:
        none = pa.nulls(sheet.rows.num_rows, pa.string())
        is_of_itself = "community_name" in sheet.rows.column_names
        own_names = sheet.rows["community_name"] if is_of_itself else none
        (communities,), stands = _each_once(
            sheet.rows, [communities, given.get("grid_id", none), own_names], keep, 1,
            lambda written, row: _one(resolver.community(written[0], written[1], written[2], row)),
        )  # fmt: skip
        keep &= stands
        columns["community_id"] = communities
    if "grid_id" in names:

        def find(written: list[str | None], row: int) -> tuple[list[str | None], bool]:
            code, stands = resolver.grid(written[0], written[1], row)
            community = written[1]
            if community is None and code is not None:
                community = register.grids[code][1]
            return [code, community], stands

        (columns["grid_id"], communities), stands = _each_once(
            sheet.rows, [given["grid_id"], communities], keep, 2, find
        )
        keep &= stands
        if "community_id" in names:
            columns["community_id"] = communities
    for name in lists:
        (columns[name],), stands = _each_once(
            sheet.rows, [given[name], communities], keep, 1,
            lambda written, row, name=name: _one(  # type: ignore[misc]
                resolver.grids(name, written[0], written[1], row)
            ),
        )  # fmt: skip
        keep &= stands
    for name, values in columns.items():
        position = sheet.rows.schema.get_field_index(name)
        sheet.rows = sheet.rows.set_column(position, name, values)
    resolver.ask()
    sheet.rows = kept(sheet.rows, keep)


_Finding = Callable[[list[str | None], int], tuple[list[str | None], bool]]


def _one(found: tuple[str | None, bool]) -> tuple[list[str | None], bool]:
    return [found[0]], found[1]


def _each_once(
    rows: pa.Table, given: list[Any], keep: NDArray[np.bool_], width: int, find: _Finding
) -> tuple[list[pa.Array], NDArray[np.bool_]]:
    """The ``width`` values that ``find`` gives for each row kept, and which rows it lets stand.

    Equal rows are found once; where one does not stand each of its rows is said, in their order.
    """
    table = pa.table({str(place): column for place, column in enumerate(given)})
    first, group = groups_of(np.where(keep, codes_of(table, table.column_names), -1))
    waiting = [int(row) for row in first if keep[row]]
    heapq.heapify(waiting)
    numbers = rows["source_row"].to_numpy()
    values: dict[int, list[str | None]] = {}
    stands = np.ones(len(first), bool)
    while waiting:
        row = heapq.heappop(waiting)
        written = [column[row].as_py() for column in given]
        value, is_fine = find(written, int(numbers[row]))
        if group[row] not in values:
            values[int(group[row])], stands[group[row]] = value, is_fine
            if not is_fine:
                for other in np.flatnonzero((group == group[row]) & keep).tolist():
                    if other != row:
                        heapq.heappush(waiting, other)
    blank: list[str | None] = [None] * width
    found = [values.get(number, blank) for number in range(len(first))]
    places = pa.array(group)
    columns = [pa.array([f[n] for f in found], pa.string()).take(places) for n in range(width)]
    return columns, stands[group]


class _Resolver:
    """Finds places by spelling, each spelling once, and gathers what must be asked."""

    def __init__(self, sheet: Sheet, register: Register, answers: Answers) -> None:
        self.sheet, self.register, self.answers = sheet, register, answers
        self.known: dict[tuple[str, ...], tuple[str | None, Found | None]] = {}
        self.asked: dict[tuple[str, str], list[tuple[int, Found]]] = {}
        self.said: set[tuple[str, str]] = set()
        self.without: list[int] = []
        self.default = self._stated_community()

    def _stated_community(self) -> str | None:
        """The one community that a sheet without such a column is about: answered or stated."""
        if "community_id" in self.sheet.report.cells:
            return None
        answered = self.answers.place_of(self.sheet.file_name, self.sheet.report.sheet)
        if answered:
            return self.register.community(answered).code
        for text in self.sheet.stated:
            code = self.register.community(text).code or self.register.community_in(text)
            if code is not None:
                return code
        return None

    def community(
        self, written: str | None, grid: str | None, own_name: str | None, row: int
    ) -> tuple[str | None, bool]:
        """The code of a row's community; of a row about a community itself, by its own name."""
        if written is None and own_name is not None:
            return self._find("community_name", own_name, row, self._by_own_name)
        if written is None:
            # A grid's code starts with the code of its community.
            code = (grid or "")[:COMMUNITY_DIGITS] if is_grid_code(grid or "") else None
            code = code if code in self.register.communities else self.default
            is_needed = self.sheet.contract.column("community_id").blank in {"asked", "refused"}
            if code is None and is_needed and "community_id" not in self.sheet.report.cells:
                self.without.append(row)
                return None, False
            return code, True
        return self._find("community_id", written, row, self.register.community)

    def _by_own_name(self, text: str) -> Found:
        """The community of a register or a map; a code that is answered need not be known yet."""
        return Found(text) if is_community_code(text) else self.register.community(text)

    def grid(self, written: str | None, community: str | None, row: int) -> tuple[str | None, bool]:
        if written is None:
            return None, True
        return self._find(
            "grid_id", written, row, lambda text: self.register.grid(text, community), community
        )

    def grids(
        self, column: str, written: str | None, community: str | None, row: int
    ) -> tuple[str | None, bool]:
        """The codes of several grids in one cell, a semicolon before and after each."""
        codes = []
        for name in self.register.names_of_grids(written or "", community):
            code, stands = self._find(
                column, name, row, lambda text: self.register.grid(text, community), community
            )
            if not stands:
                return None, False
            codes.append(code or "")
        return f";{';'.join(dict.fromkeys(codes))};" if codes else None, True

    def _find(
        self, column: str, written: str, row: int, look_up: Callable[[str], Found],
        *context: str | None,
    ) -> tuple[str | None, bool]:  # fmt: skip
        key = (column, written, *(c or "" for c in context))
        if key not in self.known:
            answered = self.answers.place(written, self.sheet.file_name, self.sheet.report.sheet)
            if answered == LEAVE_OUT:
                self.known[key] = (LEAVE_OUT, None)
            else:
                found = look_up(written)
                if found.code is None and answered:
                    found = look_up(answered)
                self.known[key] = (found.code, found)
        code, seen = self.known[key]
        if code == LEAVE_OUT:
            self.sheet.say("dropped", "left_out_by_answer", row, column, found=written[:40])
            return None, False
        if seen is not None and seen.code is None:
            self.asked.setdefault((column, written), []).append((row, seen))
            return None, False
        if seen is not None and seen.is_variant and (column, written) not in self.said:
            self.said.add((column, written))
            self.sheet.say("flagged", "spelling", row, column, found=written[:40])
        return code, True

    def ask(self) -> None:
        """One question for each unknown spelling, however many rows wait for it."""
        if self.without:
            self.sheet.say(
                "asked", "community_not_stated", self.without[0], None, question="place",
                candidates=(*self.register.communities.values(), LEAVE_OUT),
                rows=len(self.without), expected_zh="所属社区", expected_en="the community",
                other_rows=tuple(self.without[1:]),
            )  # fmt: skip
        for (column, written), waiting in self.asked.items():
            (row, found), is_own = waiting[0], column == "community_name"
            self.sheet.say(
                "asked", "ambiguous_place" if found.is_ambiguous else "unknown_place", row, column,
                found=written[:40], question="place", spelling=written,
                candidates=(*found.candidates, LEAVE_OUT), rows=len(waiting),
                other_rows=tuple(number for number, _ in waiting[1:]),
                expected_zh="登记表中的名称" + ("或 12 位社区代码" if is_own else ""),
                expected_en="a name of the register" + (" or a 12-digit code" if is_own else ""),
            )  # fmt: skip


def check_references(sheet: Sheet, known: Mapping[str, frozenset[str]]) -> None:
    """Refuses rows that refer to what does not exist; silent where nothing is known yet."""
    for column, target in sheet.contract.references.items():
        values = known.get(target)
        if not values:
            continue
        written = sheet.rows[column]
        register = pa.array([value for value in values if value is not None], written.type)
        keep = pc.or_(pc.is_null(written), pc.is_in(written, register))
        unknown = sheet.rows.filter(pc.invert(keep)).select([column, "source_row"])
        for row in unknown.to_pylist():
            sheet.say("refused", "unknown_reference", row["source_row"], column,
                      found=str(row[column])[:40], expected_zh="名册中的编号",
                      expected_en="a number of the register")  # fmt: skip
        sheet.rows = sheet.rows.filter(keep)


def check_totals(sheet: Sheet) -> None:
    """Flags a printed total that is neither the sum of the accepted rows nor of all rows read."""
    for total in sheet.totals:
        accepted = float(pc.sum(sheet.rows[total["column"]]).as_py() or 0)
        sums = (accepted, accepted + total["aside"], total["all"])
        if min(abs(candidate - total["printed"]) for candidate in sums) > _TOTAL_TOLERANCE:
            row = int("".join(c for c in total["cell"] if c.isdigit()))
            found = f"{total['printed']:g} ≠ {accepted:g}"
            sheet.say("flagged", "total_differs", row, total["column"], found=found)


def add_to_register(sheet: Sheet, register: Register) -> None:
    """Communities and grids of a sheet become known by the codes and names that they carry."""
    if sheet.contract.name not in {"communities", "community_boundaries", "grids"}:
        return
    rows = sheet.rows.to_pylist()
    if sheet.contract.name in {"communities", "community_boundaries"}:
        for row in rows:
            if is_community_code(row["community_id"] or ""):
                register.add_community(row["community_id"], row["community_name"])
    elif sheet.contract.name == "grids":
        for row in rows:
            if is_grid_code(row["grid_id"] or ""):
                community = row["grid_id"][:COMMUNITY_DIGITS]
                named = row["community_id"]
                if community not in register.communities and named and not is_community_code(named):
                    register.add_community(community, named)
                register.add_grid(row["grid_id"], row["grid_name"], community)
