"""The commitments page: every article of the plan, by article, department or due day."""
