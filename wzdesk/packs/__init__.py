"""Reading of packs: the folders of CSV and TOML files that a city hands out to start with."""
