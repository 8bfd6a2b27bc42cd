"""The page of plans: what each asks for, and how it stands."""
