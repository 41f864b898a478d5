"""Handbook: what does each metric mean, who asks for it, and when is it on target?"""

from ui import answers, session, show
from views import handbook

show.html(handbook.draw(answers.metrics(), session.language()))
