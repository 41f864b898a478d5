"""Three-zero, unit by unit: what happened, the state of each week, streaks, what to check."""
