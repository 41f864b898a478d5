"""Draft rows -> rows that can be stored: places found, repetitions dropped, references checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from data.answers import LEAVE_OUT, Answers
from data.contract import ORIGIN_TYPES, Contract
from data.issues import Issue, IssueKind
from data.places import Found, Register, is_community_code, is_grid_code
from data.report import SheetReport

_COMMUNITY_DIGITS = 12
_TOTAL_TOLERANCE = 0.05  # sums of areas with one decimal


@dataclass
class Sheet:
    """One sheet on its way into the store: its draft rows and its report.

    ``stated`` holds what stands around the table: the filing unit and the title.
    """

    file_name: str
    contract: Contract
    report: SheetReport
    rows: pa.Table
    totals: list[dict[str, Any]] = field(default_factory=list)
    stated: tuple[str, ...] = ()
    hand_made: list[dict[str, Any]] = field(default_factory=list)

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
    rows = sheet.rows.select([*names, "source_row"]).to_pylist()
    keep = [True] * len(rows)
    resolver = _Resolver(sheet, register, answers)
    communities: list[str | None] = [row.get("community_id") for row in rows]
    if "community_id" in names:
        for position, row in enumerate(rows):
            communities[position], keep[position] = resolver.community(
                row["community_id"], row.get("grid_id"), row["source_row"]
            )
    columns = {"community_id": communities} if "community_id" in names else {}
    if "grid_id" in names:
        grids: list[str | None] = [None] * len(rows)
        for position, row in enumerate(rows):
            if keep[position]:
                grids[position], keep[position] = resolver.grid(
                    row["grid_id"], communities[position], row["source_row"]
                )
                if communities[position] is None and grids[position] is not None:
                    communities[position] = register.grids[grids[position] or ""][1]
        columns["grid_id"] = grids
    for name in lists:
        codes: list[str | None] = [None] * len(rows)
        for position, row in enumerate(rows):
            if keep[position]:
                codes[position], keep[position] = resolver.grids(
                    name, row[name], communities[position], row["source_row"]
                )
        columns[name] = codes
    for name, values in columns.items():
        position = sheet.rows.schema.get_field_index(name)
        sheet.rows = sheet.rows.set_column(position, name, pa.array(values, pa.string()))
    resolver.ask()
    sheet.rows = sheet.rows.filter(pa.array(keep, pa.bool_()))


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

    def community(self, written: str | None, grid: str | None, row: int) -> tuple[str | None, bool]:
        if written is None:
            # A grid's code starts with the code of its community.
            code = (grid or "")[:_COMMUNITY_DIGITS] if is_grid_code(grid or "") else None
            code = code if code in self.register.communities else self.default
            is_needed = self.sheet.contract.column("community_id").blank in {"asked", "refused"}
            if code is None and is_needed and "community_id" not in self.sheet.report.cells:
                self.without.append(row)
                return None, False
            return code, True
        return self._find("community_id", written, row, self.register.community)

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
        for name in self._names_of_grids(written or "", community):
            code, stands = self._find(
                column, name, row, lambda text: self.register.grid(text, community), community
            )
            if not stands:
                return None, False
            codes.append(code or "")
        return f";{';'.join(dict.fromkeys(codes))};" if codes else None, True

    def _names_of_grids(self, written: str, community: str | None) -> list[str]:
        """The names in one cell; a slash parts them only where no grid has it in its name."""
        names: list[str] = []
        for part in filter(None, map(str.strip, re.split(r"[、，,；;\n]+", written))):
            if "/" in part and self.register.grid(part, community).code is None:
                names += filter(None, map(str.strip, part.split("/")))
            else:
                names.append(part)
        return names

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
            row, found = waiting[0]
            self.sheet.say(
                "asked", "ambiguous_place" if found.is_ambiguous else "unknown_place", row, column,
                found=written[:40], question="place", spelling=written,
                candidates=(*found.candidates, LEAVE_OUT), rows=len(waiting),
                other_rows=tuple(number for number, _ in waiting[1:]),
                expected_zh="登记表中的名称", expected_en="a name of the register",
            )  # fmt: skip


def drop_repetitions(sheets: list[Sheet]) -> None:
    """Drops rows that one file gives twice; different rows of one key are asked.

    Rows are compared in what is stored, so that another spelling of a date makes no difference.
    With ``latest_by`` the later row of a key wins without a question.
    """
    seen: dict[tuple[Any, ...], tuple[Sheet, int]] = {}
    for sheet in sheets:
        contract = sheet.contract
        content = [n for n in contract.stored_types() if n not in ORIGIN_TYPES]
        rows = sheet.rows.select([*content, "source_row"]).to_pylist()
        order: Iterable[int] = range(len(rows))
        if contract.latest_by:
            order = _latest_first(rows, contract.latest_by)
        keep = [True] * len(rows)
        exact: set[tuple[Any, ...]] = set()
        for position in order:
            row = rows[position]
            values = tuple(row[name] for name in content)
            key = tuple(row[name] for name in contract.key)
            is_keyed = bool(key) and None not in key
            if values in exact and (is_keyed or not key):
                keep[position] = False
                sheet.say("dropped", "duplicate_row", row["source_row"], None)
            elif is_keyed and key in seen:
                keep[position] = False
                _conflict(sheet, row["source_row"], contract)
            else:
                exact.add(values)
                if is_keyed:
                    seen[key] = (sheet, position)
        sheet.rows = sheet.rows.filter(pa.array(keep, pa.bool_()))


def _latest_first(rows: list[dict[str, Any]], by: str) -> list[int]:
    """Positions of the rows, the latest first, rows without a time last."""
    return sorted(
        range(len(rows)), key=lambda i: (rows[i][by] is not None, rows[i][by] or 0), reverse=True
    )


def _conflict(sheet: Sheet, row: int, contract: Contract) -> None:
    if contract.latest_by:
        sheet.say("dropped", "later_filing_wins", row, None)
    else:
        sheet.say(
            "asked", "conflicting_row", row, contract.key[-1], question="duplicate",
            candidates=(LEAVE_OUT,), expected_zh="每个编号一行", expected_en="one row per key",
        )  # fmt: skip


def check_references(sheet: Sheet, known: Mapping[str, frozenset[str]]) -> None:
    """Refuses rows that refer to what does not exist; silent where nothing is known yet."""
    for column, target in sheet.contract.references.items():
        values = known.get(target)
        if not values:
            continue
        pairs = sheet.rows.select([column, "source_row"]).to_pylist()
        keep = [row[column] is None or row[column] in values for row in pairs]
        for row, is_known in zip(pairs, keep, strict=True):
            if not is_known:
                sheet.say("refused", "unknown_reference", row["source_row"], column,
                          found=str(row[column])[:40], expected_zh="名册中的编号",
                          expected_en="a number of the register")  # fmt: skip
        sheet.rows = sheet.rows.filter(pa.array(keep, pa.bool_()))


def check_totals(sheet: Sheet) -> None:
    """Flags a printed total that is neither the sum of the accepted rows nor of all rows read."""
    for total in sheet.totals:
        values = [v for v in sheet.rows[total["column"]].to_pylist() if v is not None]
        accepted = float(sum(values))
        sums = (accepted, accepted + total["aside"], total["all"])
        if min(abs(candidate - total["printed"]) for candidate in sums) > _TOTAL_TOLERANCE:
            row = int("".join(c for c in total["cell"] if c.isdigit()))
            found = f"{total['printed']:g} ≠ {accepted:g}"
            sheet.say("flagged", "total_differs", row, total["column"], found=found)


def add_to_register(sheet: Sheet, register: Register) -> None:
    """Communities and grids of a sheet become known by the codes and names that they carry."""
    rows = sheet.rows.to_pylist()
    if sheet.contract.name in {"communities", "community_boundaries"}:
        for row in rows:
            if is_community_code(row["community_id"] or ""):
                register.add_community(row["community_id"], row["community_name"])
    elif sheet.contract.name == "grids":
        for row in rows:
            if is_grid_code(row["grid_id"] or ""):
                community = row["grid_id"][:_COMMUNITY_DIGITS]
                named = row["community_id"]
                if community not in register.communities and named and not is_community_code(named):
                    register.add_community(community, named)
                register.add_grid(row["grid_id"], row["grid_name"], community)
