"""Petitioners who are satisfied with the answer."""

from metrics.fragments.petitions import RATED, SATISFIED
from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "petitions",
    day="e.replied_on",
    counted=SATISFIED,
    of=f"e.replied_on IS NOT NULL AND {RATED}",
)

METRIC = Metric(
    key="petition_satisfaction",
    name=Text("信访参评满意率", "Satisfaction with petitions"),
    meaning=Text(
        "期内答复并有群众评价的信访中，评价为满意或基本满意的所占比例；未参评的不参与计算，"
        "须与参评率一并看。有评价的少于 5 件时注明“基数小”。没有人定过目标。",
        "Of the petitions answered in the period and rated by the petitioner, those rated "
        "satisfied or fairly satisfied; read it with the share that was rated. Fewer than 5 are "
        "marked as a small base. Nobody has set a target.",
    ),
    family="three_zero",
    order=14,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_smoothed=True,
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=plan("13"),
    small_base_below=5,
    read_with="petition_rated_share",
    reads=("communities", "petitions"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
