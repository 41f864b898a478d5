"""Commitments: what did the plan promise, who answers for it, and how does it stand?"""

from ui import charts, commitments, downloads, empty, filters, session, show
from views.commitments import page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    found = commitments.found(place, period)
    chosen = page.way(session.argument("by"))
    show.sentence(page.headline(found))
    show.html(page.switch(chosen, query, language))
    charts.pair(
        page.rows(found, chosen, language),
        page.departments(found, query, language),
        page.to_check(found, language),
        is_wide=True,
    )
    downloads.offer((), (), place, period, name="commitments", shown=page.tables(found, language))
