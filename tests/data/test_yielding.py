"""Imports yield to whoever looks at pages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from data.yielding import YIELDS

ROOT = Path(__file__).resolve().parents[2]
TOLD = """
import os
from data.yielding import let_others_first
let_others_first()
let_others_first()
print(os.getpriority(os.PRIO_PROCESS, 0))
"""


def test_an_import_lowers_its_priority_once_and_never_raises_it() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    told = subprocess.run([sys.executable, "-c", TOLD], cwd=ROOT, capture_output=True, check=True)
    assert int(told.stdout) == max(before, YIELDS)
