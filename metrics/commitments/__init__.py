"""What the plan promises, article by article, and how each promise stands."""
