"""Numbers that end in 0 or 5 more often than their neighbours do."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import special  # type: ignore[import-untyped, unused-ignore]

from data.contract import Column, Contract
from metrics.integrity import Check, Constant, Distribution, Finding, Outcome
from publication.integrity.material import Material
from wording import Text

FEWEST = 100
CHANCE = 0.001
INDEX = 125.0
SMALLEST = 10
EXPECTED = 1 / 3


@dataclass(frozen=True)
class Series:
    """A column of figures that somebody counts or measures, each for itself."""

    dataset: str
    column: str


SERIES = (
    Series("volunteer_activities", "volunteers"),
    Series("volunteer_activities", "beneficiaries"),
    Series("drills", "participants"),
    Series("petitions", "people"),
    Series("facilities", "floor_area_m2"),
    Series("facilities", "usable_area_m2"),
    Series("grids", "resident_households"),
    Series("grids", "resident_population"),
    Series("grid_staff", "assigned_households"),
    Series("units", "employees"),
)

SAID = Text(
    "{column}：尾数为 0 或 5 的 {heaped} 个，同它们上下相邻的尾数平均只有 {beside} 个（指数"
    " {index}）",
    "{column}: {heaped} end in 0 or 5, against {beside} on average for the endings beside "
    "them (index {index})",
)
ROUND = Text("尾数为 0 或 5", "the endings 0 and 5")
ENDINGS = Text("{column}：尾数分布", "{column}: last digits")
TOO_FEW = Text(
    "{title}·{column}：可比的数 {count} 个，少于 {least} 个。",
    "{title}, {column}: {count} figures to compare, fewer than {least}.",
)
HALF_HOURS = Text(
    "志愿服务时长：各表本来就以半小时为单位登记，尾数说明不了什么，不查。",
    "Hours of volunteers: sheets keep them in half hours anyway, so that the last digit says "
    "nothing; they are not looked at.",
)

_ENDINGS = """
SELECT CAST(ROUND(e.{column}) AS BIGINT) % 10 AS ending, COUNT(*) FROM {table} AS e
WHERE e.{column} >= {smallest} - 1.5 AND ({condition}) GROUP BY ALL
"""
_LATEST = """
SELECT period_id FROM periods WHERE kind = 'week' AND start_on <= ? ORDER BY start_on DESC LIMIT 1
"""


def chance_of(heaped: int, of: int) -> float:
    """How likely so many or more of the endings are 0 or 5 where a third would be."""
    return 1.0 if heaped <= 0 else float(special.bdtrc(heaped - 1, of, EXPECTED))


def look(material: Material) -> Outcome:
    """Column by column; of states, those that hold at the end."""
    findings, looked_at = list[Finding](), 0
    lacking, drawn = [HALF_HOURS], list[Distribution]()
    for series in SERIES:
        contract = material.contracts[series.dataset]
        title = _title(contract.column(series.column))
        table, condition = _looked_at(material, contract)
        endings = _endings(material, series, table, condition)
        heaped, of = endings[0] + endings[5], sum(endings[d] for d in (0, 1, 4, 5, 6, 9))
        if of < FEWEST:
            lacking.append(
                TOO_FEW.format(title=contract.title, column=title, count=of, least=FEWEST)
            )
            continue
        looked_at += sum(endings)
        index = 100 * heaped / of / EXPECTED
        classes = tuple((Text(str(d), str(d)), count) for d, count in enumerate(endings))
        if index < INDEX or chance_of(heaped, of) >= CHANCE:
            continue
        spread = ENDINGS.format(column=title)
        drawn.append(Distribution(series.dataset, spread, classes, frozenset({0, 5}), ROUND))
        said = SAID.format(
            column=title, heaped=heaped, beside=round((of - heaped) / 2), index=round(index)
        )
        where = f"e.{series.column} >= {SMALLEST} AND ROUND(e.{series.column}) % 5 = 0"
        rows = material.seen(series.dataset, f"{where} AND {condition}", table=table)
        start, end = (None, None) if contract.event_on is None else (
            material.start_on, material.end_on
        )  # fmt: skip
        findings.append(Finding(series.dataset, "", start, end, heaped, of, said, rows))
    return Outcome(tuple(findings), looked_at, tuple(lacking), tuple(drawn))


def _title(column: Column) -> Text:
    plain = next((header for header in column.headers if "/" not in header), column.headers[0])
    return Text(plain.rsplit("/", 1)[-1], column.meaning.en)


def _looked_at(material: Material, contract: Contract) -> tuple[str, str]:
    """The table and the condition of its rows ``e``: the year's events, or the state at its end."""
    if contract.event_on is not None:
        return contract.name, material.in_window(contract)
    if found := material.rows(_LATEST, [material.end_on]):
        return f"{contract.name}_at", f"e.period_id = '{found[0][0]}'"
    return contract.name, "TRUE"


def _endings(material: Material, series: Series, table: str, condition: str) -> list[int]:
    """How many figures end in 0, 1, ... 9; from one below the smallest ten on."""
    counts = [0] * 10
    sql = _ENDINGS.format(column=series.column, table=table, smallest=SMALLEST, condition=condition)
    for ending, count in material.rows(sql):
        counts[int(ending)] = count
    return counts


CHECK = Check(
    key="digit_heaping",
    order=5,
    name=Text("尾数集中", "Digit heaping"),
    looks_at=Text(
        "清点或量出来的数（人数、户数、面积，10 以上）里，尾数为 0、5 的和它们上下相邻的尾"
        "数 1、4、6、9 相比；没有凑整的话，前者约占三分之一（指数 100）。",
        "Of figures that are counted or measured (people, households, areas, from 10 on), "
        "those that end in 0 or 5 are compared with the endings beside them, 1, 4, 6 and "
        "9; without rounding they make a third (index 100).",
    ),
    cannot_say=Text(
        "约数、座位数、按批组织的活动、按整数分配的任务本来就会凑整；凑整也不等于数是错的。",
        "Approximate numbers, seats, activities in groups and tasks shared out in round "
        "numbers end in 0 and 5 rightly; and a rounded number need not be wrong.",
    ),
    needs=Text("同一栏至少 100 个可比的数", "At least 100 figures to compare in a column"),
    unit=Text("个数", "figures"),
    constants=(
        Constant(Text("可比的数至少", "Figures at least"), FEWEST,
                 Text(
                     "每类期望频数远高于 5（Cochran 1954）",
                     "Expected counts far above 5 (Cochran 1954)",
                 )),
        Constant(Text("偶然概率低于", "Chance below"), CHANCE,
                 Text(
                     "精确二项检验，单侧；界限自定",
                     "Exact binomial test, one-sided; the limit is this system's",
                 )),
        Constant(Text("指数不低于", "Index at least"), INDEX,
                 Text(
                     "联合国对惠普尔指数的分级，125 至 175 为“粗略”；这里按相邻尾数计算，偏"
                     "态的数也适用",
                     "The United Nations’ grades of Whipple’s index, 125 to 175 being “"
                     "rough”; here computed against neighbouring endings, which suits "
                     "skewed figures",
                 )),
    ),
    look=look,
)  # fmt: skip
