"""The indicators of a version: as declared, with the office's targets and the days of change.

What was decided in the office by the time of publication is written into the version, so that a
version keeps its targets whatever is decided later.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import duckdb

from metrics.catalogue import metrics
from metrics.definition import DefinitionChange, fingerprint
from metrics.measure import insert_rows
from metrics.metric import Metric
from metrics.rating import Target
from office.targets import Rebasing, TargetChange, rebasing_history, standing, target_history
from publication.opening import READ_CONFIG
from wording import Text

TABLES = """
CREATE TABLE targets(metric VARCHAR, precedence INTEGER, value DOUBLE, set_by VARCHAR,
    valid_from DATE, valid_to DATE, reason VARCHAR, decided_by VARCHAR, decided_at TIMESTAMP);
CREATE TABLE rebasings(metric VARCHAR, place_id VARCHAR, from_on DATE, reason VARCHAR,
    decided_by VARCHAR, decided_at TIMESTAMP);
CREATE TABLE definitions(metric VARCHAR, fingerprint VARCHAR);
CREATE TABLE definition_changes(metric VARCHAR, changed_on DATE, what_zh VARCHAR, what_en VARCHAR,
    is_recomputed BOOLEAN);
"""

_TARGETS = """
SELECT metric, value, set_by, valid_from, valid_to, reason, decided_by, decided_at
FROM targets ORDER BY metric, precedence
"""
_CHANGES = """
SELECT metric, changed_on, what_zh, what_en, is_recomputed FROM definition_changes
ORDER BY metric, changed_on
"""


def with_office(
    declared: Mapping[str, Metric], changes: Iterable[TargetChange]
) -> dict[str, Metric]:
    """The indicators with what the office has set before what they declare; the latest first."""
    of_office: dict[str, list[Target]] = {}
    for line in changes:
        if line.value is not None:
            of_office.setdefault(line.metric, []).append(
                Target(line.value, "office", line.valid_from, line.valid_to, line.reason,
                       line.changed_by, line.changed_at)
            )  # fmt: skip
    return {
        key: dataclasses.replace(metric, targets=(*of_office.get(key, ()), *metric.targets))
        for key, metric in declared.items()
    }


def write_declared(
    con: duckdb.DuckDBPyConnection, office: Path, at: datetime, previous: Path | None
) -> dict[str, Metric]:
    """Write what holds at ``at`` into a version that is being built; returns its indicators.

    ``office`` is the home whose decisions count. A definition that is not that of the ``previous``
    version, without a word in its declaration, has changed on the day of publication.
    """
    moment = at.replace(tzinfo=None)
    found = with_office(metrics(), standing(target_history(office, until=moment)))
    insert_rows(con, "targets", [
        (key, place, t.value, t.set_by, t.valid_from, t.valid_to, t.reason, t.decided_by,
         t.decided_at)
        for key, metric in found.items() for place, t in enumerate(metric.targets)
    ])  # fmt: skip
    insert_rows(con, "rebasings", [
        (line.metric, line.place_id, line.from_on, line.reason, line.changed_by, line.changed_at)
        for line in standing(rebasing_history(office, until=moment))
    ])  # fmt: skip
    insert_rows(con, "definitions", [(key, fingerprint(metric)) for key, metric in found.items()])
    changed = _changes(found, previous, moment.date())
    insert_rows(con, "definition_changes", [
        (key, one.on, one.what.zh, one.what.en, one.is_recomputed)
        for key, several in changed.items() for one in several
    ])  # fmt: skip
    return found


def read_declared(con: duckdb.DuckDBPyConnection) -> dict[str, Metric]:
    """The indicators as a version holds them; a version from before these tables: as declared."""
    if not _has(con, "targets"):
        return dict(metrics())
    targets: dict[str, list[Target]] = {}
    for key, *rest in con.execute(_TARGETS).fetchall():
        targets.setdefault(key, []).append(Target(*rest))
    changes = _read_changes(con)
    return {
        key: dataclasses.replace(
            metric, targets=tuple(targets.get(key, ())), changes=tuple(changes.get(key, ()))
        )
        for key, metric in metrics().items()
    }


def read_rebasings(con: duckdb.DuckDBPyConnection) -> tuple[Rebasing, ...]:
    """The fresh starts of control charts that a version holds, the earliest first."""
    if not _has(con, "rebasings"):
        return ()
    rows = con.execute("SELECT * FROM rebasings ORDER BY from_on, metric").fetchall()
    return tuple(
        Rebasing(0, metric, place, from_on, None, reason, at, by)
        for metric, place, from_on, reason, by, at in rows
    )


def _changes(
    found: Mapping[str, Metric], previous: Path | None, day: date
) -> dict[str, list[DefinitionChange]]:
    """What the declarations say, what earlier versions noticed, and what is noticed now."""
    before = _fingerprints(previous) if previous else {}
    noticed = _noticed(previous) if previous else {}
    changed: dict[str, list[DefinitionChange]] = {}
    for key, metric in found.items():
        known = {one.on: one for one in (*noticed.get(key, ()), *metric.changes)}
        is_new = key in before and before[key] != fingerprint(metric)
        said = {one.on for one in metric.changes} - {one.on for one in noticed.get(key, ())}
        if is_new and not said:
            known[day] = DefinitionChange(day)
        changed[key] = [known[on] for on in sorted(known)]
    return changed


def _fingerprints(version: Path) -> dict[str, str]:
    with duckdb.connect(str(version), config=READ_CONFIG) as con:
        if not _has(con, "definitions"):
            return {}
        return dict(con.execute("SELECT metric, fingerprint FROM definitions").fetchall())


def _noticed(version: Path) -> dict[str, list[DefinitionChange]]:
    with duckdb.connect(str(version), config=READ_CONFIG) as con:
        return _read_changes(con) if _has(con, "definition_changes") else {}


def _read_changes(con: duckdb.DuckDBPyConnection) -> dict[str, list[DefinitionChange]]:
    found: dict[str, list[DefinitionChange]] = {}
    for key, on, zh, en, is_recomputed in con.execute(_CHANGES).fetchall():
        found.setdefault(key, []).append(DefinitionChange(on, Text(zh, en), is_recomputed))
    return found


def _has(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    asked = "SELECT COUNT(*) FROM duckdb_tables() WHERE table_name = ?"
    return bool((con.execute(asked, [table]).fetchone() or (0,))[0])
