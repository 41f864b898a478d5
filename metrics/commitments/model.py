"""What a commitment is: one row of what the plan promises, with how it is judged and by what.

Numbers are those of the plan's articles; an article with several promises has letters (14a, 14b).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from metrics import metric
from metrics.commitments.units import UNITS
from metrics.rating import Better, Rating, amber_share
from wording import Text

Kind = Literal["H", "P", "C"]
Family = Literal["G", "S", "V", "Z", "O"]
SetBy = Literal["plan", "office", "nobody"]
Rule = Literal["level", "periodic", "yes_no", "trend", "none"]
Per = Literal["quarter", "year"]
Evidence = Literal["metric", "dataset", "ledger", "none"]

KINDS: Mapping[Kind, Text] = {
    "H": Text("原文有数字门槛", "threshold in the plan"),
    "P": Text("原文定了周期或覆盖面", "period or coverage in the plan"),
    "C": Text("可计数，原文未定目标", "countable, no target in the plan"),
}

FAMILIES: Mapping[Family, Text] = {
    "G": metric.FAMILIES["grid"],
    "S": metric.FAMILIES["space"],
    "V": metric.FAMILIES["volunteers"],
    "Z": metric.FAMILIES["three_zero"],
    "O": Text("其他", "Other"),
}

SETTERS: Mapping[SetBy, Text] = {
    "plan": Text("方案原文", "the plan"),
    "office": Text("街道自定", "the office"),
    "nobody": Text("尚未设定", "nobody yet"),
}

RULES: Mapping[Rule, Text] = {
    "level": Text("按达到目标的程度判定", "judged by how much of the target is reached"),
    "periodic": Text(
        "周期内完成为绿；未完成且周期已过 75% 为黄；周期结束仍未完成为红；其余为灰",
        "green when done in the period; amber when not done and 75% of the period has passed; "
        "red when the period ended undone; grey otherwise",
    ),
    "yes_no": Text(
        "已建立为绿；未建立的，街道设了时限的到期前为黄、过期为红，未设时限为灰",
        "green when in place; otherwise amber until the day that the office set and red after it, "
        "grey where no day is set",
    ),
    "trend": Text(
        "只看变化，不评颜色；街道设定目标后按目标判定",
        "shown as a trend without a light, until the office sets a target",
    ),
    "none": Text("不评定", "not judged"),
}

UNNAMED = "未明确（原文未列）"
"""The department of an article that names none; the leadership group may assign one."""

_DEPARTMENTS = {
    "党建办": Text("党建办", "Party Building Office"),
    "党政办": Text("党政办", "Party and Government Office"),
    "党群服务中心": Text("党群服务中心", "Party and Public Service Centre"),
    "社区治理办": Text("社区治理办", "Community Governance Office"),
    "社会治理办": Text("社会治理办", "Social Governance Office"),
    "社区管理办": Text("社区管理办", "Community Management Office"),
    "安监站": Text("安监站", "Work Safety Station"),
    "人武部": Text("人武部", "People's Armed Forces Department"),
    "综合执法大队": Text("综合执法大队", "Comprehensive Law Enforcement Brigade"),
    "司法所": Text("司法所", "Justice Office"),
    "财政所": Text("财政所", "Finance Office"),
    "工会": Text("工会", "Trade Union"),
    "团工委": Text("团工委", "Youth League Working Committee"),
    "纪工委": Text("纪工委", "Discipline Inspection Working Committee"),
}

DEPARTMENTS: Mapping[str, Text] = {
    **{name: metric.DEPARTMENTS.get(name, text) for name, text in _DEPARTMENTS.items()},
    UNNAMED: Text(UNNAMED, "not named in the source"),
}
"""The departments by the exact name in the plan; names that look alike are different offices."""


@dataclass(frozen=True)
class Commitment:
    """One promise of the plan.

    ``threshold`` says in words what is asked for and ``threshold_value`` the number in it, in
    ``unit``; ``set_by`` who set it. ``target`` is what the measured figure must reach: a share from
    0 to 1, or with ``target_in`` "count" a number in ``unit`` (per quarter or year where the rule
    is periodic). ``suggested`` is a proposal that nobody has decided; it judges nothing.

    ``metric`` is the indicator that decides; ``companions`` stand beside it. Without an indicator
    ``dataset`` names the sheet that holds the facts. ``compared_with`` is the indicator that the
    current value of the office's ledger should equal. ``joint`` are the commitments that one row
    of the ledger may speak of together with this one; such a row is compared with
    ``compared_jointly`` instead. ``ledger_names`` are the exact words under which ledgers list the
    commitment, besides its title.

    ``not_before`` is the month and day before which a yearly duty cannot be done.
    """

    id: str
    title: Text
    kind: Kind | None
    article: int
    departments: tuple[str, ...]
    family: Family
    threshold: Text | None = None
    threshold_value: float | None = None
    unit: Text = UNITS["个"]
    set_by: SetBy = "nobody"
    target: float | None = None
    target_in: Literal["share", "count"] = "share"
    suggested: Text | None = None
    rule: Rule = "level"
    per: Per | None = None
    not_before: tuple[int, int] | None = None
    better: Better = "up"
    rating: Rating = field(default_factory=amber_share)
    metric: str | None = None
    companions: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    dataset: str | None = None
    compared_with: str | None = None
    compared_jointly: str | None = None
    ledger_names: tuple[str, ...] = ()
    is_missing_in_source: bool = False

    def __post_init__(self) -> None:
        if unknown := set(self.departments) - set(_DEPARTMENTS):
            raise ValueError(f"{self.id}: unknown departments {sorted(unknown)}")
        if (self.rule == "periodic") != (self.per is not None):
            raise ValueError(f"{self.id}: a periodic rule, and only that, has a period")
        if self.rule in ("level", "periodic") and self.target is None:
            raise ValueError(f"{self.id}: the rule {self.rule} needs a target")
        if self.target is not None and self.set_by == "nobody":
            raise ValueError(f"{self.id}: somebody must have set the target")
        if (self.kind is None) != (self.rule == "none"):
            raise ValueError(f"{self.id}: what is of no kind is not judged, and the reverse")

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to measure."""
        return self.rule != "none"

    @property
    def evidence(self) -> Evidence:
        """What feeds it: an indicator, the rows of a sheet, or the office's own ledger."""
        if not self.is_judged:
            return "none"
        return "metric" if self.metric else "dataset" if self.dataset else "ledger"

    @property
    def evidence_name(self) -> str | None:
        """The key of the indicator, or the name of the dataset."""
        return self.metric or self.dataset or ("commitments" if self.is_judged else None)

    @property
    def rule_words(self) -> Text:
        """The rating rule, for the handbook and the page."""
        return self.rating.words if self.rule == "level" else RULES[self.rule]

    @property
    def clause(self) -> Text:
        """Where it stands in the plan."""
        if not self.article:
            return Text("第三部分", "Part three")
        return Text(f"第{self.article}条", f"Article {self.article}")

    @property
    def place(self) -> tuple[int, str]:
        """Sorts by article and letter; the goals of the whole plan come last."""
        return (self.article or 99, self.id)

    @property
    def department_names(self) -> tuple[str, ...]:
        """Its departments, or the words for none; what is missing in the source has neither."""
        if self.is_missing_in_source or not self.article:
            return ()
        return self.departments or (UNNAMED,)
