"""The minus sign as it is printed: people type a hyphen, and files keep it; screens and paper show ``−``."""

import re

MINUS = "−"
_HYPHEN = re.compile(r"(?:^|(?<=[\s(（\[〔【→≥≤<>约、，,；;：:]))[-－﹣](?=\.?\d)")


def with_true_minus(text: str) -> str:
    """A text with the typographic minus before its numbers: −4.2, ``8.7(−0.3)``, ``[−15.5%]``.

    A hyphen within a span, a date or a code (1-9月, 2024-09, G60-2) is none.
    """
    return _HYPHEN.sub(MINUS, text) if "-" in text or "－" in text or "﹣" in text else text
