"""Weekly review: what must the meeting look at, what did it decide, and did it work?"""

from ui import empty, filters, meeting_page

place, period = filters.current()
if place is None or period is None:
    empty.offer()
else:
    meeting_page.run(place, period)
