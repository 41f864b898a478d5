"""What a command is: its name, one sentence about it, its options, and what it does."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wording import Text


class Options(argparse.Namespace):
    """The options of one call; those that every command takes are named here."""

    command: str
    home: Path
    lang: str
    find_links: Path | None


@dataclass(frozen=True)
class Command:
    """One command. ``run`` returns the exit code; ``add_options`` declares its own options."""

    name: str
    summary: Text
    run: Callable[[Options], int]
    add_options: Callable[[argparse.ArgumentParser, str], None] = lambda _parser, _language: None


def commands() -> dict[str, Command]:
    """Every command by its name, found by walking this package."""
    found: dict[str, Command] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        command = getattr(importlib.import_module(f"commands.{module.name}"), "COMMAND", None)
        if isinstance(command, Command):
            found[command.name] = command
    return dict(sorted(found.items()))
