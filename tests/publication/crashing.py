"""An importer that may be killed at any moment; it runs in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from data import sandbox
from data.answers import Answers
from data.catalogue import contracts
from data.home import Home
from data.importing import stage
from data.reading.child import read_file
from metrics.catalogue import metric
from publication import declared
from publication import publish as publication
from tests.publication.office import MONDAY

AREAS = """社区名称,社区代码,总户数,常住户数,常住人口
柳荫社区,990101001001,900,800,2000
"""
SERVED = """记录号,志愿者编号,服务社区,服务日期,服务时长
{record},V1,柳荫社区,2026-11-18,1
"""

HOURS = metric("volunteer_hours")
contracts()  # read once by the server from which the importers are forked


def hour(record: int) -> tuple[str, str]:
    """The name and the content of a file with one hour of service."""
    return f"{record}.csv", SERVED.format(record=record)


def import_and_publish(path: str, name: str, text: str, reads_here: bool = False) -> None:
    """The whole way of one file: read in its own process, stored, published; ends with 0.

    Where it ``reads_here``, no second process has to be started, which takes longer than the rest:
    what is killed then is killed while it stores and publishes.
    """
    declared.metrics = lambda: {HOURS.key: HOURS}
    if reads_here:
        sandbox.run_child = _read_here
    home = Home(path)
    inbox = home.path.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    file = Path(inbox / name)
    file.write_text(text, encoding="utf-8")
    report = stage(
        home,
        [file],
        as_of=date(2026, 11, 22),
        answers=Answers(),
        imported_at=MONDAY,
        imported_by="clerk",
    )
    publication.publish(home, add=report.import_ids, published_at=MONDAY)
    sys.exit(0)


def _read_here(module: str, request: str, *_: object, **__: object) -> object:
    report = json.dumps(read_file(json.loads(request))).encode()
    return subprocess.CompletedProcess(module, 0, report)
