"""Number formats: the text that a sheet displays of a value."""
