"""A made-up office: a few communities with whatever a chance puts into their sheets."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.metrics.more_sheets import SATISFACTION, add_more_sheets

SUNDAY = date(2026, 11, 22)


class Office:
    """Its sheets, from a seed; more rows may be added."""

    def __init__(self, seed: int, communities: int = 3) -> None:
        self.chance = random.Random(seed)
        self.sheets: dict[str, list[dict[str, object]]] = {}
        for number in range(1, communities + 1):
            self._community(f"C{number}")

    def drawings(self, shuffled: bool = False) -> dict[str, str]:
        drawn = {}
        for name, made in self.sheets.items():
            rows = random.Random(1).sample(made, len(made)) if shuffled else made
            header = " | ".join(rows[0])
            lines = [" | ".join(_cell(cell) for cell in row.values()) for row in rows]
            drawn[name] = "\n".join([header, "---", *lines])
        return drawn

    def _add(self, sheet: str, **row: object) -> None:
        self.sheets.setdefault(sheet, []).append(row)

    def _day(self, back: int) -> date:
        return SUNDAY - timedelta(days=self.chance.randint(0, back))

    def _community(self, community: str) -> None:
        pick, number = self.chance.choice, self.chance.randint
        self._add(
            "communities", community_id=community, community_name=f"社区{community}",
            resident_households=pick([0, 100, 375, 3604]), resident_population=number(0, 9000),
            secretary_name="书记", as_of_on=pick([SUNDAY, SUNDAY - timedelta(days=10)]),
        )  # fmt: skip
        west = 110 + 0.02 * int(community[1:])
        self._add(
            "community_boundaries", community_id=community, community_name="界",
            geometry=_square(west, 34, 0.01),
        )  # fmt: skip
        grids = [f"{community}G{i}" for i in range(number(0, 4))]
        for i, grid in enumerate(grids):
            self._grid(community, grid, west + 0.004 * i)
        for i in range(number(0, 3)):
            self._add(
                "facilities", community_id=community, facility_name=f"站{i}",
                floor_area_m2=pick([0.1, 40.0, 149.9, 1441.6]), is_counted=pick(["yes", "no", ""]),
                status=pick(["in_use", "closed"]), longitude=west + 0.003, latitude=34.001,
            )  # fmt: skip
        for i in range(number(0, 8)):
            volunteer = f"{community}V{i}"
            withdrawn = pick([None, None, self._day(30)])
            self._add(
                "volunteers", community_id=community, volunteer_id=volunteer,
                registered_on=self._day(600), withdrawn_on=withdrawn,
                status="withdrawn" if withdrawn else "registered",
            )  # fmt: skip
            for k in range(number(0, 3)):
                self._add(
                    "volunteer_service", record_id=f"{volunteer}-{k}", volunteer_id=volunteer,
                    community_id=pick(["C1", community]), served_on=self._day(500),
                    service_hours=pick([0, 0.5, 1.25, 8]),
                )  # fmt: skip
        self._three_zero(community)
        add_more_sheets(self._add, self.chance, SUNDAY, community, grids)

    def _grid(self, community: str, grid: str, west: float) -> None:
        pick, number = self.chance.choice, self.chance.randint
        self._add(
            "grids", community_id=community, grid_id=grid,
            grid_kind=pick(["residential", "residential", "dedicated"]),
            resident_households=pick([0, 150, 151, 300, 449]), status=pick(["active"] * 4 + ["withdrawn"]),
        )  # fmt: skip
        if pick([True, True, False]):
            self._add(
                "grid_boundaries", community_id=community, grid_id=grid,
                geometry=_square(west, 34.001, 0.005),
            )  # fmt: skip
        for _ in range(number(0, 4)):
            self._add(
                "grid_staff", community_id=community, grid_id=grid,
                role=pick(["leader", "worker", "full_time_worker", "building_head"]),
                status=pick(["on_duty", "on_duty", "left"]), person_key=f"p{number(1, 12)}",
            )  # fmt: skip

    def _three_zero(self, community: str) -> None:
        pick, number = self.chance.choice, self.chance.randint
        for i in range(number(0, 4)):
            counts = pick(["yes", "no", "pending", ""])
            self._add(
                "petitions", petition_id=f"{community}-{i}", community_id=community,
                registered_on=self._day(120), counts_toward_zero=counts,
                accepted_on=pick([None, self._day(100)]), replied_on=pick([None, self._day(40)]),
                is_extended=pick(["yes", "no"]), is_repeat=pick(["first", "repeat", ""]),
                channel=pick(["visit", "letter"]), reached_level=pick(["subdistrict", "city"]),
                satisfaction=pick(SATISFACTION), unit_name=pick(["", "单位0"]),
            )  # fmt: skip
            self._add(
                "accidents", accident_id=f"{community}-{i}", community_id=community,
                occurred_at=self._day(120), deaths=pick([0, 1]), counts_toward_zero=counts,
            )  # fmt: skip
        if pick([True, False]):
            self._add(
                "cases", case_id=community, community_id=community, occurred_at=self._day(60),
                case_class=pick(["criminal", "public_order"]), is_major_impact=pick(["yes", "no"]),
                counts_toward_zero=pick(["yes", "no", "pending"]),
            )  # fmt: skip
        else:
            for month in ("2026-09", "2026-10"):
                self._add(
                    "case_totals", community_id=community, month=month,
                    criminal_cases=pick([0, 0, 2]),
                )  # fmt: skip
        for week in range(38, 48):
            if number(0, 9):
                self._add(
                    "zero_reports", community_id=community, week=f"2026-W{week}", petitions=0,
                    accidents=0, cases=pick([0, 0, 0, 1]),
                )  # fmt: skip


def _square(west: float, south: float, size: float) -> str:
    east, north = west + size, south + size
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return f"POLYGON(({', '.join(f'{x:.6f} {y:.6f}' for x, y in corners)}))"


def _cell(value: object) -> str:
    return "" if value is None else str(value)
