"""The page of settings: who works here, and how the program looks."""
