"""Integrity checks: what in the data an analyst may want to look at, without a verdict."""
