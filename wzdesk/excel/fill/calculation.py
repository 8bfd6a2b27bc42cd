"""What the workbook says about calculating: on opening, and in which order."""

import re
from collections.abc import Callable

from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.xml_bytes import (
    MAIN,
    decode_part,
    encode_part,
    new_parser,
    parse,
    spliced,
    tag_end,
    with_attribute,
)

# The order of the schema (CT_Workbook, ECMA-376 18.2.27).
_BEFORE = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)
_ORDER = (
    *_BEFORE,
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)
_NAME = re.compile(rb"<((?:[\w.-]+:)?)[\w.-]+")
Elements = list[tuple[str, dict[str, str], int, int]]
"""Name, attributes, begin and end of elements."""


def with_full_calculation(raw: bytes, complaint: Complaint) -> bytes:
    """The main part, asking for a full calculation on opening.

    Raises:
        CannotFill: it is not in the order of the schema.
    """
    content, codec = decode_part(raw, complaint)
    elements = elements_of(content, complaint, lambda name: _main_name(name) in _ORDER)
    names = [_main_name(its[0]) for its in elements]
    if names != sorted(names, key=_ORDER.index) or "sheets" not in names:
        raise complaint.damaged()
    settings = elements[names.index("calcPr")] if "calcPr" in names else None
    if settings:
        start, end = settings[2], tag_end(content, settings[2])
        if settings[1].get("fullCalcOnLoad") in {"1", "true"}:
            return raw
        new = with_attribute(content[start:end], b"fullCalcOnLoad", b"1")
        return encode_part(spliced(content, [(start, end, new)]), codec)
    last = [its for its, name in zip(elements, names, strict=True) if name in _BEFORE][-1]
    found = _NAME.match(content, last[2])
    assert found
    new = b'<%bcalcPr fullCalcOnLoad="1"/>' % found[1]
    return encode_part(spliced(content, [(last[3], last[3], new)]), codec)


def without_chain(book: OpenBook) -> tuple[dict[str, bytes], frozenset[str]]:
    """The parts without their mention of the calculation chain, and the chain itself to be taken out.

    A chain that names a cell without a formula makes Excel offer a repair; it builds a new one by itself.
    """
    chain = book.parts.related("calcChain")
    if not chain:
        return {}, frozenset()
    types = book.archive.find("[Content_Types].xml")
    folder, _, name = book.parts.main.rpartition("/")
    rels = book.archive.find(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    changed = {}
    for part, belongs in ((types, _is_type_of(chain)), (rels, _is_chain_relation)):
        if part:
            changed[part] = _without(book.archive.read(part), belongs, book.complaint)
    return changed, frozenset({chain})


def _is_type_of(chain: str) -> Callable[[str, dict[str, str]], bool]:
    def belongs(element: str, attributes: dict[str, str]) -> bool:
        named = attributes.get("PartName", "").lstrip("/").lower()
        return element.endswith("|Override") and named == chain.lower()

    return belongs


def _is_chain_relation(element: str, attributes: dict[str, str]) -> bool:
    return element.endswith("|Relationship") and attributes.get("Type", "").endswith("/calcChain")


def _without(raw: bytes, belongs: Callable[[str, dict[str, str]], bool], complaint: Complaint) -> bytes:
    content, codec = decode_part(raw, complaint)
    elements = elements_of(content, complaint, lambda _: True)
    cuts = [(start, end, b"") for name, its, start, end in elements if belongs(name, its)]
    return encode_part(spliced(content, cuts), codec)


def _main_name(element: str) -> str:
    namespace, _, name = element.rpartition("|")
    return name if namespace in MAIN else ""


def elements_of(content: bytes, complaint: Complaint, wanted: Callable[[str], bool]) -> Elements:
    """The elements of the names wanted that are children of the root."""
    found: Elements = []
    path: list[tuple[str, dict[str, str], int]] = []
    parser = new_parser(complaint)

    def on_start(element: str, attributes: dict[str, str]) -> None:
        path.append((element, attributes, parser.CurrentByteIndex))

    def on_end(element: str) -> None:
        name, attributes, start = path.pop()
        if len(path) == 1 and wanted(element):
            end = tag_end(content, start)
            if not content.endswith(b"/>", 0, end):
                end = content.index(b">", parser.CurrentByteIndex) + 1
            found.append((name, attributes, start, end))

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parse(parser, content, complaint)
    return found
