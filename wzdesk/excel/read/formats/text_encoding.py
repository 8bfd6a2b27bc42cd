"""Bytes of a text as signs: by its mark, by what they are, by what the file claims, in this order of trust."""

import codecs
import re

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CHINESE = "gb18030"
# Claims worth believing; whatever else is claimed (iso-8859-1, ...) is what a program says that knows nothing.
_CLAIMS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": _CHINESE, "gbk": _CHINESE, "gb18030": _CHINESE, "x-gbk": _CHINESE,
    "cp936": _CHINESE, "windows-936": _CHINESE, "gb_2312-80": _CHINESE, "hz-gb-2312": "hz", "big5": "big5",
}  # fmt: skip
_ENOUGH = 8  # so many signs do not come out as UTF-8 by chance
_BEGINNING = 4096
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decoded(content: bytes, claim: str = "") -> str:
    """The text of a file; ``claim`` is the encoding that it names itself, if any."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _wide(content)
    if wide:
        return content.decode(wide, "replace")
    claimed = _CLAIMS.get(claim.strip("\"' ").lower(), "")
    return _narrow(content, claimed)


def is_wordy(text: str) -> bool:
    """Whether a text is one, rather than the bytes of something else."""
    bad = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    return "\0" not in text and bad * 100 <= len(text)


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of its Latin signs is zero."""
    pairs = content[:_BEGINNING]
    pairs = pairs[: len(pairs) // 2 * 2]
    low, high = pairs[::2].count(0), pairs[1::2].count(0)
    if max(low, high) * 5 <= len(pairs) // 2:
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def _narrow(content: bytes, claimed: str) -> str:
    found = {}
    for encoding in dict.fromkeys((claimed or "utf-8", "utf-8", _CHINESE)):
        text = _strictly(content, encoding)
        if text is not None:
            found[encoding] = text
    if "utf-8" in found and (claimed in {"", "utf-8"} or _is_surely_utf8(found["utf-8"])):
        return found["utf-8"]
    if found:
        return next(iter(found.values()))
    return min(
        (content.decode(encoding, "replace") for encoding in (claimed or _CHINESE, _CHINESE, "utf-8")),
        key=lambda text: text.count("\ufffd"),
    )


def _is_surely_utf8(text: str) -> bool:
    return sum(map(len, re.findall(r"[^\x00-\x7f]+", text[:_BEGINNING]))) >= _ENOUGH


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text, its last sign perhaps cut off; None where the bytes are none in this encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content)
    except UnicodeDecodeError:
        return None
