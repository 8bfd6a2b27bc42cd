"""The commands on projects."""
