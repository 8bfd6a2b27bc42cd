"""The page of forms: a month of a region to fill."""
