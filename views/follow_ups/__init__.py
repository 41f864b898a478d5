"""The follow-ups: the ledger of what was decided and what became of it."""
