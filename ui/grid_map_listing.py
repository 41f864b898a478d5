"""What lies over a map, in words: the same answers that the browser draws, as lists."""

from __future__ import annotations

import json

from publication.events import LEDGERS
from ui import grid_map_work, ledgers, session
from ui.grid_map_asked import Asked
from ui.grid_map_layers import Question, layer, reaches, unplaced, unplaced_tasks
from views import map_words as words
from views.map_listing import Listed, Row
from views.map_view import MapView
from wording import Text

LISTED = ("counts", "dots")
"""Kinds of layers that say something of single places; circles say their sum."""


def _question(name: str, view: MapView, asked: Asked) -> Question:
    of_facilities = name in ("facilities", "circles")
    return Question(
        view.level, view.container.place_id, view.period, session.language(),
        asked.function if of_facilities else "",
        asked.circle_m if name == "circles" else 0.0,
        grid_map_work.stamp(view.period) if name == "tasks" else "",
    )  # fmt: skip


def listed(name: str, view: MapView, asked: Asked) -> Listed | None:
    """A layer as a list, what there is most of first; None for one that is no list."""
    question = _question(name, view, asked)
    found = json.loads(layer(ledgers.at(), name, question) or b"{}")
    if found.get("kind") not in LISTED:
        return None
    if found["kind"] == "counts":
        own = words.LAYER_NAMES[name].in_(question.language)  # stands above the table
        rows = [
            Row(title, count, tuple(line for line in lines if line != own))
            for _, _, count, title, lines in found["items"]
        ]
        rows.sort(key=lambda row: -(row.count or 0))
    else:
        rows = [Row(each[4], None, tuple(each[5])) for each in found["items"]]
    return Listed(words.LAYER_NAMES[name], tuple(rows), _note(name, question))


def _note(name: str, question: Question) -> Text | None:
    """What a ledger does not tell, or what happened or is to be done without a place on the map."""
    said = words.LAYER_NAMES[name]
    if name == "tasks":
        count = unplaced_tasks(question)
        return words.UNPLACED_TASKS.format(name=said, count=count) if count else None
    if name not in LEDGERS:
        return None
    if not reaches(name, question.period):
        return words.NO_DATA_THEN.format(name=said)
    count = unplaced(name, question)
    return words.UNPLACED.format(name=said, count=count) if count else None
