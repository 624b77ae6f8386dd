"""Bills and the ledger."""
