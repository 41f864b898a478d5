"""Grid map: where does a metric stand well, and where does it need attention?"""

from ui import empty, exports, filters, map, session, show
from views import files, grid_map, grid_page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    asked = map.choose(place, period)
    at_map, beside = show.split()
    with at_map:
        show.html(grid_page.finding(asked, language))
        map.show(grid_map.draw(asked, language), asked)
        show.html(grid_page.legend(asked, language))
    with beside:
        show.html(grid_page.card(asked, query, language))
        show.html(grid_page.ranking(asked, query, language))
        exports.offer_table(
            lambda: files.readings(asked.readings, language),
            asked.metric.key,
            rows=len(asked.readings),
        )
        show.html(grid_page.trend(asked, language))
