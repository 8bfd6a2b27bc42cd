"""The tags and texts of a web page, in one pass whose time grows with the page and no faster.

The parser of the standard library takes minutes for a few kilobytes of ``<a <a <a``; a file from outside may
hold that.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

# Possessive throughout: nothing is tried twice. A quote counts only behind an equals sign.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?>(?:[^>=]++|=\s*+(?>(?:"[^"]*+"|'[^']*+')?))*))>""")
_ATTRIBUTE = re.compile(r"""([^\s/=>"']++)(?>(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?)""")
_OPENS_TAG = re.compile("</?[A-Za-z]")
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "title", "textarea", "xmp")
}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass(frozen=True)
class Tag:
    """A tag, its name in small letters."""

    name: str
    is_end: bool = False
    written: str = ""

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """Its attributes, their names in small letters; the first of a name counts."""
        found: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(self.written):
            found.setdefault(name.lower(), plain("".join(values)))
        return found

    @property
    def is_hidden(self) -> bool:
        """Whether it says that what it holds does not show."""
        written = self.written.lower()
        if "none" not in written and "hidden" not in written:  # spares most cells the search
            return False
        return "hidden" in self.attributes or bool(_HIDDEN.search(self.attributes.get("style", "")))

    def count(self, name: str, most: int) -> int:
        """An attribute that counts (``colspan``); 1 where it does not."""
        text = self.attributes.get(name, "").strip()
        return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


CUT_OFF = Tag("")
"""Comes last where a page ends within a tag, a comment or a script."""


def tokens_of(page: str) -> Iterator[Tag | str]:
    """Tags and texts in their order; comments are left out, texts have their entities resolved."""
    at = 0
    while (opening := page.find("<", at)) >= 0:
        if opening > at:
            yield plain(page[at:opening])
        found = _TAG.match(page, opening)
        if found:
            tag = Tag(found[2].lower(), bool(found[1]), found[3])
            yield tag
            at = found.end()
            raw = None if tag.is_end else _RAW.get(tag.name)
            if raw:
                closing = raw.search(page, at)
                if closing is None:
                    yield CUT_OFF
                    return
                yield from _raw_text(tag, page[at : closing.start()])
                at = closing.start()
        elif page.startswith("<!--", opening) or page[opening + 1 : opening + 2] in {"!", "?"}:
            end = "-->" if page.startswith("<!--", opening) else ">"
            close = page.find(end, opening + 2)
            if close < 0:
                yield CUT_OFF
                return
            at = close + len(end)
        elif _OPENS_TAG.match(page, opening):
            yield CUT_OFF
            return
        else:
            yield "<"
            at = opening + 1
    yield plain(page[at:])


def _raw_text(tag: Tag, text: str) -> Iterator[str]:
    if tag.name in {"title", "textarea"}:
        yield plain(text)


def plain(text: str) -> str:
    """A text with its entities resolved."""
    try:
        return unescape(text) if "&" in text else text
    except ValueError:  # a number of thousands of digits
        return text
