"""An identity put into a workbook that is not ours: a very hidden sheet and document properties, nothing else changes."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from wzdesk.excel.exchange.marks import MARK, SHEET, Stamp, chunks_of
from wzdesk.excel.fill.calculation import elements_of
from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.fill.xml_bytes import decode_part, encode_part, spliced

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_PART = "docProps/custom.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAG = re.compile(rb"<((?:[\w.-]+:)?)[\w.-]+")
_NAME = re.compile(rb"[\w.:-]+")
_RELATION_ID = re.compile(rb"\s([\w.-]+):id\s*=")

Parts = dict[str, bytes]


def identity_parts(
    book: OpenBook, changed: Mapping[str, bytes], token: str, stamp: Stamp
) -> tuple[Parts, Parts]:
    """The parts that change by an identity, and those that are new; ``changed`` are those that filling changed already.

    Raises:
        CannotFill: the workbook carries an identity already, or is damaged.
    """
    if any(sheet.name == SHEET for sheet in book.parts.sheets):
        raise book.complaint.about("这是已经发出过的表，里面有身份信息，请用没有发过的原表")
    return _Package(book, changed).with_identity(token, stamp)


class _Package:
    """The parts of a workbook with an identity added."""

    def __init__(self, book: OpenBook, changed: Mapping[str, bytes]) -> None:
        self._book = book
        self._changed: Parts = dict(changed)
        self._added: Parts = {}

    def with_identity(self, token: str, stamp: Stamp) -> tuple[Parts, Parts]:
        """What changes, and what is new."""
        main = self._book.parts.main
        folder = main.rpartition("/")[0]
        sheet = self._free_name(f"{folder}/worksheets/{MARK}" if folder else f"worksheets/{MARK}")
        id_ = self._relate(main, "worksheet", sheet.removeprefix(f"{folder}/"))
        is_strict = _STRICT.encode() in self._read(main)
        self._added[sheet] = _hidden_sheet(token, _STRICT if is_strict else _MAIN)
        self._list_sheet(main, id_)
        types = [(sheet, _SHEET_TYPE)]
        custom = self._book.archive.find(_CUSTOM_PART)
        if custom is None:
            self._added[_CUSTOM_PART] = _new_properties(stamp)
            self._relate("", "custom-properties", _CUSTOM_PART)
            types.append((_CUSTOM_PART, _CUSTOM_TYPE))
        else:
            self._add_properties(custom, stamp)
        self._add_types(types)
        return self._changed, self._added

    def _read(self, part: str) -> bytes:
        return self._changed.get(part) or self._book.archive.read(part)

    def _free_name(self, stem: str) -> str:
        number = 1
        while self._book.archive.find(f"{stem}{number}.xml"):
            number += 1
        return f"{stem}{number}.xml"

    def _into_root(self, part: str, piece: str) -> None:
        """Put an element last into a part whose elements are of one namespace."""
        content, codec = decode_part(self._read(part), self._book.complaint)
        self._changed[part] = encode_part(_with_last(content, piece), codec)

    def _list_sheet(self, main: str, id_: str) -> None:
        """Name the sheet in the workbook's list, very hidden, behind all others."""
        content, codec = decode_part(self._read(main), self._book.complaint)
        sheets = next(
            (
                one
                for one in elements_of(content, self._book.complaint, lambda _: True)
                if one[0].endswith("|sheets")
            ),
            None,
        )
        if sheets is None:
            raise self._book.complaint.damaged()
        listed = content[sheets[2] : sheets[3]]
        at = sheets[2] + listed.rindex(b"</")
        tag, named = _TAG.match(listed), _RELATION_ID.search(listed)
        if tag is None or named is None:
            raise self._book.complaint.damaged()
        numbers = [int(one) for one in re.findall(rb'sheetId\s*=\s*["\'](\d{1,9})', listed)]
        prefix, relation, number = tag[1].decode(), named[1].decode(), max(numbers, default=0) + 1
        piece = f'<{prefix}sheet name="{SHEET}" sheetId="{number}" state="veryHidden" {relation}:id="{id_}"/>'
        self._changed[main] = encode_part(spliced(content, [(at, at, piece.encode())]), codec)

    def _relate(self, part: str, kind: str, target: str) -> str:
        """A new relation of a part (of the package for ""); its id."""
        folder, slash, name = part.rpartition("/")
        rels = self._book.archive.find(f"{folder}{slash}_rels/{name}.rels")
        if rels is None:
            raise self._book.complaint.damaged()
        raw = self._read(rels)
        content, _ = decode_part(raw, self._book.complaint)
        number = 1
        while f'"rIdWz{number}"'.encode() in content or f"'rIdWz{number}'".encode() in content:
            number += 1
        kinds = re.findall(rb'Type\s*=\s*["\']([^"\']+)/worksheet["\']', content)
        base = kinds[0].decode() if kinds else _RELATION
        piece = f'<Relationship Id="rIdWz{number}" Type="{base}/{kind}" Target={quoteattr(target)}/>'
        self._into_root(rels, piece)
        return f"rIdWz{number}"

    def _add_types(self, types: list[tuple[str, str]]) -> None:
        part = self._book.archive.find("[Content_Types].xml")
        if part is None:
            raise self._book.complaint.damaged()
        for name, kind in types:
            self._into_root(part, f'<Override PartName={quoteattr(f"/{name}")} ContentType="{kind}"/>')

    def _add_properties(self, part: str, stamp: Stamp) -> None:
        """Ours behind the properties that the workbook has; of an earlier sending nothing stays."""
        content, codec = decode_part(self._read(part), self._book.complaint)
        elements = elements_of(content, self._book.complaint, lambda name: name.endswith("|property"))
        ours = [one for one in elements if one[1].get("name", "").startswith(f"{MARK}.")]
        kept = [one for one in elements if one not in ours]
        self._changed[part] = encode_part(spliced(content, [(one[2], one[3], b"") for one in ours]), codec)
        first = max((int(one[1]["pid"]) for one in kept if one[1].get("pid", "").isdecimal()), default=1) + 1
        for pid, (name, value) in enumerate(stamp.as_properties().items(), first):
            self._into_root(part, _own_property(pid, name, value))


