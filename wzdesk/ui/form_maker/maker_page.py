"""The page where a form is put together: catalogue at the left, its lines in the middle, all else at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wzdesk.domain.form_draft import (
    DraftLine,
    FormDraft,
    Lines,
    columns_of,
    form_of,
    in_money_unit,
    indented,
    inserted,
    line_of,
    marked_as_part,
    money_unit,
    moved,
    numbered,
    problem_of,
    removed,
)
from wzdesk.ui import painting
from wzdesk.ui.form_maker.catalogue_list import CatalogueList
from wzdesk.ui.form_maker.form_options import FormOptions, region_words
from wzdesk.ui.form_maker.line_table import NAME, UNIT, LineModel, LineTable
from wzdesk.ui.shell.page_header import PageHeader, Strip, ToolRow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel, WrappedLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

if TYPE_CHECKING:
    from wzdesk.services.make_form import FormParts

_STATE_HEIGHT = 36
_KEEP_KEY = "Ctrl+Return"


class MakerPage(QWidget):
    """Stands in front of the grid until the form is made or left; it stores nothing itself."""

    accepted = Signal(object)
    """The ``FormDraft`` to make a form of."""
    abandoned = Signal()
    book_asked = Signal()
    """Take rows and columns from a workbook."""
    table_picked = Signal(int)
    """Another table of the workbook that was read."""
    adding_asked = Signal()
    """Make indicators of the lines that the catalogue does not know."""

    def __init__(self, theme: Theme, parts: "FormParts", draft: FormDraft) -> None:
        super().__init__()
        self._theme, self._parts, self._draft = theme, parts, draft
        self._make_parts()
        self._lay_out()
        self._connect()
        self.options.offer(parts)
        self.show_draft(draft)

    @property
    def draft(self) -> FormDraft:
        """The form as it stands."""
        return self._draft

    def show_draft(self, draft: FormDraft, left_out: Sequence[str] = ()) -> None:
        """Show another form; ``left_out`` says what of a sheet was not taken over."""
        self._draft = numbered(draft)
        self.name.setText(draft.name)
        self.header.set_title("改表样" if draft.code else "新建表样")
        self.left_out.setText(f"没有带过来的列：{'；'.join(left_out)}。" if left_out else "")
        self.left_out.setVisible(bool(left_out))
        self._show()
        self.table.select([0] if draft.lines else [])

    def offer_parts(self, parts: "FormParts") -> None:
        """The catalogue has more indicators now."""
        self._parts = parts
        self._show()

    def offer_tables(self, names: Sequence[str]) -> None:
        """The tables that were recognised in a workbook."""
        self.tables.set_choices([Choice(str(at), name) for at, name in enumerate(names)], "0")
        self.tables.setVisible(len(names) > 1)

    def set_busy(self, *, busy: bool) -> None:
        """While something is read or stored, nothing else is asked for."""
        self.setEnabled(not busy)

    # Keys and ground

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    # Building

    def _make_parts(self) -> None:
        theme = self._theme
        self.header = PageHeader(theme, "新建表样")
        self.name = QLineEdit(self)
        self.name.setPlaceholderText("表名，如 主要经济指标月报表")
        self.name.setAccessibleName("表名")
        self.name.setMaxLength(60)
        self.name.setFixedWidth(theme.px(300))
        self.tables = PickerButton(theme, "工作簿里的表", (), self)
        self.tables.setVisible(False)
        self.book = FlatButton(theme, "从工作簿…", self, icon_name="file-xls", outlined=True)
        self.book.setToolTip("认一个工作簿里的表，行和列成为表样，存之前先看")
        self.leave = FlatButton(theme, "取消", self, key="Esc")
        self.leave.setShortcut("")
        self.keep = PrimaryButton(theme, "存为表样", self, key=_KEEP_KEY)
        self.catalogue = CatalogueList(theme, self)
        self.model = LineModel(self)
        self.table = LineTable(theme, self.model, self)
        self.options = FormOptions(theme, self)
        self.tools = ToolRow(theme)
        self.left_out = WrappedLabel(theme, "", self, role=Role.CAPTION, color="t3")
        self.state = Strip(theme, _STATE_HEIGHT, self)
        self.said = ElidedLabel(theme, "", self, color="t2")
        self.adding = FlatButton(theme, "", self, outlined=True, small=True)

    def _lay_out(self) -> None:
        theme = self._theme
        self.header.add_left(self.name, self.tables)
        self.header.add_right(self.book, self.leave, self.keep)
        self._acts = [
            self._tool("上移", "arrow-up", "Alt+↑", lambda: self._move(-1)),
            self._tool("下移", "arrow-down", "Alt+↓", lambda: self._move(1)),
            self._tool("缩进", "arrow-right", "Alt+→", lambda: self._indent(1)),
            self._tool("退回", "arrow-left", "Alt+←", lambda: self._indent(-1)),
            self._tool("其中 #", "list-bullets", "#", self._mark),
            self._tool("加小节", "rows", "Ctrl+G", self._add_section),
            self._tool("删除", "x", "Delete", self._remove),
        ]
        self.tools.add_left(*self._acts)
        hint = PlainLabel(theme, "F2 改名称、单位", self, role=Role.NOTE, color="t3")
        self.tools.add_right(hint)
        self.tools.let_go(hint)
        self.state.add_left(self.said)
        self.state.add_left(self.adding)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.tools)
        middle.addWidget(self.table, 1)
        self.left_out.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        middle.addWidget(self.left_out)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.catalogue)
        row.addLayout(middle, 1)
        row.addWidget(self.options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.state)
        column.addLayout(row, 1)
        self.setFocusProxy(self.name)

    def _tool(self, word: str, icon: str, key: str, act: Callable[[], None]) -> FlatButton:
        button = FlatButton(self._theme, word, self, icon_name=icon, small=True)
        button.setToolTip(f"{word}（{key}）")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(act)
        return button

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_named)
        self.tables.picked.connect(lambda key: self.table_picked.emit(int(key)))
        self.book.clicked.connect(self.book_asked)
        self.leave.clicked.connect(self.abandoned)
        self.keep.clicked.connect(self._on_kept)
        self.catalogue.taken.connect(self._on_taken)
        self.model.typed.connect(self._on_typed)
        self.table.moved.connect(self._move)
        self.table.indented.connect(self._indent)
        self.table.marked.connect(self._mark)
        self.table.removed.connect(self._remove)
        self.options.changed.connect(self._on_options_changed)
        self.options.unit_picked.connect(self._on_unit_picked)
        self.adding.clicked.connect(self.adding_asked)
        for keys, act in (("Ctrl+G", self._add_section), ("Ctrl+F", self._on_find_asked)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Showing

    def _show(self) -> None:
        draft, indicators = self._draft, list(self._parts.indicators.values())
        self.options.show_draft(draft, self._parts.indicators)
        self.catalogue.offer(indicators, draft.indicators)
        self.model.show_lines(draft.lines, indicators, has_free_numbers=not draft.is_numbered)
        self._show_state()

    def _show_state(self) -> None:
        """What is still missing, or what the form will be."""
        draft, parts = self._draft, self._parts
        problem = problem_of(draft, parts.indicators, parts.names_beside(draft.code))
        self.keep.setEnabled(not problem)
        self.said.setText(problem or self._summary())
        self.said.set_color("undetermined" if problem else "t2")
        unknown = sum(line.is_unknown for line in draft.lines)
        self.adding.setVisible(unknown > 0)
        self.adding.setText(f"把这 {unknown} 行新增为指标")
        self.adding.updateGeometry()

    def _summary(self) -> str:
        form = form_of(self._draft, self._parts.indicators, ())
        last = list(form.periods(date.today().year - 1))[-1]  # noqa: DTZ011 - the office's day
        due = form.due(last)
        rows, columns = len(form.rows), len(columns_of(self._draft))
        who = region_words(form.reporters, self._parts.regions)
        return (
            f"{rows} 行 {columns} 列，{who}；{form.words(last)}的数 {due.year}年{due.month}月{due.day}日截止"
        )

    def _change(self, lines: Lines, places: Sequence[int] | None = None) -> None:
        kept = self.table.places if places is None else places
        self._draft = numbered(replace(self._draft, lines=lines))
        self._show()
        self.table.select([at for at in kept if at < len(lines)])

    # Slots

    def _on_named(self, text: str) -> None:
        self._draft = replace(self._draft, name=text)
        self._show_state()

    def _on_kept(self) -> None:
        self.accepted.emit(self._draft)

    def _on_find_asked(self) -> None:
        self.catalogue.field.setFocus()
        self.catalogue.field.selectAll()

    def _on_taken(self, codes: Sequence[str]) -> None:
        """Indicators of the catalogue: below the marked row, or in place of words that nobody knew."""
        lines, places = self._draft.lines, self.table.places
        unit = money_unit(lines, self._parts.indicators) or ""
        new = [line_of(self._parts.indicators[code], unit) for code in codes]
        if len(places) == 1 == len(new) and lines[places[0]].is_unknown:
            at = places[0]
            known = replace(lines[at], indicator=new[0].indicator, unit=lines[at].unit or new[0].unit)
            self._change((*lines[:at], known, *lines[at + 1 :]), [at])
            return
        at = places[-1] + 1 if places else len(lines)
        depth = lines[places[-1]].depth if places else 0
        self._change(
            inserted(lines, at, [replace(line, depth=depth) for line in new]), range(at, at + len(new))
        )

    def _on_typed(self, at: int, column: int, text: str) -> None:
        field = {NAME: "name", UNIT: "unit"}.get(column, "no")
        lines = self._draft.lines
        self._change((*lines[:at], replace(lines[at], **{field: text}), *lines[at + 1 :]))  # type: ignore[arg-type]

    def _on_options_changed(self) -> None:
        self._draft = numbered(self.options.given(self._draft))
        self._show()

    def _on_unit_picked(self, unit: str) -> None:
        self._change(in_money_unit(self._draft.lines, unit, self._parts.indicators))

    def _move(self, step: int) -> None:
        lines, places = self._draft.lines, self.table.places
        after = moved(lines, places, step)
        self._change(after, places if after == lines else [at + step for at in places])

    def _indent(self, step: int) -> None:
        self._change(indented(self._draft.lines, self.table.places, step))

    def _mark(self) -> None:
        self._change(marked_as_part(self._draft.lines, self.table.places))

    def _remove(self) -> None:
        places = self.table.places
        if places:
            self._change(removed(self._draft.lines, places), [max(0, places[0] - 1)])

    def _add_section(self) -> None:
        """A section line above the marked row, to be named at once."""
        places = self.table.places
        at = places[0] if places else len(self._draft.lines)
        self._change(inserted(self._draft.lines, at, [DraftLine("", is_section=True)]), [at])
        self.table.setFocus()
        self.table.edit(self.model.index(at, NAME))
