"""How many people are on duty in the emergency team."""

from metrics.counted import Counted
from metrics.metric import Metric, plan
from metrics.rating import Target, amber_from
from wording import Text

FIRST_OF_A_PERSON = """
CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY COALESCE(e.person_key, CONCAT('row ', CAST(e.import_id AS STRING), ' ',
                          e.source_sheet, ' ', CAST(e.source_row AS STRING)))
    ORDER BY e.import_id, e.source_sheet, e.source_row) = 1 THEN 1 ELSE 0 END
"""

METRIC = Metric(
    key="emergency_team_size",
    name=Text("综合应急救援队在岗人数", "Emergency team on duty"),
    meaning=Text(
        "街道综合应急救援队花名册上在岗的人数；同一人只算一次（按姓名加电话识别，重名的是两个人）。"
        "不少于 30 人为绿，27 至 29 人为黄，不足 27 人为红。取期末状态。",
        "Persons on duty on the roster of the subdistrict's emergency team; everyone counts once "
        "(known by name and telephone, so namesakes are two persons). Green from 30, amber from "
        "27, red below. State at the period's end.",
    ),
    family="other",
    order=3,
    kind="count",
    unit=Text("人", "persons"),
    better="up",
    timing="state",
    grain="subdistrict",
    levels=("subdistrict",),
    clause="11",
    departments=("安监站", "人武部", "综合执法大队"),
    source=plan("11"),
    targets=(Target(30, set_by="plan"),),
    rating=amber_from(27),
    reads=("emergency_team",),
    evidence=(Counted("emergency_team", "e.status = 'on_duty'", numerator=FIRST_OF_A_PERSON),),
    rows="""
WITH on_duty AS (
    SELECT t.period_id AS period_id,
           COUNT(DISTINCT CASE WHEN t.status = 'on_duty' THEN
               COALESCE(t.person_key, CONCAT('row ', CAST(t.import_id AS STRING), ' ',
                        t.source_sheet, ' ', CAST(t.source_row AS STRING))) END) AS persons
    FROM emergency_team_at AS t
    GROUP BY t.period_id)
SELECT s.place_id AS place_id, d.period_id AS period_id,
       CAST(d.persons AS DOUBLE) AS numerator,
       CAST(NULL AS DOUBLE) AS denominator
FROM places AS s
CROSS JOIN on_duty AS d
WHERE s.level = 'subdistrict' AND s.is_active
""",
)
