"""The ledger of major construction projects: reading, recording, rolling up."""
