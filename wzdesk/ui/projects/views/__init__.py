"""The other ways to look at the ledger: roll-up, board, timeline, race, problems."""
