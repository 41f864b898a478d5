"""How many of the grid workers are full-time."""

from metrics.fragments import evidence
from metrics.fragments.grid import RESIDENTIAL_GRIDS
from metrics.metric import Metric, plan
from wording import Text

METRIC = Metric(
    key="full_time_worker_share",
    name=Text("专职网格员占比", "Full-time grid workers"),
    meaning=Text(
        "启用的居民网格中，在岗网格员（网格员、专职网格员、兼职网格员）里“专兼职情况”为专职的所占比例；"
        "未填专兼职的按岗位名称，仍不明的不参与计算。一人在两个网格各算一次。取期末状态，不设目标。",
        "Of the workers on duty in the residential grids in use, those employed full time; where "
        "the roster leaves that blank the post decides, and who is unknown by both is left out. "
        "Who works in two grids counts in each. State at the period's end; no target.",
    ),
    family="grid",
    order=7,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    grid_kind="residential",
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    reads=("grids", "grid_staff"),
    evidence=(evidence.RESIDENTIAL_GRIDS, evidence.WORKERS),
    rows=f"""
WITH {RESIDENTIAL_GRIDS},
workers AS (
    SELECT s.period_id AS period_id, s.grid_id AS grid_id,
           COALESCE(s.person_key, CONCAT('row ', CAST(s.import_id AS STRING), ' ', s.source_sheet,
                                         ' ', CAST(s.source_row AS STRING))) AS person,
           MAX(CASE WHEN s.employment = 'full_time' THEN 1
                    WHEN s.employment = 'part_time' THEN 0
                    WHEN s.role = 'full_time_worker' THEN 1
                    WHEN s.role = 'part_time_worker' THEN 0 END) AS is_full_time
    FROM grid_staff_at AS s
    WHERE s.status = 'on_duty'
      AND s.role IN ('worker', 'full_time_worker', 'part_time_worker')
    GROUP BY s.period_id, s.grid_id,
             COALESCE(s.person_key, CONCAT('row ', CAST(s.import_id AS STRING), ' ',
                                           s.source_sheet, ' ', CAST(s.source_row AS STRING)))),
counts AS (
    SELECT w.period_id AS period_id, w.grid_id AS grid_id,
           SUM(w.is_full_time) AS full_time, COUNT(w.is_full_time) AS known
    FROM workers AS w
    GROUP BY w.period_id, w.grid_id)
SELECT g.grid_id AS place_id, g.period_id AS period_id,
       CAST(COALESCE(c.full_time, 0) AS DOUBLE) AS numerator,
       CAST(COALESCE(c.known, 0) AS DOUBLE) AS denominator
FROM residential_grids AS g
LEFT JOIN counts AS c ON c.period_id = g.period_id AND c.grid_id = g.grid_id
""",
)
