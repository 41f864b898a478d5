"""Service space: which community has enough, who lacks how much, and who lives too far away?"""

from ui import (
    answers,
    charts,
    downloads,
    empty,
    facility_list,
    fields,
    filters,
    lines,
    planning,
    session,
    show,
)
from views import family_table, sentences_metric
from views import planning as proposals
from views.numbers import short_day
from views.service_space import facilities, page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    here, at = fields.container(place), planning.grid_period(period)
    standings = answers.standings(here, period, page.KEYS)
    by_community = fields.at_level(page.KEYS, "community", place, period)
    reaches = fields.at_level([page.REACH], "grid", place, at)[page.REACH]
    communities, grids = fields.communities(place), fields.grids(place)
    show.sentence(page.headline(standings, by_community[page.GAP]))
    charts.beside(
        page.rate_chart(by_community[page.RATE], here, short_day(period.end_on), language),
        page.communities(by_community, reaches, query, language),
    )
    centres = planning.centres(here, period)
    charts.pair(
        proposals.space(planning.space(here, period), communities, language),
        page.grids_outside(reaches, facility_list.metres(at), query, language),
        below=proposals.centres(centres, grids, language) if centres else None,
    )
    area = page.counted_area(standings)
    listed = facility_list.rows(period, communities)
    show.html(facilities.lists(listed, area, communities, language))
    whole = answers.standings(here, period)
    show.html(family_table.draw(whole, "space", page.KEYS, query, language))
    keys = family_table.keys(whole, "space")
    said = lines.said(here, period, *keys)
    show.html(sentences_metric.draw(said, language))
    files = facilities.tables(listed, communities, language)
    downloads.offer(
        page.KEYS, ("community", "grid"), place, period, name="service-space", shown=files
    )
