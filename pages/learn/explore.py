"""Explore: how does any metric stand, what is it made of, and what explains its change?"""

from ui import empty, explore, filters, read_with, rebasing, session

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    explore.run(place, period)
    read_with.beside(place, period, session.argument("m").split(","))
    rebasing.beside_chart()
