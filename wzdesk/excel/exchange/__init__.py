"""Workbooks that go out with an identity and come back with answers."""
