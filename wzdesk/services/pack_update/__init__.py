"""A newer pack as one signed file: made by the city, shown and taken up by the counties."""
