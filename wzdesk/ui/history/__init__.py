"""The page of the past: who changed what, and the backups to go back to."""
