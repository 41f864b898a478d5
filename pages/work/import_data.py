"""Import: what do the files hold, and shall it count from now on?"""

from ui import empty, import_page

empty.offer_in_short()
import_page.run()
