"""Everything heavy that the first visit would otherwise wait for; imported when the server starts.

The map component is not here: it registers itself with the running server.
"""

from ui import answers, empty, filters, import_page, importing, session, show
from views import grid_map, handbook, menu, overview

READY = (answers, empty, filters, import_page, importing, session, show)
DRAWN = (grid_map, handbook, menu, overview)
