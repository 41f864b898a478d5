"""Somebody of every role, for the tests of the door and of what each role sees."""

from __future__ import annotations

from datetime import datetime

from office.permissions import Role, Viewer

AT = datetime(2026, 11, 23, 9)
GOOD = "每周一早上九点开例会吧各位"
HERE, THERE = "990102013002", "990102013001"
SOCIAL = "社会治理办"
OTHERS = ("松岫社区", "槐榭社区", "枫渡社区", "砚浦社区", "青荇社区", "望舒社区", "槐榭里社区")
"""The communities of the demonstration office besides the one that a community's account is of."""
PEOPLE = {
    Role.LEADER: Viewer("leader", "领导甲", Role.LEADER),
    Role.DEPARTMENT: Viewer("department", "科员乙", Role.DEPARTMENT, (SOCIAL,)),
    Role.COMMUNITY: Viewer("community", "主任丙", Role.COMMUNITY, (), HERE),
    Role.CLERK: Viewer("clerk", "文员丁", Role.CLERK),
    Role.ANALYST: Viewer("analyst", "分析员戊", Role.ANALYST),
    Role.AUDITOR: Viewer("auditor", "审计己", Role.AUDITOR),
    Role.ADMIN: Viewer("admin", "管理员庚", Role.ADMIN),
}
