"""Receiving figures from any sheet: what its words mean, what each cell claims, how that differs from what is stored."""
