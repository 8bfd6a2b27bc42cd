"""The data file: tables, stores, readers and writers; nothing is imported here, so that a start stays fast."""
