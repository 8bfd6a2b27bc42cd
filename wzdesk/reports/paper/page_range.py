"""Which pages are wanted, as one writes it: 1-3,5."""

import re
import unicodedata

from wzdesk.domain.errors import Refused

_RANGE = re.compile(r"(\d{1,6})?(-)?(\d{1,6})?")
_DASHES = str.maketrans(
    {"—": "-", "–": "-", "~": "-", "至": "-", "到": "-", "、": ",", "，": ",", "；": ",", ";": ","}
)


def read_page_range(text: str, count: int) -> tuple[int, ...]:
    """The numbers of the pages from 1 on, in their order; all where nothing is written. ``3-`` is up to the last.

    Raises:
        Refused: it cannot be read, or names a page that there is not.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = re.sub(r"[\s第页]", "", plain)
    if not plain:
        return tuple(range(1, count + 1))
    wanted: set[int] = set()
    for piece in plain.strip(",").split(","):
        found = _RANGE.fullmatch(piece)
        if not found or not (found[1] or found[3]):
            raise Refused(f"页码“{text.strip()}”看不懂，没有打印；请写成 1-3,5 这样，不写就是全部。")
        first = int(found[1] or 1)
        last = int(found[3] or (count if found[2] else first))
        if not 1 <= first <= last <= count:
            raise Refused(f"页码“{text.strip()}”不在第 1 页到第 {count} 页之间，没有打印；请改页码。")
        wanted.update(range(first, last + 1))
    return tuple(sorted(wanted))
