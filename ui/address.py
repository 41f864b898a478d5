"""Place, period and language as they stand in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from views.places import Period, Periods, Place, Places
from wording import Language, Text

UNKNOWN_PLACE = Text(
    "地址中的地点“{value}”不存在，已改为{name}。",
    "The place “{value}” in the address does not exist; {name} is shown instead.",
)
OUTSIDE = Text(
    "地址中的地点“{value}”不存在，或不在您的查看范围内，已改为{name}。",
    "The place “{value}” in the address does not exist or is outside what you may see; {name} is "
    "shown instead.",
)
UNKNOWN_PERIOD = Text(
    "地址中的时段“{value}”没有数据，已改为{name}。",
    "There are no data for the period “{value}” in the address; {name} is shown instead.",
)
UNKNOWN_LANGUAGE = Text(
    "地址中的语言“{value}”不可用，已改为中文。",
    "The language “{value}” in the address is not available; Chinese is shown instead.",
)
LONGEST_SHOWN = 32


@dataclass(frozen=True)
class Choice:
    """What the reader chose; ``place`` and ``period`` are None in an empty office."""

    language: Language
    place: Place | None
    period: Period | None
    remarks: tuple[Text, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> dict[str, str]:
        """The choice as query parameters, to be kept by every link."""
        kept = {
            "place": self.place.place_id if self.place else "",
            "period": self.period.period_id if self.period else "",
            "lang": self.language,
        }
        return {key: value for key, value in kept.items() if value}


def language_of(query: Mapping[str, str]) -> Language:
    """The language an address asks for; Chinese unless it says English."""
    return "en" if query.get("lang") == "en" else "zh"


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"


def read(
    query: Mapping[str, str], places: Places, periods: Periods, *, is_confined: bool = False
) -> Choice:
    """The choice an address makes; a wrong part falls back to the default, with a remark.

    ``is_confined``: the reader sees some places only, and is not told which others there are.
    """
    remarks: list[Text] = []
    language = query.get("lang", "")
    if language not in ("", "zh", "en"):
        remarks.append(UNKNOWN_LANGUAGE.format(value=_short(language)))
    place = places.by_id.get(query.get("place", ""), places.top)
    if place and query.get("place", place.place_id) != place.place_id:
        unknown = OUTSIDE if is_confined else UNKNOWN_PLACE
        remarks.append(unknown.format(value=_short(query["place"]), name=place.name))
    asked = query.get("period", "")
    period = (periods.find(asked) if asked else None) or periods.default
    if period and asked and asked != period.period_id:
        remarks.append(UNKNOWN_PERIOD.format(value=_short(asked), name=period.period_id))
    others = {k: v for k, v in query.items() if k not in ("place", "period", "lang")}
    return Choice(language_of(query), place, period, tuple(remarks), others)
