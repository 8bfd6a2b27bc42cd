"""Foreign files are read apart from the program: in a child process that may run out of memory, hang or die."""
