"""Pieces of portable SQL that several indicators of a family share."""
