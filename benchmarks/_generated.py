"""The demonstration office with as many made-up grid events as wanted, as a published version.

    python -m benchmarks._generated HOME [EVENTS]

The office itself comes from the demonstration inbox. Its grid events are replaced by rows that a
formula makes inside the version file: no person, no place and no event in them is real, and every
one carries the number ``GEN...`` and the sheet 生成数据. The same call makes the same rows.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import duckdb

from commands.demo import AS_OF, INBOX
from data.answers import read_answers
from data.home import Home
from data.importing import stage
from metrics.catalogue import metrics
from metrics.measure import measure
from publication.publish import BUILD_CONFIG, publish

MANY = 10_000_000
AT = datetime(2026, 11, 23, 9, 0)
DAYS = 728
"""Two years of days up to the day of the demonstration's data, so that 104 weeks are filled."""

# One hash per event, from which each column takes other bits: fast, repeatable, and no pattern
# that a filter could follow. Some grids have far more events than others, as grids do.
_EVENTS = f"""
INSERT INTO grid_events BY NAME
WITH numbered_grids AS (
    SELECT place_id AS grid_id, parent_id AS community_id,
           ROW_NUMBER() OVER (ORDER BY place_id) - 1 AS number
    FROM places WHERE level = 'grid' AND is_active),
many AS (SELECT COUNT(*) AS grids FROM numbered_grids),
drawn AS (SELECT r.range AS event, HASH(r.range) AS h FROM RANGE({{events}}) AS r),
dated AS (
    SELECT d.event, d.h,
           TIMESTAMP '{AS_OF} 00:00:00' - TO_DAYS(CAST(d.h % {DAYS} AS INTEGER))
               + TO_SECONDS(CAST(28800 + (d.h >> 11) % 36000 AS INTEGER)) AS reported_at,
           CAST(FLOOR(POW(((d.h >> 24) % 65536) / 65536.0, 1.3) * m.grids) AS BIGINT) AS number,
           (d.h >> 41) % 100 AS chance
    FROM drawn AS d CROSS JOIN many AS m),
handled AS (
    SELECT d.*, CAST(d.reported_at AS DATE) + CAST(3 + (d.h >> 7) % 5 AS INTEGER) AS due_on,
           CASE WHEN d.chance < 93 THEN d.reported_at
                + TO_SECONDS(CAST(600 + (d.h >> 17) % 500000 AS INTEGER)) END AS closed_at
    FROM dated AS d),
closed AS (
    SELECT h.* REPLACE (CASE WHEN h.closed_at < TIMESTAMP '{AS_OF} 23:59:59' THEN h.closed_at END
                        AS closed_at)
    FROM handled AS h)
SELECT 'GEN' || LPAD(CAST(c.event AS VARCHAR), 10, '0') AS event_id, g.community_id, g.grid_id,
       ['信息', '隐患', '环境', '需求', '服务'][CAST(1 + (c.h >> 5) % 5 AS INTEGER)] AS event_class,
       ['楼道堆物', '消防隐患', '占道停车', '老年照护', '设施报修', '噪声', '人口变动'][
           CAST(1 + (c.h >> 13) % 7 AS INTEGER)] AS event_kind,
       CASE WHEN c.chance < 85 THEN 'ordinary' WHEN c.chance < 97 THEN 'larger' ELSE 'major' END
           AS event_scale,
       1 + (c.h >> 9) % 6 AS people_involved, c.reported_at, c.due_on, c.closed_at,
       CASE WHEN c.closed_at IS NOT NULL THEN 'closed' WHEN c.due_on < DATE '{AS_OF}' THEN 'overdue'
            ELSE 'in_progress' END AS status,
       (c.h >> 19) % 20 = 0 AS is_called_up,
       CASE WHEN c.closed_at IS NULL OR (c.h >> 29) % 3 = 0 THEN NULL
            ELSE ['satisfied', 'fairly_satisfied', 'satisfied', 'dissatisfied', 'not_rated'][
                CAST(1 + (c.h >> 31) % 5 AS INTEGER)] END AS satisfaction,
       CASE WHEN c.closed_at IS NOT NULL THEN ['substantive', 'substantive', 'interim',
            'procedural'][CAST(1 + (c.h >> 37) % 4 AS INTEGER)] END AS closing_kind,
       (SELECT MIN(import_id) FROM imports) AS import_id, '生成数据' AS source_sheet,
       CAST(2 + c.event AS INTEGER) AS source_row, DATE '{AS_OF}' AS as_of_on
FROM closed AS c JOIN numbered_grids AS g ON g.number = c.number
ORDER BY c.reported_at
"""

_COVERED = f"""
UPDATE coverage SET start_on = (SELECT CAST(DATE_TRUNC('week', MIN(reported_at)) AS DATE)
                                FROM grid_events), through_on = DATE '{AS_OF}'
WHERE dataset = 'grid_events'
"""


def generated(folder: Path, events: int | None = MANY, *, measured: bool = True) -> Path:
    """The version file of a new home at ``folder`` with so many grid events (None: those of the
    demonstration); unmeasured, its measures are empty."""
    home = Home(folder)
    report = stage(
        home, [INBOX], as_of=AS_OF, answers=read_answers(INBOX / "answers.toml"), imported_at=AT,
        imported_by="generated",
    )  # fmt: skip
    version = publish(home, add=report.import_ids, published_at=AT)
    with duckdb.connect(str(home.version_path(version)), config=BUILD_CONFIG) as con:
        if events is not None:
            con.execute("DELETE FROM grid_events")
            con.execute(_EVENTS.format(events=events))
            con.execute(_COVERED)
        con.execute("DELETE FROM measures")
        if measured:
            measure(con, metrics().values())
        con.execute("CHECKPOINT")
    return home.version_path(version)


def main() -> None:
    """Make a home from the command line."""
    folder = Path(sys.argv[1])
    events = int(sys.argv[2]) if len(sys.argv) > 2 else MANY
    generated(folder, events)
    print(f"{events:,} made-up grid events in {folder}")


if __name__ == "__main__":
    main()
