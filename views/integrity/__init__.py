"""The integrity checks: what may be worth a look, in neutral words and without colours."""
