"""Planted damages: what a careless patcher does to a workbook. The verifier must see each of them."""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.excel.fill.packing import Change, repacked, replaced, substituted, unpacked

SHEET1, SHEET2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
Damager = Callable[[Path, Path], Path]


@dataclass(frozen=True, slots=True)
class Damage:
    """A way to spoil a filled workbook, and the kinds of violation of which one must be reported."""

    spoil: Damager
    kinds: frozenset[str]


def in_parts(changes: Mapping[str, Change], *kinds: str) -> Damage:
    return Damage(lambda source, target: repacked(source, target, changes), frozenset(kinds))


def reordered(source: Path, target: Path) -> Path:
    members = unpacked(source)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in [*members[1:], members[0]]:
            archive.writestr(info, data)
    return target


def recompressed_and_changed(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for info, data in unpacked(source):
            spoiled = data.replace(b"<a:latin", b"<a:Latin", 1) if "theme" in info.filename else data
            archive.writestr(info, spoiled, compresslevel=1)
    return target


def stored_instead(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for info, data in unpacked(source):
            archive.writestr(info, data, zipfile.ZIP_STORED)
    return target


def commented(source: Path, target: Path) -> Path:
    repacked(source, target, {})
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"touched"
    return target


def cut_short(source: Path, target: Path) -> Path:
    """A byte of a compressed member flipped."""
    repacked(source, target, {})
    data = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        info = archive.getinfo("xl/styles.xml")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0x40
    target.write_bytes(data)
    return target


def swapped_attributes(data: bytes) -> bytes:
    return substituted(rb'<pageMargins (left="[^"]*") (right="[^"]*")', rb"<pageMargins \2 \1")(data)


def added_formula(data: bytes) -> bytes:
    """The text =1+1 made a formula, as spreadsheet libraries do."""
    cell = re.search(rb'<c r="F9"[^>]*>.*?</c>', data)
    assert cell
    return data.replace(cell[0], b'<c r="F9"><f>1+1</f><v>2</v></c>')


# The workbook is `rich` with printer settings and custom XML; D7, F9 and H40 of the first sheet are filled.
DAMAGES: dict[str, Damage] = {
    "style_of_another_cell": in_parts({SHEET1: substituted(rb'(<c r="C8" s=")(\d+)', rb"\g<1>0")}, "bytes"),
    "style_of_the_filled_cell": in_parts({SHEET1: substituted(rb'(<c r="D7") s="\d+"', rb"\1")}, "style"),
    "conditional_format_dropped": in_parts(
        {SHEET1: substituted(rb"<conditionalFormatting.*?</conditionalFormatting>", b"")}, "bytes"
    ),
    "blanks_within_a_text": in_parts(
        {"xl/sharedStrings.xml": replaced(" 前后有空格 ".encode(), " 前后有空格".encode())}, "part"
    ),
    "text_of_a_comment": in_parts({"xl/comments1.xml": replaced("现价".encode(), "不变价".encode())}, "part"),
    "size_of_a_comment": in_parts({"xl/drawings/vmlDrawing1.vml": substituted(rb"width:\d", b"width:9")}, "part"),
    "attribute_changed": in_parts({SHEET1: substituted(rb'paperSize="9"', b'paperSize="8"')}, "bytes"),
    "attributes_in_another_order": in_parts({SHEET1: swapped_attributes}, "bytes"),
    "sparklines_dropped": in_parts({SHEET1: substituted(rb"<extLst>(?:(?!<extLst>).)*</extLst></worksheet>", b"</worksheet>")}, "bytes"),
    "members_in_another_order": Damage(reordered, frozenset({"members"})),
    "member_recompressed_and_changed": Damage(recompressed_and_changed, frozenset({"part"})),
    "member_stored_instead": Damage(stored_instead, frozenset({"member"})),
    "member_does_not_unpack": Damage(cut_short, frozenset({"archive"})),
    "archive_comment": Damage(commented, frozenset({"comment"})),
    "printer_settings_dropped": in_parts({"xl/printerSettings/printerSettings1.bin": None}, "members"),
    "printer_settings_changed": in_parts({"xl/printerSettings/printerSettings1.bin": b"\0" * 9}, "part"),
    "shared_string_changed": in_parts(
        {"xl/sharedStrings.xml": replaced("亿元".encode(), "万元".encode())}, "part"
    ),
    "rich_text_flattened": in_parts(
        {"xl/sharedStrings.xml": substituted(rb"<rPr>.*?</rPr>", b"")}, "part"
    ),
    "merged_cell_lost": in_parts({SHEET1: substituted(rb'<mergeCell ref="A4:A6"/>', b"")}, "bytes"),
    "last_digit_of_another_cell": in_parts({SHEET1: substituted(rb"<v>701.75</v>", b"<v>701.7500000000001</v>")}, "cell"),
    "text_of_a_formula": in_parts({SHEET1: replaced(b"<f>SUM(C4:C13)</f>", b"<f>SUM(C4:C12)</f>")}, "cell"),
    "text_of_a_dependent_formula": in_parts({SHEET1: replaced(b"SUM(D4:D13)-D7", b"SUM(D4:D13)-D8")}, "cell"),
    "result_of_an_independent_formula": in_parts({SHEET1: replaced(b"<v>4511.25</v>", b"<v>4511.26</v>")}, "cell"),
    "result_dropped_on_another_sheet": in_parts({SHEET2: replaced(b"<v>2255.625</v>", b"")}, "cell"),
    "results_dropped_without_calculation": in_parts({SHEET1: replaced(b"<v>3150</v>", b"")}, "workbook"),
    "calculation_settings_changed": in_parts(
        {"xl/workbook.xml": substituted(rb'calcId="\d+"', b'calcId="1"')}, "workbook"
    ),
    "defined_name_lost": in_parts(
        {"xl/workbook.xml": substituted(rb"<definedName [^>]*>[^<]*</definedName>", b"")}, "workbook"
    ),
    "properties_touched": in_parts({"docProps/core.xml": replaced("统计局".encode(), b"openpyxl")}, "part"),
    "drawing_dropped": in_parts({"xl/drawings/drawing1.xml": None}, "members"),
    "drawing_emptied": in_parts(
        {"xl/drawings/drawing1.xml": substituted(rb"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>", b"")}, "part"
    ),
    "picture_changed": in_parts({"xl/media/image1.png": b"\x89PNG"}, "part"),
    "protection_removed": in_parts({SHEET2: substituted(rb"<sheetProtection[^>]*/>", b"")}, "bytes"),
    "number_made_text": in_parts(
        {SHEET1: substituted(rb'(<c r="C8"[^>]*)><v>', rb'\1 t="str"><v>')}, "cell"
    ),
    "filled_number_made_text": in_parts({SHEET1: substituted(rb'(<c r="D7"[^>]*)><v>', rb'\1 t="str"><v>')}, "value"),
    "filled_number_off": in_parts({SHEET1: substituted(rb"<v>8730.6</v>", b"<v>8730.60001</v>")}, "value"),
    "filled_text_made_formula": in_parts({SHEET1: added_formula}, "formula"),
    "validation_dropped": in_parts({SHEET1: substituted(rb"<dataValidations.*?</dataValidations>", b"")}, "bytes"),
    "row_moved": in_parts({SHEET1: substituted(rb'<row r="40"', b'<row r="41"')}, "bytes", "cell", "value"),
    "row_inserted": in_parts({SHEET1: replaced(b"</sheetData>", b'<row r="90"/></sheetData>')}, "row"),
    "cell_inserted": in_parts({SHEET1: replaced(b'<row r="40">', b'<row r="40"><c r="A40"/>')}, "row"),
    "row_height_lost": in_parts({SHEET1: substituted(rb' ht="30"', b"")}, "bytes"),
    "dimension_overdone": in_parts({SHEET1: substituted(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:ZZ99"')}, "dimension"),
    "custom_xml_changed": in_parts({"customXml/item1.xml": replaced(b"2024-09", b"2024-10")}, "part"),
    "relationship_dropped": in_parts(
        {"xl/worksheets/_rels/sheet1.xml.rels": substituted(rb"<Relationship [^>]*/>", b"")}, "part"
    ),
}  # fmt: skip
