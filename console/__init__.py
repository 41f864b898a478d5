"""The sandbox for ad-hoc SQL: one statement of an analyst, checked, run in a limited process."""
