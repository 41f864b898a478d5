"""Three-zero: which communities are at zero, how long, and what stands behind it?"""

from ui import charts, downloads, empty, filters, lines, session, show, three_zero
from views import sentences_metric
from views.three_zero import page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    found = three_zero.found(place, period)
    show.sentence(page.headline(found))
    show.html(page.top(found, query, language))
    charts.pair(page.left(found, query, language), page.right(found, query, language))
    charts.side_by_side(page.signals(found, language))
    show.html(page.enterprises(found, query, language))
    show.html(page.exclusions(found, query, language))
    said = lines.said(found.place, period, *page.keys(found))
    show.html(sentences_metric.draw(said, language))
    tables = page.tables(found, query, language)
    downloads.offer(
        page.every_key(found), ("community",), place, period, name="three-zero", shown=tables
    )
