"""The page of help, readable without a network."""
