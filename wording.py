"""Words in two languages; the one module that everybody may import and that imports nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

Language = Literal["zh", "en"]
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)1\d{10}(?!\d)|(?<!\d)\d{17}[\dXx](?![\dXx])|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
)
"""A telephone or an identity number: no words that are kept may hold one."""


@dataclass(frozen=True)
class Text:
    """One wording in Chinese and in English; both are required and mean the same."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh or not self.en:
            raise ValueError(f"a Text needs both languages: {self!r}")

    def in_(self, language: str) -> str:
        """The wording in ``language`` ("zh" or "en")."""
        return self.en if language == "en" else self.zh

    def format(self, **slots: object) -> Text:
        """The wording with its named slots filled; a slot that is a Text is filled per language."""

        def fill(language: str) -> dict[str, object]:
            return {k: v.in_(language) if isinstance(v, Text) else v for k, v in slots.items()}

        return Text(self.zh.format(**fill("zh")), self.en.format(**fill("en")))

    def begun(self) -> Text:
        """The wording as it stands at the beginning of a sentence."""
        return Text(self.zh, self.en[:1].upper() + self.en[1:])

    def inside(self) -> Text:
        """The wording of a heading as it stands inside a sentence."""
        return Text(self.zh, self.en[:1].lower() + self.en[1:])

    def as_json(self) -> dict[str, str]:
        """The two wordings as a plain mapping, for machine-readable output."""
        return {"zh": self.zh, "en": self.en}


def joined(parts: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Several wordings as one, with these signs between them; there must be one at least."""
    listed = tuple(parts)
    return Text(zh.join(part.zh for part in listed), en.join(part.en for part in listed))


def wide(words: str) -> int:
    """How wide a text is on paper and in a spreadsheet, in halves of a Chinese character."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in words)


class ShownError(Exception):
    """An error that may be shown to people, in their language; it carries no personal data."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
