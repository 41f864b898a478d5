"""From tables to numbers: what an indicator is, and how one is measured."""
