"""The clocks of a petition, in calendar days, and what the regulations of 2022 say about it."""

from __future__ import annotations

from wording import Text

ACCEPT_DAYS = 15
"""Article 23: the petitioner is told in writing within 15 days whether it is accepted."""

REPLY_DAYS = 60
"""Article 34: handled within 60 days of acceptance."""

EXTENSION_DAYS = 30
"""Article 34: at most 30 days more, where approved."""

ACCEPT_BY = f"e.registered_on + {ACCEPT_DAYS}"

REPLY_BY = (
    "e.accepted_on + CASE WHEN e.is_extended"
    f" THEN {REPLY_DAYS + EXTENSION_DAYS} ELSE {REPLY_DAYS} END"
)

SATISFIED = "e.satisfaction IN ('satisfied', 'fairly_satisfied')"

RATED = "e.satisfaction IN ('satisfied', 'fairly_satisfied', 'dissatisfied')"


def regulations(article: int, zh: str) -> Text:
    """The citation of an article, its number also in Chinese characters."""
    return Text(
        f"《信访工作条例》（2022年）第{zh}条",
        f"Regulations on petition work (2022), article {article}",
    )
