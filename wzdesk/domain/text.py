"""Reading-only spelling of what people type: one form for full-width signs, dashes and blanks."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = str.maketrans(
    {
        "—": "—", "–": "—", "―": "—", "－": "-", "−": "-", "﹣": "-", "‐": "-", "‑": "-", "‒": "—",
        "〔": "[", "〕": "]", "［": "[", "］": "]", "【": "[", "】": "]",
        "，": ",", "﹐": ",", "；": ";", "：": ":", "∶": ":", "（": "(", "）": ")", "﹙": "(", "﹚": ")",
        "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "﹤": "<", "﹥": ">", "＜": "<", "＞": ">",
        "％": "%", "﹪": "%", "．": ".", "／": "/", "∕": "/", "＋": "+", "﹢": "+", "～": "~", "〜": "~", "∼": "~",
        "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'",
    }
)  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_BLANKS = re.compile(r"\s+")
_SUBSCRIPT = re.compile(r"(?<!\s)\s*_\s*\{\s*([0-9.]+)\s*\}")  # looked for once in a run of blanks


class _Spelling(dict[int, str]):
    """What is written for a sign, by its code point; worked out when a sign is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = spelt = "".join(map(_half_width, _SIGNS.get(code, chr(code))))
        return spelt


def _half_width(sign: str) -> str:
    if "\uff01" <= sign <= "\uff5e":
        return chr(ord(sign) - 0xFEE0)
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.digit(sign))
    return sign


_SPELLING = _Spelling()


def normalise(text: str) -> str:
    """One spelling for reading: half-width digits and signs, single blanks, no invisible signs.

    ``PM _{2.5}`` becomes ``PM2.5``. The text as given is kept elsewhere; this form is never stored.
    Two runs give what one gives.
    """
    plain = text if text.isascii() else _INVISIBLE.sub("", text).translate(_SPELLING)
    if "_" in plain:
        plain = _SUBSCRIPT.sub(r"\1", plain)
    return _BLANKS.sub(" ", plain).strip()


LONGEST = 200
"""Signs of the longest text that is read as a cell or a target; anything longer is prose."""

_DIGIT_GROUPS = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d])")
_BLANK_IN_FIGURES = re.compile(r"(?<=\d) (?=\d)")


def closed_up(plain: str) -> str:
    """A normalised text without blanks; where one parts two figures ``|`` stands: ``12 34`` is no 1234.

    Blanks between groups of three digits are thousands marks: ``12 345.6`` is 12345.6.
    """
    if " " not in plain:
        return plain
    joined = _DIGIT_GROUPS.sub(lambda found: found[0].replace(" ", ""), plain)
    return _BLANK_IN_FIGURES.sub("|", joined).replace(" ", "")


_NAME_NOISE = re.compile(r"[\s“”\"'‘’《》<>·、,，。.:：;；\-—_#＃*]+")


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A name as names are compared: blanks, quotes and dashes out, full-width in, case folded.

    Parentheses stay in their half-width form: 农业(现价) is not 农业.
    """
    return _NAME_NOISE.sub("", normalise(name)).casefold()
