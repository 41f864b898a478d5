"""A publisher that may be killed at any moment; it runs in a process of its own."""

from __future__ import annotations

import sys

from data.catalogue import contracts
from data.home import Home
from metrics.catalogue import metric
from publication import publish as publication
from tests.publication.office import MONDAY, accept

SERVED = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    {record}  | V1           | C1           | 2026-11-18 | 1
"""


HOURS = metric("volunteer_hours")
contracts()  # read once by the server from which the publishers are forked


def import_and_publish(path: str, record: int) -> None:
    """Import one hour of service and publish it; end with 0 once it is in force."""
    home = Home(path)
    publication.metrics = lambda: {HOURS.key: HOURS}
    number = accept(home, volunteer_service=SERVED.format(record=record), file_name=f"{record}")
    publication.publish(home, add=[number], published_at=MONDAY)
    sys.exit(0)
