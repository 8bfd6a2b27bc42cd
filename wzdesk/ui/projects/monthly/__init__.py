"""Filling a month of many projects (填本月)."""