def _with_last(content: bytes, piece: str) -> bytes:
    """A part with an element put last into its root, under the prefix that the root has."""
    end = content.rfind(b"</")
    opened = content.rfind(b"<") if end < 0 else end + 1
    name = _NAME.match(content, opened + 1)
    assert name  # it was read as XML
    prefix, colon, _ = name[0].rpartition(b":")
    told = piece.encode()[:1] + prefix + colon + piece.encode()[1:]
    if end >= 0:
        return content[:end] + told + content[end:]
    close = content.rindex(b"/>")
    return content[:close] + b">" + told + b"</" + name[0] + b">" + content[close + 2 :]


def _hidden_sheet(token: str, namespace: str) -> bytes:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row>'
        for row, text in enumerate(chunks_of(token), 1)
    )
    return (
        f'{_DECLARATION}<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>'
        '<sheetProtection sheet="1" objects="1" scenarios="1"/></worksheet>'
    ).encode()


def _new_properties(stamp: Stamp) -> bytes:
    told = "".join(
        _own_property(pid, name, value) for pid, (name, value) in enumerate(stamp.as_properties().items(), 2)
    )
    return f'{_DECLARATION}<Properties xmlns="{_CUSTOM}">{told}</Properties>'.encode()


def _own_property(pid: int, name: str, value: str) -> str:
    """One property; the namespace of its value is declared on it, whatever the root declares."""
    return (
        f'<property fmtid="{_PROPERTY}" pid="{pid}" name={quoteattr(name)}>'
        f'<vt:lpwstr xmlns:vt="{_VALUES}">{escape(value)}</vt:lpwstr></property>'
    )
