"""Integrity checks: what in the data should be looked at?"""

from ui import empty, filters, integrity

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    integrity.run(place, period)
