"""``audit [--since DAY]``: the log of what people did, and whether it is as it was written."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time

from commands.command import Command, Options
from commands.output import as_json, say, table, tell
from wording import Text

BROKEN = 1
SHOWN_LINES = 200


def day(words: str) -> date:
    """A day as it is written on the command line."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{words}”: YYYY-MM-DD") from None


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--since",
        type=day,
        metavar="DAY",
        help=Text("从这一天起，如 2026-11-01", "from this day on, such as 2026-11-01").in_(
            language
        ),
    )
    parser.add_argument(
        "--json", action="store_true", help=Text("输出 JSON", "print JSON").in_(language)
    )


def _run(options: Options) -> int:
    from commands.office import log, office
    from office import audit
    from office.audit_check import check
    from office.permissions import role_name
    from views.audit_log import ADDRESS, AT, DETAIL, ROLE, ROWS, WHAT, WHO, state, word

    home, language = office(options.home), options.lang
    since = datetime.combine(options.since, time.min) if options.since else None
    found = audit.lines(home.path, since=since)
    checked = check(home.path)
    if home.path.exists():
        log(home, "export.audit", detail=f"since={options.since or ''}", rows=len(found))
    if options.json:
        say(
            as_json(
                {
                    "whole": checked.is_whole,
                    "broken_at": checked.broken_at,
                    "count": checked.lines,
                    "head": checked.head,
                    "lines": [line.as_json() for line in found],
                }
            )
        )
    else:
        headers = [words.in_(language) for words in (AT, WHO, ROLE, WHAT, DETAIL, ROWS, ADDRESS)]
        rows = [
            (
                f"{line.at:%Y-%m-%d %H:%M:%S}", line.account,
                role_name(line.role).in_(language), word(line.what).in_(language),
                line.detail, "" if line.rows is None else line.rows, line.address,
            )
            for line in found[:SHOWN_LINES]
        ]  # fmt: skip
        if rows:
            say(table(headers, rows, right="lllllr"))
        if len(found) > SHOWN_LINES:
            tell(
                Text(
                    f"共 {len(found):,} 条，显示最近 {SHOWN_LINES} 条；用 --json 取全部。",
                    f"{len(found):,} lines; the latest {SHOWN_LINES} are shown, take all of them "
                    "with --json.",
                ),
                language,
            )
    tell(state(checked.lines, checked.head, checked.why), language)
    return 0 if checked.is_whole else BROKEN


COMMAND = Command(
    name="audit",
    summary=Text("列出操作日志并检查是否完整", "lists the log and checks that it is whole"),
    run=_run,
    add_options=_add_options,
)
