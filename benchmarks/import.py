"""The whole demonstration inbox, from files to published numbers, beside bare reading of its files.

The peer opens every sheet of the same workbooks with python-calamine and every text file with the
csv module, and does nothing with them. Limit: 30 s.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import python_calamine

from benchmarks._measure import line, timed
from commands.demo import AS_OF, INBOX

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 30.0


def main() -> None:
    """Import the inbox into a fresh home as the command line does, and read it bare."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as folder:
        call = [
            sys.executable, "manage.py", "import", str(INBOX), "--home", f"{folder}/home",
            "--as-of", AS_OF.isoformat(), "--answers", str(INBOX / "answers.toml"), "--json",
        ]  # fmt: skip
        ours = timed(lambda: subprocess.run(call, cwd=ROOT, check=False, capture_output=True))
    peer = ("bare reading", timed(_read_bare))
    print(line("import of the inbox", ours, "s", peer=peer, limit=LIMIT_S))


def _read_bare() -> None:
    for path in sorted(INBOX.iterdir()):
        if path.suffix in {".xlsx", ".xls"}:
            workbook = python_calamine.CalamineWorkbook.from_path(path)
            for name in workbook.sheet_names:
                workbook.get_sheet_by_name(name).to_python()
        elif path.suffix == ".csv":
            text = path.read_bytes().decode("gb18030", errors="replace")
            list(csv.reader(text.splitlines()))
        elif path.suffix == ".geojson":
            path.read_bytes()


if __name__ == "__main__":
    main()
