"""Answers on an agency's own sheet: found wherever rows and columns went, never in another's place."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.exchange.identity import Place
from wzdesk.domain.exchange.mapping import MappedCell, MappedRow, MappedTable, mapping_of, mapping_told
from wzdesk.domain.form import FormColumn
from wzdesk.excel.exchange.mapped import label_words, mapped_answers, numbered
from wzdesk.excel.read.book import Book, BookCell, Sheet, ValueKind, cells_of

HEAD = (3, 3)
NAMES = ("甲", "乙", "丙", "其中：丁", "合计")
Row = tuple[str, str, str]
"""Number, name and unit."""


def sheet_of(rows: Sequence[tuple[Row, str]], order: Sequence[int] = (0, 1, 2, 3)) -> Sheet:
    """Number, name, unit and an answer in some order of columns, under one heading row."""
    cells = [BookCell(1, 1, "某表")]
    heads = ("序号", "指标名称", "单位", "本期")
    for at, which in enumerate(order, 1):
        cells.append(BookCell(HEAD[0], at, heads[which]))
        for number, (labels, answer) in enumerate(rows, HEAD[1] + 1):
            text = (*labels, answer)[which]
            kind = ValueKind.NUMBER if which == 3 else ValueKind.TEXT
            if text:
                cells.append(BookCell(number, at, text, kind))
    return Sheet("表", cells_of(cells))


def mapping(rows: Sequence[Row]) -> MappedTable:
    sheet = sheet_of([(row, "") for row in rows])
    return MappedTable(
        "表",
        HEAD,
        tuple(numbered(sheet, HEAD, (1, 2, 3))),
        (1,),
        tuple(numbered(sheet, HEAD, (4,))),
        tuple(MappedRow(at, label_words(sheet, at, (1, 2, 3))) for at in range(4, 4 + len(rows))),
        tuple(MappedCell(f"I{n}", FormColumn.TOTAL, 4 + n, 4, "万元") for n in range(len(rows))),
    )


labels = st.tuples(
    st.sampled_from(("", "1", "2", "3")), st.sampled_from(NAMES), st.sampled_from(("", "亿元"))
)
tables = st.lists(labels, min_size=1, max_size=9)


@given(tables, st.data())
def test_that_no_answer_is_ever_taken_from_another_row(rows: list[Row], data: st.DataObject) -> None:
    """Rows sorted, taken out, put in, and columns in another order: a row that cannot be told is missing."""
    sent = [(row, str(Decimal(100 + number))) for number, row in enumerate(rows)]
    back = data.draw(st.permutations(sent))
    gone = data.draw(st.integers(0, max(len(back) - 1, 0)))
    back = back[gone // 2 :]
    strangers = data.draw(st.lists(st.tuples(labels, st.just("7")), max_size=2))
    order = data.draw(st.permutations(range(4)))
    book = Book("来", (sheet_of([*back, *strangers], order),))
    answers = mapped_answers(book, [mapping(rows)])
    assert answers is not None
    right = {Place(f"I{number}", FormColumn.TOTAL): (row, text) for number, (row, text) in enumerate(sent)}
    for place, found in answers.found.items():
        row, text = right[place]
        alike = {told for labels_, told in [*sent, *strangers] if labels_ == row}
        if rows.count(row) == 1 and found.text and found.text != "7":
            assert found.text == text
        else:  # rows with the very same words are told by their order alone
            assert found.text in {*alike, "", "7"}


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True), st.data())
def test_that_rows_with_words_of_their_own_are_found_in_any_order(
    names: list[str], data: st.DataObject
) -> None:
    rows = [(str(number), name, "亿元") for number, name in enumerate(names)]
    sent = [(row, str(100 + number)) for number, row in enumerate(rows)]
    renumbered = data.draw(st.booleans())
    back = [
        ((str(at) if renumbered else row[0], row[1], row[2]), text)
        for at, (row, text) in enumerate(data.draw(st.permutations(sent)))
    ]
    order = data.draw(st.permutations(range(4)))
    answers = mapped_answers(Book("来", (sheet_of(back, order),)), [mapping(rows)])
    assert answers is not None
    assert [found.text for _, found in sorted(answers.found.items())] == [text for _, text in sent]


@given(tables)
def test_that_a_mapping_is_told_and_read_back(rows: list[Row]) -> None:
    table = mapping(rows)
    assert mapping_of(mapping_told([table])) == (table,)


def test_that_rows_with_the_same_words_are_refused_once_their_order_changed() -> None:
    rows = [("", "甲", ""), ("", "其中：丁", ""), ("", "乙", ""), ("", "其中：丁", "")]
    sent = [(row, str(number)) for number, row in enumerate(rows, 1)]

    def found(back: list[tuple[Row, str]]) -> dict[str, str]:
        answers = mapped_answers(Book("来", (sheet_of(back),)), [mapping(rows)])
        assert answers is not None
        return {place.row: one.text for place, one in answers.found.items()}

    assert found(sent) == {"I0": "1", "I1": "2", "I2": "3", "I3": "4"}
    assert found([sent[2], sent[3], sent[0], sent[1]]) == {"I0": "1", "I2": "3"}
    assert found([sent[0], sent[2], sent[3]]) == {"I0": "1", "I2": "3"}


def test_that_a_row_that_reads_like_another_one_sent_is_not_taken_for_it() -> None:
    rows = [("", "乙", ""), ("", "乙", ""), ("", "乙", "亿元"), ("", "乙", "亿元")]
    back = [(rows[at], str(100 + at)) for at in (0, 2, 1, 3)]
    answers = mapped_answers(Book("来", (sheet_of(back),)), [mapping(rows)])
    assert answers is not None
    assert answers.found == {}


def test_that_another_sheet_is_none_of_ours() -> None:
    other = Sheet("表", cells_of([BookCell(3, 1, "项目"), BookCell(3, 2, "金额"), BookCell(4, 1, "甲")]))
    assert mapped_answers(Book("来", (other,)), [mapping([("1", "甲", "亿元")])]) is None
