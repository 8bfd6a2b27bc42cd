"""The package around the sheets: members, workbook.xml, the calculation chain."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from tests.excel.fill.package_scan import Package
from tests.excel.fill.sheet_scan import as_utf8, attribute_spot, local, spots_of
from tests.excel.fill.violation import Violation

CHAIN = re.compile(r"(^|/)calcChain\.xml$")
ZIP64 = 1
# The order of the workbook's parts by its schema; a new calcPr must keep it.
WORKBOOK_ORDER = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
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
]


def member_violations(old: Package, new: Package, *, formula_replaced: bool) -> Iterator[Violation]:
    before = [info for info in old.infos if not (formula_replaced and chain_gone(info.filename, new))]
    if [info.filename for info in before] != [info.filename for info in new.infos]:
        yield Violation("members", "", "names or order of the members differ")
        return
    if in_file_order(before) != in_file_order(new.infos):
        yield Violation("order", "", "the members lie in another order in the file")
    if old.comment != new.comment:
        yield Violation("comment", "", "the comment of the archive differs")
    for one, other in zip(before, new.infos, strict=True):
        for what in told_differently(one, other):
            yield Violation("member", one.filename, f"{what} differs")


def chain_gone(name: str, new: Package) -> bool:
    return bool(CHAIN.search(name)) and name not in new.members


def in_file_order(infos: list[zipfile.ZipInfo]) -> list[str]:
    return [info.filename for info in sorted(infos, key=lambda info: info.header_offset)]


def told_differently(one: zipfile.ZipInfo, other: zipfile.ZipInfo) -> list[str]:
    """What the directory of the archive says about a member, sizes aside."""
    told = ("compress_type", "date_time", "comment", "external_attr", "internal_attr", "create_system")
    differ = [name for name in told if getattr(one, name) != getattr(other, name)]
    if extra_fields(one.extra) != extra_fields(other.extra):
        differ.append("extra")
    if one.flag_bits & 0x800 != other.flag_bits & 0x800 or other.flag_bits & 1:
        differ.append("flags")
    return differ


def extra_fields(extra: bytes) -> list[bytes]:
    """The extra fields without zip64 sizes, which follow from the member's size."""
    fields, at = [], 0
    while at + 4 <= len(extra):
        end = at + 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
        if int.from_bytes(extra[at : at + 2], "little") != ZIP64:
            fields.append(extra[at:end])
        at = end
    return fields


def without_calculation(data: bytes) -> tuple[bytes, dict[str, str] | None]:
    """workbook.xml without its calcPr, and what that said."""
    root = ET.fromstring(data)
    for element, spot in zip(root.iter(), spots_of(data), strict=True):
        if local(element) == "calcPr":
            return data[: spot.start] + data[spot.end :], dict(element.attrib)
    return data, None


def workbook_violations(
    old: bytes, new: bytes, *, may_change: bool, must_recalculate: bool
) -> Iterator[Violation]:
    old, new = as_utf8(old), as_utf8(new)
    rest_before, told_before = without_calculation(old)
    rest_after, told_after = without_calculation(new)
    if must_recalculate and (told_after or {}).get("fullCalcOnLoad") not in ("1", "true"):
        yield Violation(
            "workbook", "calcPr", "results were dropped, but nothing asks for calculation on load"
        )
    if old == new:
        return
    if not may_change:
        yield Violation("workbook", "", "changed though no result depends on a filled cell")
    if rest_before != rest_after:
        yield Violation("workbook", "", "changed beyond calcPr")
    others = [
        {k: v for k, v in (told or {}).items() if k != "fullCalcOnLoad"} for told in (told_before, told_after)
    ]
    if others[0] != others[1] or told_after is None:
        yield Violation("workbook", "calcPr", "changed beyond fullCalcOnLoad")
    elif told_before is not None and not calculation_untouched(old, new):
        yield Violation("workbook", "calcPr", "its bytes changed beyond fullCalcOnLoad")
    order = [local(child) for child in ET.fromstring(new) if local(child) in WORKBOOK_ORDER]
    if order != sorted(order, key=WORKBOOK_ORDER.index):
        yield Violation("workbook", "calcPr", "stands where the schema does not have it")


def calculation_untouched(old: bytes, new: bytes) -> bool:
    """Whether calcPr is the same to the byte, fullCalcOnLoad and an inserted blank aside."""
    return re.sub(rb"\s+", b" ", without_flag(old)) == re.sub(rb"\s+", b" ", without_flag(new))


def without_flag(data: bytes) -> bytes:
    for element, spot in zip(ET.fromstring(data).iter(), spots_of(data), strict=True):
        if local(element) == "calcPr":
            flag = attribute_spot(data, spot, "fullCalcOnLoad")
            tag = (
                data[spot.start : flag[0]] + data[flag[1] : spot.tag] if flag else data[spot.start : spot.tag]
            )
            return re.sub(rb"\s*(/?>)$", rb"\1", tag)
    return b""


def chain_violations(name: str, old: bytes, new: bytes, *, allowed: bool) -> Iterator[Violation]:
    """Only the override and the relationship of calcChain may go, and only when a formula was replaced."""
    listing = name == "[Content_Types].xml" or name.endswith(".rels")
    if not (allowed and listing and without_chain(old) == new):
        yield Violation("part", name, "changed")


def without_chain(data: bytes) -> bytes:
    kept, at = b"", 0
    for element, spot in zip(ET.fromstring(data).iter(), spots_of(data), strict=True):
        if CHAIN.search(element.get("PartName", "")) or CHAIN.search(element.get("Target", "")):
            kept += data[at : spot.start]
            at = spot.end
    return kept + data[at:]
