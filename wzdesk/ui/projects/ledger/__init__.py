"""The table of the ledger: rows by window, groups, totals, columns and filters."""
