"""Spellings that spreadsheets give to copied numbers and that nobody types."""

import re

from wzdesk.domain.text import normalise

_ACCOUNTING = re.compile(r"[(（]\s*[¥￥$]?\s*(\d[\d,，. ]*)\s*([%％]?)\s*[)）]")
_MONEY = re.compile(r"[¥￥$]\s*([+-]?\d[\d,，. ]*)")


def plain_given(text: str) -> str:
    """A copied text as it would be typed: ``(1,234.5)`` is ``-1234.5``, ``¥ 12.0`` is ``12.0``.

    Accounting formats put negative amounts in parentheses; any other text stays as it is.
    """
    if found := _ACCOUNTING.fullmatch(text.strip()):
        return f"-{_without_marks(found[1])}{normalise(found[2])}"
    if found := _MONEY.fullmatch(text.strip()):
        return _without_marks(found[1])
    return text


def _without_marks(number: str) -> str:
    return normalise(number).replace(",", "").replace(" ", "")
