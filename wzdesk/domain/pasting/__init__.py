"""What a pasted block means before it is stored: which row and column each text is for, and a judgement per cell."""
