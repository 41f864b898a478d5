"""What an indicator is: one declaration, from which everything else about it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from metrics.counted import Counted
from metrics.definition import DefinitionChange
from metrics.rating import Better, Rating, Target, amber_share
from wording import Text

Kind = Literal["ratio", "rate", "count"]
Level = Literal["subdistrict", "community", "grid"]
Family = Literal["grid", "space", "volunteers", "three_zero", "other"]

LEVELS: Mapping[Level, Text] = {
    "subdistrict": Text("街道", "subdistrict"),
    "community": Text("社区", "community"),
    "grid": Text("网格", "grid"),
}
"""The levels of the tree of places, from the top."""

REGISTERS: Mapping[Level, str] = {"community": "communities", "grid": "grids"}
"""The dataset that registers the places of a level."""

FAMILIES: Mapping[Family, Text] = {
    "grid": Text("网格覆盖", "Grid coverage"),
    "space": Text("服务空间", "Service space"),
    "volunteers": Text("志愿服务", "Volunteers"),
    "three_zero": Text("三零创建", "Three-zero"),
    "other": Text("综合保障", "Safeguards"),
}
"""The four families that the overview has a card for, and what the plan asks for beside them."""

DEPARTMENTS: Mapping[str, Text] = {
    "社会治理办": Text("社会治理办", "Social Governance Office"),
    "社区治理办": Text("社区治理办", "Community Governance Office"),
    "社区管理办": Text("社区管理办", "Community Management Office"),
    "党建办": Text("党建办", "Party Building Office"),
    "党群服务中心": Text("党群服务中心", "Party and Public Service Centre"),
    "安监站": Text("安监站", "Work Safety Station"),
    "人武部": Text("人武部", "People's Armed Forces Department"),
    "综合执法大队": Text("综合执法大队", "Comprehensive Law Enforcement Brigade"),
}
"""The departments that answer for an indicator, by the exact name in the plan."""

PLAN = Text(
    "《街道推进社区治理现代化的实施方案（试行）》（2023年7月31日）第{article}条",
    "Implementation plan for modern community governance (trial), 31 July 2023, article {article}",
)


def plan(article: str) -> Text:
    """The citation of an article of the plan."""
    return PLAN.format(article=article)


@dataclass(frozen=True)
class Metric:
    """One indicator.

    ``rows`` is portable SQL over the published tables. It yields one row per place of ``grain``
    and period: ``place_id, period_id, numerator, denominator``, and may add ``grain_state`` (the
    light of one unit, used at the grain only) and ``is_provisional``. A row without a numerator
    says that the unit is there and its figure is not known: it is grey, and what is above it is
    provisional. A count has no denominator.

    ``rows_by_level`` replaces ``rows`` at the levels where the parts do not add up (distinct
    persons); such SQL leaves out what is not reported by joining the table ``reporting``.

    ``reads`` names the datasets behind the number. Each of them must speak for a community
    (snapshots) or cover the period (the others), or there is no value; ``alternatives`` are groups
    of datasets of which one must. ``looks_back_days`` is how far before the end of a period a state
    metric counts events; data that do not reach so far back make the value provisional. Without
    it, events count from as far back as there are any, and must reach into the period.
    ``is_year_to_date``: a flow that counts from New Year to the period's end.

    ``evidence`` names the stored rows behind a number; without it they are the register of the
    grain, and every row of the other datasets that lies in the place and period.

    ``grid_kind`` limits the grids that the metric is about. ``small_base_below`` flags values whose
    denominator, a number of persons, is smaller.

    ``targets`` stand in the order in which they are asked: the first that holds on a day counts, so
    that what the office sets lies over what the plan says. ``changes`` are the days on which the
    definition changed. ``read_with`` is the key of the metric that must stand beside this one: a
    satisfaction says nothing without the share that answered. ``is_smoothed``: events per
    population, or a share of cases, of which a small place has few: a map shows the empirical-Bayes
    figure, with the raw one beside it.
    """

    key: str
    name: Text
    meaning: Text
    family: Family
    kind: Kind
    unit: Text
    better: Better
    timing: Literal["state", "flow"]
    grain: Level
    levels: tuple[Level, ...]
    clause: str
    departments: tuple[str, ...]
    source: Text
    reads: tuple[str, ...]
    rows: str
    order: int = 0
    scale: float = 1.0
    targets: tuple[Target, ...] = ()
    rating: Rating = field(default_factory=amber_share)
    rows_by_level: Mapping[Level, str] = field(default_factory=dict)
    alternatives: tuple[tuple[str, ...], ...] = ()
    looks_back_days: int = 0
    is_year_to_date: bool = False
    grid_kind: Literal["residential", "dedicated"] | None = None
    small_base_below: int = 0
    evidence: tuple[Counted, ...] = ()
    changes: tuple[DefinitionChange, ...] = ()
    read_with: str = ""
    is_smoothed: bool = False

    def __post_init__(self) -> None:
        order = list(LEVELS)
        if self.grain != max(self.levels, key=order.index):
            raise ValueError(f"{self.key}: the grain must be the finest of its levels")
        if self.kind == "ratio" and self.scale != 1:
            raise ValueError(f"{self.key}: a ratio runs from 0 to 1")
        if self.is_smoothed and self.kind == "count":
            raise ValueError(f"{self.key}: a count has no population to be smoothed by")
        if unknown := set(self.departments) - set(DEPARTMENTS):
            raise ValueError(f"{self.key}: unknown departments {sorted(unknown)}")
        if strange := {name for group in self.alternatives for name in group} - set(self.reads):
            raise ValueError(f"{self.key}: alternatives that it does not read: {sorted(strange)}")
        if strange := {part.dataset for part in self.evidence} - {*self.reads, *REGISTERS.values()}:
            raise ValueError(f"{self.key}: evidence that it does not read: {sorted(strange)}")

    @property
    def adds_up(self) -> bool:
        """Whether the parts add up to the whole at every level."""
        return not self.rows_by_level

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The rows behind a number: those declared, or the register and whatever is read."""
        if self.evidence:
            return self.evidence
        register = REGISTERS.get(self.grain, "")
        units = (Counted(register, "1 = 1", unit=f"{self.grain}_id"),) if register else ()
        return (*units, *(Counted(dataset) for dataset in self.reads if dataset != register))

    def target_on(self, day: date) -> Target | None:
        """The target that holds on a day, if any."""
        return next((target for target in self.targets if target.holds_on(day)), None)

    def sql_at(self, level: Level) -> str:
        """The SQL that feeds a level."""
        return self.rows_by_level.get(level, self.rows)
