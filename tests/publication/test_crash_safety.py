"""Killed at any moment, an import leaves the version in force in force, and whole."""

from __future__ import annotations

import random
import threading
import time

from data.home import Home
from data.ledger import Ledger
from publication.reading import Published, open_published
from tests.publication.crashing import AREAS, hour, import_and_publish
from tests.warm import warm

KILLS = 50
WEEK = "2026-W47"


class Reader(threading.Thread):
    """Reads without pause whatever is in force, and notes everything that is not right."""

    def __init__(self, home: Home) -> None:
        super().__init__(daemon=True)
        self.home = home
        self.seen: list[int] = []
        self.wrong: list[str] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                version = open_published(self.home)
                self.seen.append(version.version)
                self.wrong += faults_of(version)
            except Exception as error:  # noqa: BLE001 - whatever goes wrong is the finding
                self.wrong.append(repr(error))
            time.sleep(0.02)


def faults_of(version: Published) -> list[str]:
    """Every import after the first holds one hour of service: the sum must be their number."""
    imports = len(version.imports()) - 1
    measured = version.measures(metrics=["volunteer_hours"], level="subdistrict", periods=[WEEK])
    shown = measured.value.sum() if len(measured) == 1 else None
    if shown != imports:
        return [f"version {version.version}: {shown} hours from {imports} imports"]
    return []


def test_fifty_killed_imports_tear_nothing_lose_nothing_and_change_no_number(tmp_path):
    home = Home(tmp_path / "office")
    context = warm("tests.publication.crashing")
    chance = random.Random(47)

    def start(name: str, text: str, reads_here: bool = True):
        given = (str(home.path), name, text, reads_here)
        importer = context.Process(target=import_and_publish, args=given)
        importer.start()
        return importer

    def timed(record: int, reads_here: bool) -> float:
        began = time.monotonic()
        start(*hour(record), reads_here).join()
        return time.monotonic() - began

    start("register.csv", AREAS).join()
    reader = Reader(home)
    reader.start()
    start(*hour(0)).join()
    usual = {
        reads_here: timed(record, reads_here) for record, reads_here in ((1, True), (2, False))
    }
    finished, killed = {"0.csv", "1.csv", "2.csv"}, 0
    for record in range(3, 400):
        reads_here = killed % 5 > 0  # each fifth reads in a process of its own, as imports do
        began = time.monotonic()
        importer = start(*hour(record), reads_here)
        importer.join(chance.uniform(0, 1.1 * usual[reads_here]))
        if importer.is_alive():
            importer.kill()
        importer.join()
        killed += importer.exitcode != 0
        if importer.exitcode == 0:
            usual[reads_here] = time.monotonic() - began  # others may begin or end beside it
            finished.add(f"{record}.csv")
        if killed == KILLS:
            break
    reader.stopped.set()
    reader.join()

    assert killed == KILLS
    assert not reader.wrong
    assert reader.seen == sorted(reader.seen), "no version came back after a later one"
    in_force = {record.file_name for record in Ledger(home).imports() if record.state == "in_force"}
    assert finished <= in_force, "what was reported as published is in force"
    start(*hour(1000)).join()
    left = {path.name for path in home.versions_dir.iterdir()}
    current = home.current_version()
    recorded = {n for n in range(1, current + 1) if Ledger(home).imports_of(n)}
    assert left == {home.version_path(n).name for n in recorded}, "all kept, orphans swept"
    for number in recorded:
        assert not faults_of(Published(home.version_path(number)))
    known = {f"{record.import_id:06d}" for record in Ledger(home).imports()}
    assert {path.name for path in home.imports_dir.iterdir()} == known
