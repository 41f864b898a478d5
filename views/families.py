"""The four families of metrics on the overview: the metric that speaks for each, and its page."""

from __future__ import annotations

from metrics.metric import FAMILIES
from wording import Text

HEADLINES: dict[str, str] = {
    "grid": "grid_staffing_attainment",
    "space": "service_space_per_100_households",
    "volunteers": "active_volunteer_rate",
    "three_zero": "three_zero_attainment",
}
"""Family -> key of the metric on its card."""


PAGES: dict[str, str] = {
    "grid": "grid_coverage",
    "space": "service_space",
    "volunteers": "volunteers",
    "three_zero": "three_zero",
}
"""Family -> the page that shows it in depth."""


def family_name(key: str) -> Text:
    """The name of a family."""
    return next((name for family, name in FAMILIES.items() if family == key), Text(key, key))
