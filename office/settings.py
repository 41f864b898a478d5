"""What the administrator of a home has set: one TOML file beside the data, ``settings.toml``.

Without the file everything has its default. One table per subject: ``[access]`` how people come
in, ``[map]`` the optional base map, ``[console]`` the analysts' SQL.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wording import ShownError, Text

FILE_NAME = "settings.toml"
UNREADABLE = Text(
    "设置文件 {path} 无法读取：{reason}。请改正后重新启动。",
    "The settings in {path} cannot be read: {reason}. Mend the file and start again.",
)


class SettingsError(ShownError):
    """The file of settings cannot be used."""


def settings_of(home: Path, subject: str) -> Mapping[str, Any]:
    """The settings of a subject; empty where nothing was set, SettingsError for a broken file."""
    path = home / FILE_NAME
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(UNREADABLE.format(path=path, reason=error)) from error
    table = written.get(subject, {})
    return table if isinstance(table, dict) else {}
