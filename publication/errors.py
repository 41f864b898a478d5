"""What the publication cannot do, in words for people."""

from __future__ import annotations

from wording import ShownError, Text


class PublicationError(ShownError):
    """A version that cannot be published; the one in force stays in force."""


UNKNOWN_IMPORT = Text(
    "没有编号为 {number} 的导入，版本未变动。",
    "There is no import {number}; the version in force stays in force.",
)

NO_MEASURE = Text(
    "“{metric}”没有 {place} 在 {period} 的数值。",
    "There is no value of “{metric}” for {place} in {period}.",
)
