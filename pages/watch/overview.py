"""Overview: how does the place stand this period, what changed, what was not reported?"""

from ui import answers, disclosure, empty, exports, filters, session, show, work
from views import overview

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    standings = answers.standings(place, period)
    unreported = answers.unreported(place, period)
    show.sentence(overview.headline(standings, unreported))
    show.cards(overview.cards(standings, query, language))
    show.html(overview.work(work.lines(place, period), query, language))
    show.columns(
        overview.alerts(standings, query, language),
        overview.watches(standings, query, language),
        overview.places(answers.below(place, period), unreported, query, language),
    )
    show.html(overview.metrics(standings, query, language))
    exports.offer_table(
        lambda: disclosure.readings([each.now for each in standings], language),
        "overview",
        rows=len(standings),
    )
