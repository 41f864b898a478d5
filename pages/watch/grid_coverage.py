"""Grid coverage: does every grid have its leader and enough workers, and what is missing where?"""

from ui import answers, charts, downloads, empty, fields, filters, lines, planning, session, show
from views import family_table, sentences_metric
from views import planning as proposals
from views.grid_coverage import page
from views.numbers import short_day

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    language, query = session.language(), session.choice().query
    here, at = fields.container(place), planning.grid_period(period)
    standings = answers.standings(here, period, page.KEYS)
    by_community = fields.at_level(page.KEYS, "community", place, period)
    by_grid = fields.at_level(page.KEYS, "grid", place, at)
    alone = page.leaderless(by_grid[page.LEADERS])
    show.sentence(page.headline(standings, alone))
    charts.pair(
        page.communities(by_community, query, language),
        page.lists(by_grid[page.LEADERS], by_grid[page.GAP], by_grid[page.LOAD], query, language),
        below=proposals.staffing(planning.staffing(here, period), fields.grids(place), language),
    )
    charts.some(
        page.load_chart(
            by_grid[page.LOAD],
            answers.standing(here, period, page.LOAD),
            here,
            language,
            communities=page.by_gap(by_community),
            day=short_day(at.end_on),
        )
    )
    whole = answers.standings(here, period)
    show.html(family_table.draw(whole, "grid", page.KEYS, query, language))
    keys = family_table.keys(whole, "grid")
    said = lines.said(here, period, *keys)
    show.html(sentences_metric.draw(said, language))
    downloads.offer(keys, ("community", "grid"), place, period, name="grid-coverage")
