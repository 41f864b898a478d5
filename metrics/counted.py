"""Which stored rows stand behind an indicator, and what each of them adds to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """The rows of one dataset that an indicator counts, or that explain what it counts.

    ``where`` is a condition in SQL over ``e``, a row (of a snapshot: one that holds at the period's
    end), and ``p``, the period; without it a row counts that lies in the period. ``numerator`` and
    ``denominator`` are what one row adds, in the same terms; None for rows that only explain.

    ``unit`` names the column that holds the place of a row that is itself the unit counted, such as
    a grid of the register: it then adds what the indicator's own rows say of that place.
    ``community`` is the community of a row where it is not the one written in it. ``person`` tells
    persons apart where a person counts once however many rows there are.
    """

    dataset: str
    where: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    unit: str | None = None
    community: str | None = None
    person: str | None = None
