"""Workbooks in order whose cells hold what may trick a reader, a screen or the next program."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.excel.books import make_book, sheet_xml
from tests.excel.hostile.case import Case, Check, Make, shows, texts_of
from wzdesk.excel.read.book import ValueKind
from wzdesk.excel.recognise.table import BookReading


def _table(*cells: str) -> Make:
    """A heading, a good row, and a row with the cells in question from its second column on."""
    head = "".join(f'<c t="str"><v>{word}</v></c>' for word in ("地区", "生产总值", "增速", "备注"))
    good = '<c t="str"><v>温州市</v></c><c><v>8730.6</v></c><c><v>6.9</v></c>'
    odd = '<c t="str"><v>鹿城区</v></c>' + "".join(cells)
    rows = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate((head, good, odd), 1))
    return lambda path: make_book(path, sheet_xml(rows))


def _text(text: str) -> str:
    return f'<c t="str"><v xml:space="preserve">{escape(text)}</v></c>'


def texts() -> Iterator[Case]:
    formulas = (
        "=cmd|'/C calc'!A0", "+1", "@SUM(A1:A9)", "-2+3", '=HYPERLINK("http://127.0.0.1:9")', "\t=1+1", "|calc", "%0A=1",
    )  # fmt: skip
    for text in formulas:
        yield Case(f"the text {text!r}", _table(_text(text)), None, _stays_text(text))
    signs = {
        "turned round": "8730\u202e6.0378\u202c",
        "isolated": "\u2067甲\u2069",
        "a mark of order": "\ufeff甲",
        "invisible blanks": "8\u200b7\u200c3\u200d0",
        "a soft hyphen": "温\u00ad州",
        "combined": "甲" + "\u0301" * 10_000,
        "beyond the first plane": "𠮷𡈽",
        "private signs": "\ue000\U000f0000",
    }
    for what, text in signs.items():
        yield Case(f"a text with {what}", _table(_text(text)), None, shows("温州市"))
    yield Case("an escaped NUL", _table(_text("甲_x0000_乙")), "", _whole)
    yield Case("an escaped half sign", _table(_text("甲_xD800_乙")), "", shows("温州市"))
    yield Case("an escaped end of file", _table(_text("_x001A__xFFFF_")), "", shows("温州市"))
    yield Case("an escaped escape", _table(_text("_x005F_x0041_")), None, shows("_x0041_"))
    yield Case("a real NUL", _table('<c t="str"><v>甲\0乙</v></c>'), "不完整")
    yield Case("a control sign", _table('<c t="str"><v>甲\x01乙</v></c>'), "不完整")
    yield Case("a text of a million signs", _table(_text("长" * 1_000_000)), "", shows("温州市"))
    yield Case("a text of a million digits", _table(_text("9" * 1_000_000)), "", shows("温州市"))
    yield Case("a text of a million brackets", _table(_text("（" * 1_000_000)), "", shows("温州市"))
    yield Case(
        "a text of a million blanks", _table(_text("甲" + " " * 1_000_000 + "乙")), "", shows("温州市")
    )
    yield Case("a text of 10,000 lines", _table(_text("一\n" * 10_000)), "", shows("温州市"))
    yield Case("a text of a million parts", _table(_text("1.1." * 250_000)), "", shows("温州市"))


def _stays_text(text: str) -> Check:
    def check(reading: BookReading) -> None:
        shows("温州市", text)(reading)
        kinds = {cell.kind for cell in reading.sheets[0].sheet.cells.values() if cell.display == text}
        assert kinds == {ValueKind.TEXT}

    return check


def _whole(reading: BookReading) -> None:
    """What the escape stands for, or the escape itself: either way the rest of the text is there."""
    assert [text for text in texts_of(reading) if text.startswith("甲") and text.endswith("乙")]


def numbers() -> Iterator[Case]:
    for value in (
        "1e309",
        "-1e309",
        "NaN",
        "inf",
        "1_000",
        "0x10",
        "1,000",
        "１２",
        "1e",
        "--1",
        "1.2.3",
        "9" * 100_000,
    ):
        yield Case(f"the number {value[:20]}", _table(f"<c><v>{value}</v></c>"), "不完整", shows("温州市"))
    for value, shown in {
        "1e308": None,
        "-1e-320": None,
        "0.1000000000000000055511151231257827": "0.1",
        "9007199254740993": None,
        "-0": None,
        "1E3": "1000",
        " 29 ": "29",
    }.items():
        yield Case(
            f"the number {value!r}",
            _table(f"<c><v>{value}</v></c>"),
            None,
            shows("温州市", *([shown] if shown else [])),
        )
    for day in (
        "-1",
        "0",
        "60",
        "2958465",
        "2958466",
        "1e300",
        "99999999999999",
        "0.9999999999999",
        "1e-300",
    ):
        yield Case(f"day {day}", _table(f'<c s="3"><v>{day}</v></c>'), "", shows("温州市"))
    for day in ("2025-02-30", "9999-99-99", "0000-00-00", "2025-09-30T25:61:61", "x" * 10_000):
        yield Case(f"the day {day[:20]}", _table(f'<c t="d"><v>{day}</v></c>'), "", shows("温州市"))
    for kind in ("b", "e", "n", "s", "str", "inlineStr", "d", "x", ""):
        yield Case(
            f"an empty cell of kind {kind!r}", _table(f'<c t="{kind}"><v></v></c>'), "不完整", shows("温州市")
        )
    yield Case("a bool that is none", _table('<c t="b"><v>maybe</v></c>'), "", shows("温州市"))


def formulas() -> Iterator[Case]:
    for error in ("#DIV/0!", "#REF!", "#N/A", "#这是什么", ""):
        yield Case(
            f"the error {error}", _table(f'<c t="e"><f>1/0</f><v>{error}</v></c>'), "", shows("温州市", error)
        )
    yield Case("a formula nobody reckoned", _table("<c><f>B2+1</f></c>"), None, _has_uncalculated)
    yield Case(
        "a formula that starts a program",
        _table("<c><f>cmd|'/C calc'!A0</f><v>29</v></c>"),
        None,
        shows("29"),
    )
    yield Case(
        "a formula that fetches",
        _table('<c><f>WEBSERVICE("http://127.0.0.1:9")</f><v>29</v></c>'),
        None,
        shows("29"),
    )
    yield Case(
        "a formula of a million signs", _table(f"<c><f>{'1+' * 500_000}1</f><v>29</v></c>"), None, shows("29")
    )
    yield Case(
        "a formula of a million brackets",
        _table(f"<c><f>{'(' * 1_000_000}</f><v>29</v></c>"),
        None,
        shows("29"),
    )
    yield Case(
        "a formula that shares itself",
        _table('<c><f t="shared" si="0" ref="A1:XFD1048576"/><v>29</v></c>'),
        None,
        shows("29"),
    )


def _has_uncalculated(reading: BookReading) -> None:
    kinds = [cell.kind for cell in reading.sheets[0].sheet.cells.values()]
    assert ValueKind.UNCALCULATED in kinds
