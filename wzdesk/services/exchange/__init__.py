"""Sending forms out, taking them back, merging them: one module per step, the log beside the data."""
