"""How much is measured: as much as the figures are promised for, or little (``QUICK=1``), which only shows that all runs."""

import os
from pathlib import Path

QUICK = os.environ.get("QUICK", "") not in {"", "0"}
FOLDER = Path("out/bench/quick" if QUICK else "out/bench")
"""What is made for the measurement, and kept for the next one."""


def sized(full: int, quick: int) -> int:
    """The full size, or the small one of a quick run."""
    return quick if QUICK else full


def counted(number: int) -> str:
    """A large number as one reads it: 1 000 000."""
    return f"{number:,}".replace(",", " ")
