"""Tables of projects: lists, the sheet of a month, fields by natures, the race of regions."""
