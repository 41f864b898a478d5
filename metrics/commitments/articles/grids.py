"""Article 14: one network of grids, those who staff it, and what they find."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from metrics.rating import amber_from
from wording import Text

_of_14 = partial(Commitment, article=14, departments=("社会治理办",), family="G")

COMMITMENTS = (
    _of_14(
        "14a",
        Text(
            "各类网格合成一张网，五个方面统一",
            "All grids merged into one network, alike in five respects",
        ),
        "P",
        threshold=Text("一张网，无空白无重叠", "one network, no gaps and no overlaps"),
        threshold_value=1,
        unit=UNITS["网格"],
        set_by="plan",
        target=1.0,
        metric="one_network_integrity",
        dataset="grids",
        ledger_names=("网格整合“一张网”", "“一张网”", "五统一"),
    ),
    _of_14(
        "14b",
        Text("每个网格有网格长", "A leader for every grid"),
        "H",
        threshold=Text("每个网格至少 1 名", "at least one for every grid"),
        threshold_value=1,
        unit=UNITS["名"],
        set_by="plan",
        target=1.0,
        metric="grid_leader_coverage",
        compared_with="grid_leader_coverage",
        ledger_names=("每个网格至少1名网格长",),
    ),
    _of_14(
        "14c",
        Text("网格员按常住户数配足", "Enough grid workers for the resident households"),
        "H",
        threshold=Text("每 150 户常住居民 1 名", "one for every 150 resident households"),
        threshold_value=150,
        unit=UNITS["户/名"],
        set_by="plan",
        target=1.0,
        metric="grid_staffing_attainment",
        companions=("grid_worker_gap", "households_per_grid_worker"),
        compared_with="grid_staffing_attainment",
        ledger_names=("每150户常住居民1名网格员", "每150户1名网格员"),
    ),
    _of_14(
        "14d",
        Text("下沉人员补充到网格", "Staff of other offices strengthen the grids"),
        "C",
        unit=UNITS["人"],
        rule="trend",
        ledger_names=("下沉人员充实网格", "下沉人员充实"),
    ),
    _of_14(
        "14e",
        Text("每个网格有党组织", "A party organisation for every grid"),
        "P",
        threshold=Text("每个网格", "every grid"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        metric="grid_party_coverage",
        dataset="party_organisations",
        compared_with="grid_party_coverage",
        ledger_names=("党组织建在网格",),
    ),
    _of_14(
        "14f",
        Text(
            "网格里办的五类事，数量不评好坏",
            "The five kinds of matters handled in the grids; volume is neither good nor bad",
        ),
        "C",
        unit=UNITS["件"],
        rule="trend",
        better="neutral",
        dataset="grid_events",
        ledger_names=("网格五项功能",),
    ),
    _of_14(
        "14g",
        Text("网格事件从发现到办结的闭环", "Matters of the grids, from finding to settling"),
        "C",
        threshold=Text("95% 按时办结，85% 起为黄", "95% settled in time, amber from 85%"),
        threshold_value=95,
        unit=UNITS["%"],
        set_by="office",
        target=0.95,
        rating=amber_from(0.85, is_share=True),
        metric="grid_event_on_time",
        companions=("grid_event_solved_share", "grid_event_satisfaction", "grid_event_rated_share"),
        dataset="grid_events",
        compared_with="grid_event_on_time",
        ledger_names=("街道吹哨、协同处置", "网格事件闭环处置", "网格事件按时办结"),
    ),
)
