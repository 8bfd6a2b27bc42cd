"""Forms in older formats, read by our own hand and written as ``.xlsx``."""
