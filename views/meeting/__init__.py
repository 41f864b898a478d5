"""The review meeting: what to check before it, its screens, what it keeps and what came of it."""
