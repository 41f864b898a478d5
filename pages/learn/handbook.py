"""Handbook: what does each metric mean, who asks for it, and when is it on target?"""

from ui import handbook, session, show
from views.handbook import page

language, query = session.language(), session.choice().query
chapters = handbook.chapters()
chosen = page.chosen(chapters, session.argument("chapter"))
show.html(page.switch(chapters, chosen, query, language))
show.html(page.draw(chosen, language))
