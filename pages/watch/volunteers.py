"""Volunteers: how many are registered, how many serve, how many hours, and does that change?"""

from ui import (
    answers,
    charts,
    downloads,
    empty,
    fields,
    filters,
    lines,
    session,
    show,
    volunteers,
    weekly,
)
from views import family_table, sentences_metric
from views.numbers import short_day
from views.volunteers import page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    here = fields.container(place)
    standings = answers.standings(here, period, page.KEYS)
    by_community = fields.at_level(page.KEYS, "community", place, period)
    plot = volunteers.funnel(by_community[page.ACTIVE])
    hours = weekly.weekly(page.HOURS, here, period)
    show.sentence(page.headline(standings, hours))
    charts.side_by_side(
        charts.there(
            page.hours_chart(hours, here, language),
            page.funnel_chart(
                by_community[page.ACTIVE], plot, here, short_day(period.end_on), language
            ),
        )
    )
    charts.pair(
        page.communities(by_community, plot, query, language),
        page.definitions(standings, language),
    )
    whole = answers.standings(here, period)
    show.html(family_table.draw(whole, "volunteers", page.KEYS, query, language))
    keys = family_table.keys(whole, "volunteers")
    said = lines.said(here, period, *keys)
    show.html(sentences_metric.draw(said, language))
    downloads.offer(keys, ("community",), place, period, name="volunteers")
