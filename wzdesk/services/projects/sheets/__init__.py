"""Sheets of projects as agencies use them: lists and monthly reports, read, held against the ledger, filled."""
