"""The page where forms are put together: by keys, line by line."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_draft import DraftLine, FormDraft, draft_of
from wzdesk.domain.period import Frequency
from wzdesk.services.make_form import FormParts, form_parts
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.form_maker.line_table import NAME, UNIT, LineModel
from wzdesk.ui.form_maker.maker_page import MakerPage
from wzdesk.ui.theme import Theme


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> FormParts:
    path = tmp_path_factory.mktemp("parts") / "data.wzd"
    with create_data_file(path, pack_folder("wenzhou")) as store:
        return form_parts(store)


@pytest.fixture
def page(parts: FormParts, qtbot: QtBot) -> MakerPage:
    return shown(parts, FormDraft(), qtbot)


def shown(parts: FormParts, draft: FormDraft, qtbot: QtBot) -> MakerPage:
    page = MakerPage(Theme(), parts, draft)
    qtbot.addWidget(page)
    page.resize(1298, 702)
    page.show()
    page.activateWindow()
    return page


def seek(page: MakerPage, words: str) -> None:
    page.catalogue.field.setText(words)
    QTest.keyClick(page.catalogue.field, Qt.Key.Key_Return)


def names(page: MakerPage) -> list[str]:
    shown = (page.model.index(row, NAME).data() for row in range(page.model.rowCount()))
    return [str(name) for name in shown]


def press(page: MakerPage, key: Qt.Key, *, alt: bool = False) -> None:
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.table, key, modifier)


def test_that_rows_are_found_by_initials_and_words_and_added_with_enter(page: MakerPage) -> None:
    for words in ("gdzctz", "制造业投资", "RETAIL"):
        seek(page, words)
    assert names(page) == ["固定资产投资", "制造业投资", "社会消费品零售总额"]
    seek(page, "RETAIL")
    assert len(page.draft.lines) == 3
    assert [line.no for line in page.draft.lines] == ["1", "2", "3"]


def test_that_keys_move_indent_mark_and_remove_rows(page: MakerPage) -> None:
    for words in ("RETAIL", "gdzctz", "制造业投资"):
        seek(page, words)
    page.table.select([1, 2])
    press(page, Qt.Key.Key_Up, alt=True)
    assert names(page) == ["固定资产投资", "制造业投资", "社会消费品零售总额"]
    assert page.table.places == [0, 1]
    page.table.select([1])
    QTest.keyClicks(page.table, "#")
    assert names(page)[1] == "　#制造业投资"
    press(page, Qt.Key.Key_Left, alt=True)
    assert names(page)[1] == "制造业投资"
    press(page, Qt.Key.Key_Delete)
    assert names(page) == ["固定资产投资", "社会消费品零售总额"]


def test_that_a_section_line_is_named_where_it_stands(page: MakerPage, qtbot: QtBot) -> None:
    seek(page, "RETAIL")
    page._add_section()
    editor = page.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("消费")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.draft.lines[0].name == "消费")
    assert [line.is_section for line in page.draft.lines] == [True, False]
    page.table.select([0])
    press(page, Qt.Key.Key_Right, alt=True)
    assert page.draft.lines[0].depth == 0


def test_that_a_row_is_renamed_and_a_unit_that_does_not_fit_is_said(page: MakerPage) -> None:
    page.name.setText("投资表")
    seek(page, "gdzctz")
    page.model.setData(page.model.index(0, NAME), "全社会投资")
    assert page.draft.lines[0].name == "全社会投资"
    assert page.keep.isEnabled()
    page.model.setData(page.model.index(0, UNIT), "公里")
    assert page.said.text() == "“全社会投资”的单位“公里”和目录里的“亿元”不能换算，请改。"
    assert not page.keep.isEnabled()


def test_that_what_is_chosen_is_in_the_draft_that_is_kept(page: MakerPage, qtbot: QtBot) -> None:
    page.name.setText("投资季表")
    seek(page, "gdzctz")
    options = page.options
    options.frequency.set_current(Frequency.QUARTER.value)
    options.columns[FormColumn.TARGET].click()
    options.columns[FormColumn.REMARK].click()
    options.unit.set_current("万元")
    options.counties.click()
    options.due_day.setValue(25)
    options.due_months.setValue(2)
    options.carries.click()
    with qtbot.waitSignal(page.accepted) as accepted:
        page.keep.click()
    assert accepted.args is not None
    (draft,) = accepted.args
    assert (draft.frequency, draft.due_day, draft.due_months) == (Frequency.QUARTER, 25, 2)
    assert (draft.carries_remarks, draft.lines[0].unit) == (True, "万元")
    assert FormColumn.TARGET in draft.columns
    assert FormColumn.REMARK not in draft.columns
    assert len(draft.reporters) == 12
    assert options.columns[FormColumn.MONTH].text() == "本季"
    assert page.said.text().startswith("1 行 5 列，12 个地区填报；")


def test_that_a_form_is_shown_as_it_is_and_kept_as_it_was(parts: FormParts, qtbot: QtBot) -> None:
    form = next(form for form in parts.forms if form.code == "monthly")
    page = shown(parts, draft_of(form), qtbot)
    assert page.header.title.text() == "改表样"
    assert page.options.given(page.draft) == page.draft == draft_of(form)
    assert page.options.unit.current == "mixed"


def test_that_words_nobody_knew_are_matched_from_the_catalogue(parts: FormParts, qtbot: QtBot) -> None:
    draft = FormDraft("表", (DraftLine("社零额", unit="万元"), DraftLine("文旅消费", unit="亿元")))
    page = shown(parts, draft, qtbot)
    assert page.adding.text() == "把这 2 行新增为指标"
    page.table.select([0])
    seek(page, "RETAIL")
    assert page.draft.lines[0] == DraftLine("社零额", "RETAIL", "万元", "1")
    assert page.adding.text() == "把这 1 行新增为指标"
    page.table.select([1])
    press(page, Qt.Key.Key_Delete)
    assert page.adding.isHidden()
    assert page.keep.isEnabled()


def test_that_numbers_are_typed_where_they_are_not_counted_through(parts: FormParts, qtbot: QtBot) -> None:
    form = next(form for form in parts.forms if form.code == "quarterly")
    page = shown(parts, replace(draft_of(form), is_numbered=False), qtbot)
    at = page.model.index(1, 0)
    assert page.model.flags(at) & Qt.ItemFlag.ItemIsEditable
    page.model.setData(at, "（一）")
    assert page.draft.lines[1].no == "（一）"
    page.options.numbers.click()
    assert page.draft.lines[1].no == "1"
    assert not page.model.flags(page.model.index(1, 0)) & Qt.ItemFlag.ItemIsEditable


def test_the_model_of_lines(parts: FormParts, qtmodeltester: ModelTester) -> None:
    model = LineModel()
    indicators = list(parts.indicators.values())
    lines = draft_of(next(iter(parts.forms))).lines
    model.show_lines(lines, indicators, has_free_numbers=True)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_lines(lines[:3], indicators, has_free_numbers=False)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount(QModelIndex()) == 3


def test_that_all_stands_in_the_smallest_window(page: MakerPage, tmp_path: Path) -> None:
    assert page.minimumSizeHint().width() <= 1298
    assert page.table.columnWidth(NAME) > 200
