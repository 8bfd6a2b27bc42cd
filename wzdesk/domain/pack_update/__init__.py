"""What a newer pack would change in a data file: compared without looking into the store."""
