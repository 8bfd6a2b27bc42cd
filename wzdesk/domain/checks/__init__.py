"""Checks of entry (审核): rules as data, findings with their sentences, re-checks of what an edit can touch."""
