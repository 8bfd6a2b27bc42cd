"""XML parts as bytes that are cut and joined, never written anew."""

import codecs
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from xml.parsers import expat

from wzdesk.excel.fill.refusal import Complaint

MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
ATTRIBUTES = rb"(?>(?:\s++[^\s=>/]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*)"
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(rb"<[^\s>/]+" + ATTRIBUTES + rb"\s*/?>")
_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*\?>")
_USUAL = b'<?xml version="1.0" encoding="UTF-8"'
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)")
_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#\d+|lt|gt|amp|quot|apos);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_SAFE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_WIDE = frozenset({"utf-16-le", "utf-16-be"})
_HOSTILE = "里面有工作簿不该有的外部声明，可能被人动过手脚，请向发来的单位重新要一份"


Splice = tuple[int, int, bytes]


def decode_part(raw: bytes, complaint: Complaint) -> tuple[bytes, str]:
    """A part in UTF-8 and the encoding to give it back in, "" where that is UTF-8 already."""
    codec = _codec_of(raw)
    if not codec:
        return raw, ""
    if codec not in _WIDE:
        raise complaint.about("里面的文字编码少见，请在表格软件里另存后再填")
    try:
        return raw.decode(codec).encode(), codec
    except UnicodeError as error:
        raise complaint.damaged() from error


def encode_part(content: bytes, codec: str) -> bytes:
    """A part in its own encoding."""
    return content.decode().encode(codec) if codec else content


def _codec_of(raw: bytes) -> str:
    """The encoding of a part, "" for UTF-8; packages allow that and UTF-16 (ECMA-376 part 2, 8.1.3)."""
    if raw.startswith(_USUAL):
        return ""
    if raw.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    if raw.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be"
    found = _DECLARED.match(raw, 3 if raw.startswith(codecs.BOM_UTF8) else 0)
    name = found[1].decode().lower() if found else "utf-8"
    return "" if name in {"utf-8", "utf8", "us-ascii", "ascii"} else name


def new_parser(complaint: Complaint, separator: str | None = "|") -> expat.XMLParserType:
    """A parser of UTF-8 bytes that refuses declarations; names come as ``namespace|name``."""
    parser = expat.ParserCreate("utf-8", separator) if separator else expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise complaint.about(_HOSTILE)

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(
    parser: expat.XMLParserType, content: bytes | memoryview, complaint: Complaint, *, is_all: bool = True
) -> None:
    """Feeds a parser a part, or the next piece of one.

    Raises:
        CannotFill: the bytes are no XML.
    """
    try:
        parser.Parse(content, is_all)
    except (expat.ExpatError, ValueError) as error:
        raise complaint.damaged() from error


def check_xml(content: bytes, complaint: Complaint) -> str:
    """The name of the root of a part, without its namespace.

    Raises:
        CannotFill: the part is no XML, or names a namespace that it does not declare.
    """
    parser = new_parser(complaint)
    roots: list[str] = []

    def on_root(element: str, _: dict[str, str]) -> None:
        roots.append(element)
        parser.StartElementHandler = None

    parser.StartElementHandler = on_root
    parse(parser, content, complaint)
    return roots[0].rpartition("|")[2]


def is_odd(content: bytes) -> bool:
    """Whether a part has comments or the like, in which ``<`` begins no tag."""
    declaration = _DECLARATION.match(content)
    start = declaration.end() if declaration else 0
    # A single byte is found much faster than two, and almost no part has either sign.
    return (b"!" in content and b"<!" in content) or (
        content.find(b"?", start) >= 0 and content.find(b"<?", start) >= 0
    )


def masked(content: bytes) -> bytes:
    """The same bytes with comments and the like blanked out."""
    return _HIDDEN.sub(lambda found: b" " * len(found[0]), content)


def tag_end(content: bytes, start: int) -> int:
    """Where the tag that begins at ``start`` ends; -1 for what is no tag."""
    found = _TAG.match(content, start)
    return found.end() if found else -1


@lru_cache(maxsize=4096)  # most tags carry the same few
def attributes_of(raw: bytes) -> Mapping[str, str]:
    """The attributes between a tag's name and its end."""
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(raw.decode())}


def unescape(text: str) -> str:
    """Text as it stands between tags or in an attribute, with its references resolved."""
    return _ENTITY.sub(_sign_of, text) if "&" in text else text


def _sign_of(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#x"):
        return chr(int(f"0{name[1:]}", 0))
    return chr(int(name[1:])) if name.startswith("#") else _NAMED[name]


def escape(text: str) -> bytes:
    """Text as it may stand between tags."""
    return text.translate(_SAFE).encode()


def with_attribute(tag: bytes, name: bytes, value: bytes | None) -> bytes:
    """A tag with an attribute set or, for None, taken away; all else as it was."""
    pattern = _attribute_pattern(name)
    if value is None:
        return pattern.sub(b"", tag, count=1)
    if pattern.search(tag):
        return pattern.sub(lambda found: b"%s%s%s%s" % (found[1], found[2], value, found[2]), tag, count=1)
    end = re.search(rb"\s*/?>$", tag)
    assert end
    return b'%s %s="%s"%s' % (tag[: end.start()], name, value, tag[end.start() :])


@lru_cache(maxsize=16)
def _attribute_pattern(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(\s+" + re.escape(name) + rb"\s*=\s*)([\"'])(?:(?!\2).)*\2", re.DOTALL)


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with pieces replaced; what is put in at one place stays in the order given."""
    pieces, at = [], 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        assert start >= at, "two splices overlap"
        pieces += [content[at:start], new]
        at = end
    return b"".join((*pieces, content[at:]))
