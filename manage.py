"""The one command line of Lingtu: ``python3 manage.py COMMAND``.

Needs nothing but Python 3.11. The first call makes ``.venv`` and installs the pinned requirements
there; every call then goes on inside ``.venv``.
"""

from __future__ import annotations

import sys

OLDEST = (3, 11)


def main() -> int:
    """Run the command on the command line; the exit code is documented in docs/command-line.md."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        print(
            f"需要 Python 3.11 或更高版本，当前是 {found}。\n"
            f"Python 3.11 or later is needed; this is {found}.",
            file=sys.stderr,
        )
        return 3
    from commands.door import enter  # noqa: PLC0415 -- its grammar is newer than the check above

    return enter(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
