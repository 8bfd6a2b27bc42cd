"""What is different in this version, told once after an upgrade of the program."""
