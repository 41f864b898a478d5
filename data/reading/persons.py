"""Who a row is about: vacancies and placeholders told apart, and the keyed hash of a person."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any, Literal

from data.cells.spelling import PLACEHOLDER_NAMES, SAME_AS_ABOVE, VACANCIES, tight

_TELEPHONE = re.compile(r"\d[\d-]{6,}")


@dataclass(frozen=True)
class Identity:
    """The person of one row; ``state`` says whether there is one."""

    state: Literal["person", "vacancy", "placeholder", "blank"]
    name: str | None = None
    key: str | None = None
    flag: str | None = None


def _telephone(raw: Any) -> str | None:
    text = f"{raw:.0f}" if isinstance(raw, float) else tight(str(raw or ""))
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) >= 7 and text not in SAME_AS_ABOVE else None


def identify(name: Any, telephone: Any, secret: bytes, row: int, within: str = "") -> Identity:
    """The identity behind a name and a telephone.

    ``key`` is HMAC-SHA256 of both under the secret of the home; without a telephone the row is
    its own person, flagged, unless the name means one person ``within`` something that is named.
    The telephone itself goes nowhere.
    """
    written = tight(str(name or ""))
    flag = None
    if found := _TELEPHONE.search(written):
        telephone = telephone or found[0]
        written, flag = written.replace(found[0], "").strip("（）()/，,:："), "name_and_telephone"
    if not written:
        return Identity("blank")
    if written in VACANCIES:
        return Identity("vacancy")
    if written in PLACEHOLDER_NAMES:
        return Identity("placeholder")
    digits = _telephone(telephone)
    who = f"{written}|{digits or within or f'row {row}'}"
    key = hmac.new(secret, who.encode(), hashlib.sha256).hexdigest()[:24]
    return Identity("person", written, key, flag or (None if digits or within else "no_telephone"))
