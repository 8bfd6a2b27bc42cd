"""A day of work with the program as it was installed: two laptops, two people, real windows, real keys."""
