"""One box to find everything: pages, tables, indicators, regions, commands (Ctrl+K)."""
