"""The part of the self-test that draws."""
