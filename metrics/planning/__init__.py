"""Planning: what could be done about a gap. Proposals for people to weigh, never measures.

Pure functions of plain tables and arrays; what they assume is in docs/planning.md.
"""
