"""Everything heavy that the first visit would otherwise wait for; imported when the server starts.

The map component is not here: it registers itself with the running server.
"""

from ui import (
    answers,
    charts,
    commitments,
    empty,
    explore_charts,
    explore_found,
    facility_list,
    fields,
    filters,
    grid_map_circles,
    grid_map_files,
    handbook,
    import_page,
    importing,
    lines,
    planning,
    search,
    session,
    show,
    three_zero,
)
from views import grid_map, menu, overview

READY = (answers, empty, filters, handbook, import_page, importing, session, show)
EXPLORED = (explore_charts, explore_found, search)
IN_DEPTH = (charts, commitments, facility_list, fields, lines, planning, three_zero)
ON_THE_MAP = (grid_map_circles, grid_map_files)
DRAWN = (grid_map, menu, overview)
