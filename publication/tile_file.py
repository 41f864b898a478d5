"""A file of map tiles (MBTiles): what it says of itself, and its pictures. Read only."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

_FACTS = "SELECT name, value FROM metadata"
_ZOOMS = "SELECT (SELECT MIN(zoom_level) FROM tiles), (SELECT MAX(zoom_level) FROM tiles)"
"""One at a time: so each is a look into the index, and not a walk through every tile."""

_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)


def facts(path: Path) -> tuple[dict[str, str], int | None, int | None] | None:
    """Its metadata, least and greatest zoom; None for what is no such file."""
    try:
        with contextlib.closing(_open(path)) as held:
            least, most = held.execute(_ZOOMS).fetchone()
            return dict(held.execute(_FACTS).fetchall()), least, most
    except sqlite3.Error:
        return None


def picture(path: Path, z: int, x: int, y: int) -> bytes | None:
    """One tile, rows counted from the north; None where there is none."""
    try:
        with contextlib.closing(_open(path)) as held:
            row = held.execute(_TILE, (z, x, (1 << z) - 1 - y)).fetchone()
    except sqlite3.Error:
        return None
    return bytes(row[0]) if row else None
