"""XML as makers of workbooks write it, read by patterns over its bytes; whatever else there is a parser reads.

What is found here holds only for bytes that are well-formed: then ``<`` begins a tag wherever there is no
comment, no CDATA section and no processing instruction.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

_DECLARATION = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s+version=[\"'][\d.]+[\"'](?:\s+encoding=[\"'](?i:utf-8|us-ascii)[\"'])?"
    rb"(?:\s+standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?"
)
_ATTRIBUTE = re.compile(rb"\s+([^\s=<>&\"'/]+)\s*=\s*(?:\"([^\"<>&]*)\"|'([^'<>&]*)')")
_ATTRIBUTES = re.compile(rb"(?>(?:%b)*)" % _ATTRIBUTE.pattern)
_REFERENCE = re.compile("&(#x[0-9A-Fa-f]+|#[0-9]+|lt|gt|amp|quot|apos);")
_PLAIN_TEXT = re.compile(rb"[^\x00-\x08\x0b-\x1f<&]*+").fullmatch
_NO_TEXT = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class Frame(NamedTuple):
    """Where the content of an element begins and ends, and the prefix of its name: mostly ``b""``."""

    prefix: bytes
    begin: int
    end: int


def find_frame(part: bytes, name: bytes) -> Frame | None:
    """The only element of a name; None where its bytes cannot tell its tags for sure.

    The part is UTF-8; there is no comment or the like before the element, and no prefix inside it has
    another meaning than at its begin.
    """
    declaration = _DECLARATION.match(part)
    start = declaration.end() if declaration else 0
    tag = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)%b(?:\s[^<>]*)?>" % name).search(part, start)
    if not tag or tag[0].endswith(b"/>"):
        return None
    begin = tag.end()
    end = part.find(b"</%b%b" % (tag[1], name), begin)
    if end < 0 or part.count(name, 0, begin) != 1 or part.count(name, end) != 1:
        return None
    odd = (
        part.find(b"<!", start, begin) >= 0
        or part.find(b"<?", start, begin) >= 0
        or part.find(b"xmlns", begin, end) >= 0
    )
    return None if odd else Frame(tag[1], begin, end)


def attributes_of(tag: bytes) -> dict[str, str] | None:
    """The attributes after a tag's name; None where a reference or a ``>`` stands in one."""
    tag = tag.removesuffix(b"/").rstrip()
    if not _ATTRIBUTES.fullmatch(tag):
        return None
    return {name.decode(): (double or single).decode() for name, double, single in _ATTRIBUTE.findall(tag)}


def resolve_references(text: str) -> str:
    """The text that stands between tags as it is meant."""
    return _REFERENCE.sub(_sign_of, text) if "&" in text else text


def _sign_of(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#x"):
        return chr(int(f"0{name[1:]}", 0))
    return chr(int(name[1:])) if name.startswith("#") else _NAMED[name]


def are_plain_texts(values: Sequence[bytes]) -> bool:
    """Whether texts may stand between tags as they are, with nothing that means something else."""
    joined = b"\n".join(values)
    if not _PLAIN_TEXT(joined) or any(sign in joined for sign in _NO_TEXT):
        return False
    try:
        joined.decode()
    except UnicodeDecodeError:
        return False
    return True
