"""What is said about a cell of a returned workbook, on its way to the returning process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.returning.words import KINDS, NOTE

OUTPUT = "returned.xlsx"
"""What the returning process leaves in its folder."""


@dataclass(frozen=True)
class Remark:
    """One refused or asked cell, with its sentence in the chosen language.

    ``cells`` is empty where a whole sheet waits; further cells wait for the same answer.
    """

    sheet: str | None
    cells: tuple[str, ...]
    kind: str
    message: str
    found: str
    expected: str


def from_mapping(fields: Mapping[str, Any]) -> Remark:
    """A remark as the request of the returning process holds it."""
    return Remark(**{**fields, "cells": tuple(fields["cells"])})


def note(kind: str, message: str, language: str) -> str:
    """The sentence of a note: what was done with the row, and why."""
    return NOTE.format(kind=KINDS[kind], message=message).in_(language)
