"""Follow-ups: what was decided, who does it by when, and did it work?"""

from ui import empty, filters, follow_ups_page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    follow_ups_page.run(place)
