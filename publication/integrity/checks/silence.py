"""Sudden silence: a community or a whole source that reported regularly, and then not."""

from __future__ import annotations

from datetime import date, timedelta

from data.contract import Contract
from metrics.integrity import Check, Constant, Finding, Outcome
from publication.integrity.material import Material, quoted
from wording import Text

BASELINE = {"week": 26, "month": 12}
FEWEST = {"week": 13, "month": 6}
CHANCE = 0.001

_UNIT = {"week": Text("周", "weeks"), "month": Text("个月", "months")}
SAID = Text(
    "此前 {base} {unit}中有 {filled} {unit}有记录，之后连续 {silent} {unit}没有",
    "records in {filled} of {base} {unit}, and then none for {silent} {unit}",
)
TOO_SHORT = Text(
    "{title}：记录不足 {least} {unit}，无法判断。",
    "{title}: fewer than {least} {unit} of records, too few to tell.",
)

NO_LEDGER = Text("还没有按日期登记的台账或报告。", "There is no ledger or report with days yet.")

_COUNTS = """
SELECT {place} AS place, CAST(DATE_TRUNC('{unit}', {day}) AS DATE) AS start_on
FROM {dataset} AS e WHERE {day} IS NOT NULL AND {day} <= ? GROUP BY ALL
"""
_THROUGH = "SELECT start_on, through_on FROM coverage WHERE dataset = ?"
_COMMUNITIES = "SELECT place_id FROM places WHERE level = 'community' AND COALESCE(is_active, TRUE)"


def look(material: Material) -> Outcome:
    """Communities within what their source covers; the source as a whole up to the last day."""
    findings, looked_at, lacking = list[Finding](), 0, list[Text]()
    communities = [place for (place,) in material.rows(_COMMUNITIES)]
    for contract in material.contracts.values():
        covered = material.rows(_THROUGH, [contract.name])
        if contract.event_on is None or not covered or covered[0][0] is None:
            continue
        start_on, through_on = covered[0]
        unit = _unit(contract)
        whole = _units(unit, start_on, material.end_on)
        if len(whole) < FEWEST[unit] + 1:
            lacking.append(
                TOO_SHORT.format(title=contract.title, least=FEWEST[unit], unit=_UNIT[unit])
            )
            continue
        filled = _filled(material, contract)
        source = _judge(material, contract, "", whole, set().union(*filled.values()))
        looked_at += 1
        if source is not None:
            findings.append(source)
            continue  # where nobody reports, naming every community says nothing more
        spoken = _units(unit, start_on, min(material.end_on, through_on))
        for place in communities if contract.has_community else ():
            looked_at += 1
            found = _judge(material, contract, place, spoken, filled.get(place, set()))
            findings += [found] if found else []
    if not looked_at and not lacking:
        lacking.append(NO_LEDGER)
    return Outcome(tuple(findings), looked_at, tuple(lacking))


def chance_of(silent: int, filled: int, base: int) -> float:
    """How likely so many silent units in a row are after a baseline, with Jeffreys' prior."""
    chance = 1.0
    for step in range(silent):
        chance *= (base - filled + 0.5 + step) / (base + 1 + step)
    return chance


def _judge(
    material: Material, contract: Contract, place: str, units: list[date], filled: set[date]
) -> Finding | None:
    unit = _unit(contract)
    heard = [start in filled for start in units]
    if True not in heard or heard[-1]:
        return None
    last = len(heard) - 1 - heard[::-1].index(True)
    silent = len(heard) - 1 - last
    before = heard[max(0, last + 1 - BASELINE[unit]) : last + 1]
    if len(before) < FEWEST[unit] or chance_of(silent, sum(before), len(before)) >= CHANCE:
        return None
    said = SAID.format(base=len(before), filled=sum(before), silent=silent, unit=_UNIT[unit])
    ends = _end(unit, units[-1])
    day = material.day(contract)
    where = f"{day} BETWEEN DATE '{units[last]}' AND DATE '{_end(unit, units[last])}'"
    if place:
        where += f" AND e.community_id = {quoted(place)}"
    rows = material.seen(contract.name, where, most=3)
    return Finding(
        contract.name, place, units[last + 1], ends, silent, len(before) + silent, said, rows
    )


def _unit(contract: Contract) -> str:
    return "month" if contract.kind == "totals" else "week"


def _filled(material: Material, contract: Contract) -> dict[str, set[date]]:
    """Community, or nothing, -> the weeks or months in which it has a row."""
    unit = _unit(contract)
    sql = _COUNTS.format(
        place=material.place(contract), unit=unit, day=material.day(contract),
        dataset=contract.name,
    )  # fmt: skip
    found: dict[str, set[date]] = {"": set()}
    for at, start in material.rows(sql, [material.end_on]):
        found.setdefault(at, set()).add(start)
    return found


def _units(unit: str, start_on: date, end_on: date) -> list[date]:
    """The first days of the whole weeks or months of a stretch."""
    start = start_on - timedelta(days=start_on.weekday() if unit == "week" else start_on.day - 1)
    found = []
    while (ends := _end(unit, start)) <= end_on:
        found.append(start)
        start = ends + timedelta(days=1)
    return found


def _end(unit: str, start: date) -> date:
    if unit == "week":
        return start + timedelta(days=6)
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


CHECK = Check(
    key="silence",
    order=1,
    name=Text("突然没有记录", "Sudden silence"),
    looks_at=Text(
        "每个社区在每种台账、报告里一向按周（警情月报按月）有记录，到所选周期末却连续没有；"
        "整个来源都停了的，只列一次。只看完整的周和月。",
        "Communities that had records week after week in a ledger or report (month after month in "
        "the police totals), and then none up to the end of the period chosen; where the whole "
        "source stopped it is listed once. Only whole weeks and months count.",
    ),
    cannot_say=Text(
        "可能确实没有发生，可能文件还没送到或还没导入，也可能换了登记办法；本检查分不清。",
        "Perhaps nothing happened, the file is still on its way or not yet imported, or "
        "registering changed; the check cannot tell these apart.",
    ),
    needs=Text(
        "有日期的台账和报告，至少 13 周（或 6 个月）",
        "Ledgers and reports with days, of at least 13 weeks (or 6 months)",
    ),
    unit=Text("个社区和来源", "communities and sources"),
    constants=(
        Constant(Text("此前参照的周数", "Weeks of the baseline"), BASELINE["week"],
                 Text("与“三零”稀少事件的基线相同（26 周）",
                      "As the baseline of sparse counts: 26 weeks")),
        Constant(Text("沉默的偶然概率低于", "Chance of the silence below"), CHANCE,
                 Text("贝塔–二项预测分布，Jeffreys 先验（Brown、Cai、DasGupta 2001）；界限自定",
                      "Beta-binomial predictive, Jeffreys prior (Brown, Cai, DasGupta 2001); the "
                      "limit is this system's")),
    ),
    look=look,
)  # fmt: skip
