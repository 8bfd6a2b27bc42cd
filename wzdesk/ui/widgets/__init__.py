"""Small widgets that all screens share: painted from the theme, flat, with accessible names."""
