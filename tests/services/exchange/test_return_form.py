"""A returned form goes back with its reasons, and is received as ever when it comes again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.exchange.conftest import Sent
from tests.services.exchange.returns import FORM, HERE, ReturnedBook
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.transfer import State, Way
from wzdesk.domain.period import Period
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.exchange.sent_back import HEADING
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.look_at_merge import look_at_merge
from wzdesk.services.exchange.merge_returns import preview_merge
from wzdesk.services.exchange.merged_cells import WORDS_FOR_NUMBER
from wzdesk.services.exchange.return_form import (
    keep_form,
    objections_of,
    return_form,
    rows_called,
    rows_to_mend,
)
from wzdesk.services.exchange.standings import matrix_of
from wzdesk.services.exchange.transfer_log import read_log

REASON = "社零总额把批发业也算进去了，请按限上口径重报"


def sent_back(store: Store, book: ReturnedBook, apart: Apart, out: Path, reason: str = REASON) -> Path:
    look = look_at_merge(store, [book.save()], apart=apart)
    one = look.preview.files[0]
    told = objections_of(rows_to_mend(one, look.findings.get(one.path, ())))
    return return_form(store, one, reason, out, "李某", told).path


def beside(book: ReturnedBook) -> dict[str, str]:
    """What stands beside the rows, by their names."""
    column = next(cell.column for cell in book.sheet[book.head] if str(cell.value).startswith(HEADING))
    assert column is not None
    names = book.column("name")
    return {
        str(book.sheet.cell(row, names).value).lstrip("#"): str(text)
        for row in book.rows()
        if (text := book.sheet.cell(row, column).value)
    }


def state(store: Store) -> State:
    day = Period.to_month(2024, 6)
    matrix = matrix_of(store, day, date(2024, 7, 1))
    return matrix.standings[HERE, FORM].state


def test_that_the_reason_stands_beside_the_rows_and_nothing_else_changes(
    store: Store, send: Sent, apart: Apart, tmp_path: Path
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", "三百亿左右吧")
    row = book.row("地区生产总值")
    copy = ReturnedBook(sent_back(store, book, apart, tmp_path / "退回.xlsx"))
    column = next(cell.column for cell in copy.sheet[copy.head] if str(cell.value).startswith(HEADING))
    assert column is not None
    assert copy.sheet.cell(copy.head, column).value == f"{HEADING}：{REASON}"
    assert WORDS_FOR_NUMBER in str(copy.sheet.cell(row, column).value)
    before = load_workbook(book.path).worksheets[0]
    for cells in before.iter_rows():
        for cell in cells:
            assert copy.sheet.cell(cell.row or 0, cell.column or 0).value == cell.value


def test_that_it_is_waited_for_and_received_as_ever(
    store: Store, send: Sent, apart: Apart, tmp_path: Path
) -> None:
    copy = sent_back(store, ReturnedBook(send()), apart, tmp_path / "退回.xlsx")
    assert state(store) is State.RETURNED
    again = ReturnedBook(copy).put("地区生产总值", "total", 301.5).save()
    one = preview_merge(store, [again], apart=apart).files[0]
    assert (one.reason, one.warning, one.counts.changed, one.counts.refused) == ("", "", 1, 0)
    returned = read_log(store.path).lines[-1]
    keep_form(store, returned, "李某")
    assert state(store) is State.SENT
    assert [line.way for line in read_log(store.path).lines] == [Way.SENT, Way.RETURNED, Way.KEPT]
    with pytest.raises(Refused, match="没有退回过"):
        keep_form(store, returned)


def test_that_a_second_return_takes_the_same_column(
    store: Store, send: Sent, apart: Apart, tmp_path: Path
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", "三百亿左右吧")
    first = ReturnedBook(sent_back(store, book, apart, tmp_path / "一.xlsx"))
    first.put("地区生产总值", "total", 301.5)
    second = ReturnedBook(sent_back(store, first, apart, tmp_path / "二.xlsx", "固定资产投资漏了两个项目"))
    heads = [str(cell.value) for cell in second.sheet[second.head] if HEADING in str(cell.value)]
    assert heads == [f"{HEADING}：固定资产投资漏了两个项目"]
    assert beside(second) == {}


@pytest.mark.parametrize("reason", ("", "情况属实", "已核实无误"))
def test_that_stock_phrases_are_no_reasons(
    store: Store, send: Sent, apart: Apart, tmp_path: Path, reason: str
) -> None:
    with pytest.raises(Refused, match="没有退回"):
        sent_back(store, ReturnedBook(send()), apart, tmp_path / "退回.xlsx", reason)
    assert not (tmp_path / "退回.xlsx").exists()
    assert [line.way for line in read_log(store.path).lines] == [Way.SENT]


def test_that_the_file_that_came_is_not_overwritten(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send())
    with pytest.raises(Refused, match="换个文件名"):
        sent_back(store, book, apart, book.path)


def test_that_what_the_checks_found_stands_beside_its_row(
    store: Store, send: Sent, apart: Apart, tmp_path: Path
) -> None:
    book = ReturnedBook(send()).put("固定资产投资", "total", -5)
    row = book.row("固定资产投资")
    copy = ReturnedBook(sent_back(store, book, apart, tmp_path / "退回.xlsx"))
    column = next(cell.column for cell in copy.sheet[copy.head] if str(cell.value).startswith(HEADING))
    assert column is not None
    assert "总量不会是负数" in str(copy.sheet.cell(row, column).value)


def test_that_a_person_chooses_the_rows(store: Store, send: Sent, apart: Apart, tmp_path: Path) -> None:
    book = ReturnedBook(send()).put("固定资产投资", "total", -5).put("地区生产总值", "total", "三百亿左右吧")
    look = look_at_merge(store, [book.save()], apart=apart)
    one = look.preview.files[0]
    rows = rows_to_mend(one, look.findings[one.path])
    form = FormFilling.open(store, FORM, HERE, Period.to_month(2024, 6)).table.form
    assert [row.name for row in rows] == [row.name for row in form.rows]
    assert {row.name for row in rows if row.objections} == {"固定资产投资", "地区生产总值"}
    named = rows_called(rows, ["地区生产总值", "RETAIL", str(book.row("集装箱吞吐量"))])
    back = return_form(store, one, REASON, tmp_path / "退回.xlsx", "李某", objections_of(rows, named))
    told = beside(ReturnedBook(back.path))
    assert back.rows == 3
    assert told.keys() == {"地区生产总值", "社会消费品零售总额", "集装箱吞吐量"}
    assert WORDS_FOR_NUMBER in told["地区生产总值"]
    assert told["社会消费品零售总额"] == told["集装箱吞吐量"] == REASON
    with pytest.raises(Refused, match="没有“没有的”这一行"):
        rows_called(rows, ["没有的"])
    twins = [replace(row, name="其中：进口") for row in rows[:2]]
    with pytest.raises(Refused, match="几行都叫“其中：进口”"):
        rows_called(twins, ["其中：进口"])
    assert rows_called(twins, [twins[1].code]) == [twins[1].code]


def test_that_no_row_at_all_may_be_chosen(store: Store, send: Sent, apart: Apart, tmp_path: Path) -> None:
    book = ReturnedBook(send()).put("固定资产投资", "total", -5)
    look = look_at_merge(store, [book.save()], apart=apart)
    one = look.preview.files[0]
    told = objections_of(rows_to_mend(one, look.findings[one.path]), ())
    back = return_form(store, one, REASON, tmp_path / "退回.xlsx", "李某", told)
    assert (back.rows, beside(ReturnedBook(back.path))) == (0, {})


def test_that_the_file_is_read_and_written_in_the_child_process(
    store: Store, send: Sent, apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_the_program(*_: object) -> None:
        raise AssertionError("the file was opened in the program")

    path = ReturnedBook(send()).save()
    one = preview_merge(store, [path], apart=apart).files[0]
    for module in ("wzdesk.excel.exchange.sent_back", "wzdesk.excel.exchange.returned"):
        monkeypatch.setattr(f"{module}.open_source", in_the_program)
    monkeypatch.setattr("wzdesk.excel.fill.other_formats.fill_workbook", in_the_program)
    back = return_form(store, one, REASON, tmp_path / "退回.xlsx")
    monkeypatch.undo()
    assert ReturnedBook(back.path).sheet.max_row > 1
    path.write_bytes(b"PK\x03\x04 no workbook any more")
    with pytest.raises(CannotRead, match=path.name):
        return_form(store, one, REASON, tmp_path / "又退.xlsx")
    assert [line.way for line in read_log(store.path).lines] == [Way.SENT, Way.RETURNED]
