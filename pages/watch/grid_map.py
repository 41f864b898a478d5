"""Grid map: where does a metric stand well, and where does it need attention?"""

from ui import empty, filters, grid_map_page, read_with, session

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    grid_map_page.draw(place, period)
    read_with.beside(place, period, [session.argument("metric")])
