"""The look at a pasted block before it is stored, for every grid that is filled."""
