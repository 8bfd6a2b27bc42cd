"""The verifier itself: honest fillings pass, and every planted damage is seen."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.excel.fill.damages import DAMAGES, SHEET1
from tests.excel.fill.extra_parts import with_custom_xml, with_print_settings
from tests.excel.fill.fixtures import rich_copy
from tests.excel.fill.hand_made import chained
from tests.excel.fill.packing import Change, repacked, replaced, substituted
from tests.excel.fill.readers import Value
from tests.excel.fill.verifier import verify

FORM = "主要指标"
FILLED: dict[tuple[str, str], Value] = {
    (FORM, "D7"): Decimal("8730.6"),
    (FORM, "F9"): "=1+1",
    (FORM, "H40"): True,
}


def splice(data: bytes) -> bytes:
    """D7, F9 and H40 written by hand into the first sheet."""
    text = b'<c r="F9" t="inlineStr"><is><t>=1+1</t></is></c>'
    data = substituted(rb'<c r="D7" (s="\d+")/>', rb'<c r="D7" \1><v>8730.6</v></c>')(data)
    data = substituted(rb'(<row r="9".*?)</row>', rb"\1" + text + b"</row>")(data)
    data = replaced(b"</sheetData>", b'<row r="40"><c r="H40" t="b"><v>1</v></c></row></sheetData>')(data)
    return substituted(rb'<dimension ref="A1:J22"', rb'<dimension ref="A1:J40"')(data)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("form")
    return with_custom_xml(
        with_print_settings(rich_copy(folder / "a.xlsx"), folder / "b.xlsx"), folder / "c.xlsx"
    )


@pytest.fixture(scope="module")
def filled(form: Path) -> Path:
    return repacked(form, form.with_name("filled.xlsx"), {SHEET1: splice})


def test_that_an_honest_filling_passes(form: Path, filled: Path) -> None:
    assert verify(form, filled, FILLED) == []
    assert verify(form, form, {}) == []


def test_that_recompression_passes(form: Path, filled: Path, tmp_path: Path) -> None:
    assert verify(form, repacked(filled, tmp_path / "again.xlsx", {}), FILLED) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_that_a_planted_damage_is_seen(form: Path, filled: Path, tmp_path: Path, name: str) -> None:
    spoiled = DAMAGES[name].spoil(filled, tmp_path / "spoiled.xlsx")
    assert {violation.kind for violation in verify(form, spoiled, FILLED)} & DAMAGES[name].kinds


def test_that_another_value_than_the_one_given_is_seen(form: Path, filled: Path) -> None:
    for at, value in ((FORM, "D7"), Decimal("8730.61")), ((FORM, "F9"), "1+1"), ((FORM, "H40"), False):
        assert "value" in {violation.kind for violation in verify(form, filled, {**FILLED, at: value})}


def test_that_a_cell_nobody_asked_for_is_seen(form: Path, filled: Path) -> None:
    fewer = {at: value for at, value in FILLED.items() if at[1] != "F9"}
    assert "cell" in {violation.kind for violation in verify(form, filled, fewer)}


def test_that_rewriting_an_equal_value_is_seen(form: Path, tmp_path: Path) -> None:
    again = repacked(form, tmp_path / "again.xlsx", {SHEET1: replaced(b"<v>701.75</v>", b"<v>701.750</v>")})
    assert {v.kind for v in verify(form, again, {(FORM, "C8"): Decimal("701.75")})} == {"same"}


CELL = {("表", "A1"): Decimal(3)}
WRITTEN = replaced(b"<v>2</v>", b"<v>3</v>")
DROPPED = substituted(rb"<v>4</v>(.*)<v>5</v>", rb"\1")
FLAG = replaced(b"<calcPr ", b'<calcPr fullCalcOnLoad="1" ')


def chain_case(folder: Path, changes: dict[str, Change]) -> tuple[Path, Path]:
    before = chained(folder / "before.xlsx")
    return before, repacked(before, folder / "after.xlsx", changes)


@pytest.mark.parametrize(
    ("sheet", "workbook", "kinds"),
    (
        (lambda data: DROPPED(WRITTEN(data)), FLAG, set()),
        (lambda data: DROPPED(WRITTEN(data)), None, {"workbook"}),
        (
            lambda data: substituted(rb"<v>4</v>(.*)<v>5</v>", rb"<v>6</v>\1<v>7</v>")(WRITTEN(data)),
            None,
            set(),
        ),
        (lambda data: replaced(b"<v>8</v>", b"")(WRITTEN(data)), FLAG, {"bytes", "cell"}),
        (lambda data: replaced(b"<v>4</v>", b"<v>x</v>")(WRITTEN(data)), None, {"result"}),
        (WRITTEN, replaced(b' iterate="1"', b' fullCalcOnLoad="1"'), {"workbook"}),
    ),
)
def test_that_results_may_only_follow_from_filled_cells(
    tmp_path: Path, sheet: Change, workbook: Change, kinds: set[str]
) -> None:
    changes: dict[str, Change] = {SHEET1: sheet} | ({"xl/workbook.xml": workbook} if workbook else {})
    before, after = chain_case(tmp_path, changes)
    assert {violation.kind for violation in verify(before, after, CELL)} == kinds


FORMULA = {("表", "B1"): Decimal(9)}
OVER = substituted(rb"<f>A1\*2</f><v>4</v>", b"<v>9</v>")
UNLINKED: dict[str, Change] = {
    "xl/calcChain.xml": None,
    "[Content_Types].xml": substituted(rb'<Override PartName="/xl/calcChain.xml"[^>]*/>', b""),
    "xl/_rels/workbook.xml.rels": substituted(rb'<Relationship Id="r4"[^>]*/>', b""),
}


def test_that_the_chain_goes_with_a_replaced_formula_and_only_then(tmp_path: Path) -> None:
    before, after = chain_case(tmp_path, {SHEET1: OVER, **UNLINKED})
    assert verify(before, after, FORMULA) == []
    before, after = chain_case(tmp_path, {SHEET1: OVER})
    assert {violation.kind for violation in verify(before, after, FORMULA)} == {"chain"}
    before, after = chain_case(tmp_path, {SHEET1: WRITTEN, **UNLINKED})
    assert {violation.kind for violation in verify(before, after, CELL)} == {"members"}
    more = {**UNLINKED, "[Content_Types].xml": substituted(rb"<Override [^>]*/>", b"")}
    before, after = chain_case(tmp_path, {SHEET1: OVER, **more})
    assert "part" in {violation.kind for violation in verify(before, after, FORMULA)}
