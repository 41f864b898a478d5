"""Administration: who may come in, what are the targets, and what has been done?"""

from ui import admin

admin.draw()
