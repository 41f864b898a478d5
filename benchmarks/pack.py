"""How long the pack of the demonstration week takes, from the call to the last file.

Peer: the same command line, which writes three bare files of about the same size with the same
libraries: a document, slides and a workbook. Limit: 10 s, imports included.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._measure import line, timed

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 10.0
RUNS = 3

BARE = """
import sys
from pathlib import Path
from docx import Document
from pptx import Presentation
from pptx.util import Inches
import xlsxwriter
out = Path(sys.argv[1])
document = Document()
table = document.add_table(rows=80, cols=7)
for row in table.rows:
    for cell in row.cells:
        cell.text = "81.2%"
document.save(out / "bare.docx")
slides = Presentation()
for _ in range(16):
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.add_table(8, 6, Inches(1), Inches(1), Inches(8), Inches(4))
slides.save(out / "bare.pptx")
book = xlsxwriter.Workbook(out / "bare.xlsx")
sheet = book.add_worksheet()
for row in range(3000):
    sheet.write_row(row, 0, ["81.2%"] * 17)
book.close()
"""


def main() -> None:
    """Measure both in one run, and the pack in both languages."""
    with tempfile.TemporaryDirectory(prefix="lingtu-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        call = [sys.executable, "manage.py", "demo", "--home", str(home)]
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
        peer = ("three bare files", _best([sys.executable, "-c", BARE, str(folder)]))
        for language in ("zh", "en"):
            seconds = _best([
                sys.executable, "manage.py", "pack", "2026-W47", "--home", str(home),
                "--out", str(folder / "out"), "--lang", language,
            ])  # fmt: skip
            print(line(f"pack, {language}", seconds, "s", peer=peer, limit=LIMIT_S))


def _best(call: list[str]) -> float:
    """Seconds of the fastest of some runs: the others were disturbed."""

    def run() -> None:
        subprocess.run(call, cwd=ROOT, check=True, capture_output=True)

    return min(timed(run) for _ in range(RUNS))


if __name__ == "__main__":
    main()
