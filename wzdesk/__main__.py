"""Start of the program: wires the parts by hand; nothing else knows all of them."""

import sys


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
