"""The ledger of projects in the data file: its cells, and what is kept ready of them for tables and curves."""
