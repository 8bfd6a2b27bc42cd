"""Taking up a pack that the city sent: what it changes, who signed it."""
