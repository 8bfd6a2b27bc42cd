"""The window around the pages. It imports no service, so that it can paint before anything else is loaded."""
