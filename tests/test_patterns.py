"""What Python 3.11.2, Debian 12's own, cannot match: a group repeated possessively that itself can match in several ways."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_that_groups_are_repeated_in_atomic_groups() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "wzdesk").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if "re.compile" in line or "b'" in line or 'b"' in line or 'r"' in line
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert not found, f"write (?>(…)*) instead: {found}"
