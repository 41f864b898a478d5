"""The chapter of the integrity checks: what each looks at, what it cannot say, what decides."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.integrity import INNOCENT, Check
from views.handbook.content import Chapter, Entry, Listing, Section, plain
from wording import Text

CHECKS = Text("数据核查", "Integrity checks")
LOOKS_AT = Text("看什么", "Looks at")
CANNOT_SAY = Text("不能说明什么", "Cannot say")
NEEDS = Text("需要的数据", "Needs")
COLUMNS = (Text("界限", "What decides"), Text("取值", "Value"), Text("来源", "Source"))


def _entry(check: Check) -> Entry:
    rows = tuple((one.name, plain(f"{one.value:.10g}"), one.source) for one in check.constants)
    facts = (
        (LOOKS_AT, check.looks_at), (CANNOT_SAY, check.cannot_say), (NEEDS, check.needs),
    )  # fmt: skip
    return Entry(check.key, check.name, facts, Listing(COLUMNS, rows) if rows else None)


def chapter(checks: Iterable[Check]) -> Chapter:
    """All checks in their order."""
    entries = tuple(_entry(check) for check in checks)
    return Chapter("checks", CHECKS, INNOCENT, (Section(CHECKS, entries),))
