"""The volunteers page: how many, how active, how many hours, and whether that changes."""
