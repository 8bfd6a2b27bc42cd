"""Returns as they come: odd entries, sheets taken apart and put together again, files that are none."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openpyxl.styles import Protection
from openpyxl.worksheet.protection import SheetProtection

from tests.excel.hostile.kinds import ENCRYPTED_XLSX
from tests.services.exchange.conftest import Sent
from tests.services.exchange.returns import ReturnedBook
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import Counts, Outcome
from wzdesk.excel.apart.apart import Apart, ReaderBug
from wzdesk.excel.errors import CannotRead
from wzdesk.services.exchange import read_returns
from wzdesk.services.exchange.apply_merge import apply_merge
from wzdesk.services.exchange.merge_returns import FileResult, preview_merge

GDP, FAI = "地区生产总值", "固定资产投资"
Spoil = Callable[[ReturnedBook], object]


def touched(one: FileResult) -> dict[str, tuple[Outcome, str]]:
    """Outcome and text of the cells that are not as they were sent, by their names."""
    return {
        cell.name: (cell.outcome, cell.theirs) for cell in one.cells if cell.outcome is not Outcome.UNCHANGED
    }


def returned(store: Store, apart: Apart, book: ReturnedBook) -> FileResult:
    found = preview_merge(store, [book.save()], apart=apart).files[0]
    assert found.counts.cells == found.cell_count
    return found


@pytest.mark.parametrize(
    ("kind", "typed", "text"),
    (
        ("total", "暂无数据", "暂无数据"),
        ("total", "5以内", "5以内"),
        ("total", "约40", "约40"),
        ("total", "—", "—"),
        ("total", "448600万元", "448600万元"),
        ("total", "301.5\n", "301.5"),
        ("total", 0.1 + 0.2, "0.30"),
        ("total", 12345678901234567.0, "12345678901234600.00"),
        ("total", "12345678901234567", "12345678901234567"),
        ("growth", "－3.5", "－3.5"),
        ("growth", "下降3.2%", "下降3.2%"),
    ),
)
def test_that_what_clerks_type_is_taken_as_it_is_shown(
    store: Store, send: Sent, apart: Apart, kind: str, typed: object, text: str
) -> None:
    found = returned(store, apart, ReturnedBook(send()).put(GDP, kind, typed))
    assert [said for _, said in touched(found).values()] == [text]
    assert found.counts == Counts(unchanged=found.cell_count - 1, changed=1)


def test_that_two_numbers_in_a_cell_are_no_number_among_numbers(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send())
    for row in book.rows():
        if book.sheet.cell(row, book.column("unit")).value:
            book.sheet.cell(row, book.column("total")).value = row + 0.5
    found = returned(store, apart, book.put(GDP, "total", "3\n4"))
    (cell,) = (cell for cell in found.cells if cell.name == f"{GDP} 累计")
    assert (cell.outcome, cell.theirs) == (Outcome.CONFLICT, "3\n4")
    assert found.counts.changed + found.counts.filled > 5


def test_that_a_growth_shown_as_percent_is_percent(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send()).put(GDP, "growth", 0.085)
    book.sheet.cell(book.row(GDP), book.column("growth")).number_format = "0.0%"
    assert touched(returned(store, apart, book)) == {f"{GDP} 增速": (Outcome.CHANGED, "8.5%")}


@pytest.mark.parametrize("typed", (None, "   "))
def test_that_a_cleared_cell_is_emptied(store: Store, send: Sent, apart: Apart, typed: object) -> None:
    found = returned(store, apart, ReturnedBook(send()).put(GDP, "total", typed))
    assert touched(found) == {f"{GDP} 累计": (Outcome.EMPTIED, "")}


@pytest.mark.parametrize(
    ("typed", "said"),
    (
        (date(2024, 6, 1), "改成了日期"),
        (True, "不是数"),
        ("#REF!", "错误值"),
        ("=G4*2", "公式没有算出结果"),
    ),
)
def test_that_what_is_no_figure_is_refused_with_its_reason(
    store: Store, send: Sent, apart: Apart, typed: object, said: str
) -> None:
    found = returned(store, apart, ReturnedBook(send()).put(GDP, "total", typed))
    refused = found.of(Outcome.REFUSED)
    assert [cell.name for cell in refused] == [f"{GDP} 累计"]
    assert said in refused[0].reason


def free(book: ReturnedBook) -> None:
    """The protection taken off and every merge undone."""
    book.sheet.protection = SheetProtection(sheet=False)
    for merged in list(book.sheet.merged_cells.ranges):
        book.sheet.unmerge_cells(str(merged))


def drop_row(book: ReturnedBook) -> None:
    free(book)
    book.sheet.delete_rows(book.row(FAI))


def drop_column(book: ReturnedBook) -> None:
    free(book)
    book.sheet.delete_cols(book.column("growth"))


def insert_rows_and_columns(book: ReturnedBook) -> None:
    free(book)
    book.sheet.insert_rows(book.row(FAI))
    book.sheet.insert_cols(3, 2)
    book.sheet.title = "Sheet1"


def swap_columns(book: ReturnedBook) -> None:
    free(book)
    first, second = book.column("total"), book.column("growth")
    for row in range(book.head, book.sheet.max_row + 1):
        one, other = book.sheet.cell(row, first), book.sheet.cell(row, second)
        one.value, other.value = other.value, one.value
        one.number_format, other.number_format = other.number_format, one.number_format


def drop_codes(book: ReturnedBook) -> None:
    free(book)
    book.sheet.delete_cols(book.sheet.max_column)


def unlock(book: ReturnedBook) -> None:
    free(book)
    for row in book.sheet:
        for cell in row:
            cell.protection = Protection(locked=False)


@pytest.mark.parametrize("spoil", (insert_rows_and_columns, swap_columns, drop_codes, unlock))
def test_that_a_sheet_put_together_otherwise_says_the_same(
    store: Store, send: Sent, apart: Apart, spoil: Spoil
) -> None:
    book = ReturnedBook(send()).put(FAI, "total", 130)
    spoil(book)
    assert touched(returned(store, apart, book)) == {f"{FAI} 累计": (Outcome.CHANGED, "130.00")}


@pytest.mark.parametrize(("spoil", "names"), ((drop_row, FAI), (drop_column, "增速")))
def test_that_what_was_deleted_is_refused_and_not_emptied(
    store: Store, send: Sent, apart: Apart, spoil: Spoil, names: str
) -> None:
    book = ReturnedBook(send())
    spoil(book)
    found = returned(store, apart, book)
    assert found.counts.refused > 0
    assert found.counts.taken == 0
    assert all(names in cell.name for cell in found.of(Outcome.REFUSED))


@pytest.mark.parametrize(
    ("value", "outcome"), (("290.1", None), (290.1, None), (300, Outcome.REFUSED)), ids=str
)
def test_that_a_row_that_stands_there_twice_counts_where_both_agree(
    store: Store, send: Sent, apart: Apart, value: object, outcome: Outcome | None
) -> None:
    book = ReturnedBook(send())
    last = book.sheet.max_row + 1
    for column in range(1, book.sheet.max_column + 1):
        book.sheet.cell(last, column).value = book.sheet.cell(book.row(GDP), column).value
    book.sheet.cell(last, book.column("total")).value = value  # type: ignore[assignment]
    found = touched(returned(store, apart, book))
    assert found == ({} if outcome is None else {f"{GDP} 累计": (outcome, "")})


def test_that_a_row_of_ones_own_is_told_and_not_taken(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send())
    last = book.sheet.max_row + 1
    book.sheet.cell(last, book.column("name")).value = "我县特色指标"
    book.sheet.cell(last, book.column("total")).value = 5
    found = returned(store, apart, book)
    assert found.strangers == (f"C{last} 我县特色指标",)
    assert found.counts.unchanged == found.cell_count


@pytest.mark.parametrize("at", (1, -1), ids=("behind", "before"))
def test_that_a_copied_sheet_counts_where_it_was_filled(
    store: Store, send: Sent, apart: Apart, at: int
) -> None:
    book = ReturnedBook(send()).put(FAI, "total", 130)
    copy = book.book.copy_worksheet(book.sheet)
    book.book.move_sheet(copy, at * len(book.book.worksheets))
    copy.cell(book.row(FAI), book.column("total")).value = 126.61
    copy.cell(book.row(GDP), book.column("total")).value = 302
    found = returned(store, apart, book)
    assert touched(found) == {
        f"{FAI} 累计": (Outcome.CHANGED, "130.00"),
        f"{GDP} 累计": (Outcome.CHANGED, "302.00"),
    }
    assert {cell.cell for cell in found.of(Outcome.CHANGED)} == {
        "主要经济指标月报表!H7",
        "主要经济指标月报表 Copy!H4",
    }


def test_that_copies_that_contradict_each_other_are_refused_where_they_do(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send()).put(FAI, "total", 130).put(GDP, "growth", 7)
    copy = book.book.copy_worksheet(book.sheet)
    copy.cell(book.row(FAI), book.column("total")).value = 131
    found = returned(store, apart, book)
    assert {name: outcome for name, (outcome, _) in touched(found).items()} == {
        f"{FAI} 累计": Outcome.REFUSED,
        f"{GDP} 增速": Outcome.CHANGED,
    }
    assert "“主要经济指标月报表”H7、“主要经济指标月报表 Copy”H7" in found.of(Outcome.REFUSED)[0].reason


def test_that_a_cell_merged_into_its_neighbour_is_refused_and_not_emptied(
    store: Store, send: Sent, apart: Apart
) -> None:
    book = ReturnedBook(send()).put(GDP, "total", 301)
    row = book.row(GDP)
    book.sheet.merge_cells(
        start_row=row, end_row=row, start_column=book.column("total"), end_column=book.column("growth")
    )
    found = returned(store, apart, book)
    assert {name: outcome for name, (outcome, _) in touched(found).items()} == {
        f"{GDP} 累计": Outcome.CHANGED,
        f"{GDP} 增速": Outcome.REFUSED,
    }
    assert "合并了" in found.of(Outcome.REFUSED)[0].reason


def test_that_properties_may_be_gone_but_not_altered(store: Store, send: Sent, apart: Apart) -> None:
    book = ReturnedBook(send()).put(GDP, "total", 301)
    properties = vars(book.book)["custom_doc_props"].props
    properties[1].value = "330327"
    assert "对不上" in returned(store, apart, book).reason
    properties.clear()
    assert touched(returned(store, apart, book)) == {f"{GDP} 累计": (Outcome.CHANGED, "301.00")}


def bomb(sent: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            blanks = b" " * 30_000_000 if name.endswith("sheet1.xml") else b""
            new.writestr(name, old.read(name).replace(b"<sheetData>", b"<sheetData>" + blanks))
    return made.getvalue()


@pytest.mark.parametrize(
    ("spoil", "said"),
    (
        (lambda _: b"", "空文件"),
        (lambda sent: sent[: len(sent) // 2], "不完整或已损坏"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "不是工作簿"),
        (lambda _: ENCRYPTED_XLSX, "密码"),
        (bomb, "大得不正常"),
    ),
    ids=("empty", "truncated", "xls by name", "encrypted", "bomb"),
)
def test_that_a_file_that_is_none_is_refused_and_the_others_are_taken(
    store: Store, send: Sent, apart: Apart, tmp_path: Path, spoil: Callable[[bytes], bytes], said: str
) -> None:
    good = ReturnedBook(send()).put(GDP, "total", 301).save()
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(spoil(good.read_bytes()))
    preview = preview_merge(store, [bad, good], apart=apart)
    assert said in preview.files[0].reason
    assert preview.files[0].reason.endswith("数据没有改动。")
    assert preview.counts.changed == 1
    assert apply_merge(store, preview).cells == 1


def test_that_a_folder_and_a_file_that_is_gone_are_refused(
    store: Store, apart: Apart, tmp_path: Path
) -> None:
    (tmp_path / "夹.xlsx").mkdir()
    paths = [tmp_path / "夹.xlsx", tmp_path / "没有.xlsx"]
    told = [one.reason for one in preview_merge(store, paths, apart=apart).files]
    assert "这是一个文件夹" in told[0]
    assert "文件不在了" in told[1]


def test_that_one_file_under_two_names_is_stored_once(
    store: Store, send: Sent, apart: Apart, tmp_path: Path
) -> None:
    first = ReturnedBook(send()).put(GDP, "total", 301).save()
    second = tmp_path / "副本.xlsx"
    second.write_bytes(first.read_bytes())
    preview = preview_merge(store, [first, second, first], apart=apart)
    assert [one.path for one in preview.files] == [first, second]
    assert (preview.counts.changed, preview.counts.conflict) == (2, 0)
    assert apply_merge(store, preview).cells == 1


def test_that_a_mistake_of_the_reader_costs_only_its_own_file(
    store: Store, send: Sent, apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = ReturnedBook(send()).put(FAI, "total", 130.2).save()
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(good.read_bytes())
    run = Apart.run

    def run_or_fail(self: Apart, work: Callable[[Path], object], path: Path, *more: object) -> object:
        if path == bad:
            raise ReaderBug("planted")
        return run(self, work, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Apart, "run", run_or_fail)
    refused, taken = preview_merge(store, [bad, good], apart=apart).files
    assert "坏.xlsx" in refused.reason
    assert not taken.reason
    assert taken.counts.taken == 1


@pytest.mark.parametrize(
    "fails", (None, ReaderBug("planted"), CannotRead("planted")), ids=("", "bug", "died")
)
def test_that_files_read_together_are_judged_as_each_alone(
    store: Store, send: Sent, apart: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    fails: Exception | None,
) -> None:  # fmt: skip
    sent = send()
    paths = [
        ReturnedBook(sent).put(GDP, "total", 300 + at).save(tmp_path / f"{at}.xlsx") for at in range(1, 9)
    ]
    paths[2].write_bytes(b"")
    paths[3].write_bytes(paths[4].read_bytes()[:999])
    paths[5].write_bytes(ENCRYPTED_XLSX)
    paths[6].write_bytes(paths[7].read_bytes() + bytes(300_000))  # too large to be read with others
    alone = [preview_merge(store, [path], apart=apart).files[0] for path in paths]
    together: list[int] = []
    run = Apart.run

    def watched(self: Apart, work: Callable[[Path], object], path: Path, *more: object) -> object:
        if isinstance(work, partial):
            together.append(1 + len(work.keywords["others"]))
            if fails is not None:
                raise fails
        return run(self, work, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Apart, "run", watched)
    monkeypatch.setattr(read_returns, "_MANY", 2)
    found = preview_merge(store, paths, apart=apart).files
    assert sum(together) >= 6
    assert max(together) > 2
    assert [one.path for one in found] == paths
    for one, other in zip(found, alone, strict=True):
        assert (one.reason, one.digest, one.place) == (other.reason, other.digest, other.place)
        assert [(cell.place, cell.base, cell.ours, cell.theirs, cell.cell) for cell in one.cells] == [
            (cell.place, cell.base, cell.ours, cell.theirs, cell.cell) for cell in other.cells
        ]
