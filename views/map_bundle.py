"""What the map's frame loads: one script and one style sheet, served by ourselves and kept for
good under their mark."""

from __future__ import annotations

import hashlib
from pathlib import Path

HERE = Path(__file__).parent
LEAFLET = HERE.parent / "static" / "vendor" / "leaflet"
SCRIPTS = (
    LEAFLET / "leaflet.js", HERE / "map_areas.js", HERE / "map_marks.js", HERE / "map_frame.js",
)  # fmt: skip
STYLES = (LEAFLET / "leaflet.css", HERE / "map_frame.css")


def _joined(files: tuple[Path, ...]) -> bytes:
    return b"\n;\n".join(file.read_bytes() for file in files)


SCRIPT = _joined(SCRIPTS).replace(b"//# sourceMappingURL=leaflet.js.map", b"")
STYLE = b"\n".join(file.read_bytes() for file in STYLES)
MARK = hashlib.sha256(SCRIPT + STYLE).hexdigest()[:12]
"""Changes with either of them."""
