"""Trying the installed program: everything that an installation can lack is used once."""
