"""Domain values turned into tables, sentences and pages; no files are opened here."""
