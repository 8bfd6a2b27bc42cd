"""Signs that XML cannot carry, in the spelling that workbooks use for them (``_x000D_``)."""

import re

# What XML 1.0 forbids, the carriage return (a parser would turn it into a line feed), and a text that
# already looks like an escape.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def escape_text(text: str) -> str:
    """``text`` as it may stand in a workbook's XML; ``unescape_text`` gives it back."""
    return _UNSAFE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape_text(text: str) -> str:
    """A text of a workbook's XML as it was meant."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
