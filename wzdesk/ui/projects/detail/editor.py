"""The form of a whole project: its fields and its lists, read together when they are stored."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.project_texts import (
    CHOICES,
    HEADS,
    Field,
    Places,
    ProjectTexts,
    Rows,
    Table,
    project_of_texts,
    texts_of,
)
from wzdesk.ui.help.help_window import help_on_f1
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel, SectionLabel, WrappedLabel
from wzdesk.ui.widgets.room import FixedSize

_SPARE_ROWS = 2
_ROW = 27


class RowsTable(QTableWidget):
    """Rows to type; columns of few words offer them. There is always an empty row at the end."""

    def __init__(self, theme: Theme, table: Table, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADS[table]), parent)
        self._table = table
        self.setAccessibleName(table.value)
        self.setHorizontalHeaderLabels(HEADS[table])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        for row in (*rows, *[("",) * len(HEADS[table])] * _SPARE_ROWS):
            self.add_row(row)
        self.setFixedHeight(theme.px(_ROW) * (min(self.rowCount(), 8) + 1) + theme.px(6))
        self.itemChanged.connect(self._keep_spare)

    def add_row(self, texts: tuple[str, ...]) -> None:
        """One more row."""
        number = self.rowCount()
        self.insertRow(number)
        for column, text in enumerate(texts):
            if words := CHOICES.get((self._table, column)):
                box = QComboBox(self)
                box.addItems(["", *words])
                box.setCurrentText(text)
                box.setAccessibleName(HEADS[self._table][column])
                self.setCellWidget(number, column, box)
            else:
                self.setItem(number, column, QTableWidgetItem(text))

    def rows(self) -> Rows:
        """What is written."""
        return tuple(
            tuple(self._text(row, column) for column in range(self.columnCount()))
            for row in range(self.rowCount())
        )

    def _text(self, row: int, column: int) -> str:
        widget = self.cellWidget(row, column)
        if isinstance(widget, QComboBox):
            return widget.currentText()
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _keep_spare(self) -> None:
        if any(self._text(self.rowCount() - 1, column) for column in range(self.columnCount())):
            self.add_row(("",) * self.columnCount())


class ProjectEditor(QDialog):
    """Asks for all of a project; ``store`` is called with what was read and may refuse it."""

    def __init__(
        self,
        theme: Theme,
        project: Project,
        places: Places,
        store: Callable[[Project, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._places, self._store = project, places, store
        self.setWindowTitle(f"修改项目：{project.name}")
        help_on_f1(self, theme)
        texts = texts_of(project, places.names)
        self.fields: dict[Field, QLineEdit] = {}
        self.tables: dict[Table, RowsTable] = {}
        body = QWidget()
        column = QVBoxLayout(body)
        column.addLayout(self._forms(theme, texts))
        for table in Table:
            self.tables[table] = RowsTable(theme, table, texts.tables[table], body)
            column.addWidget(SectionLabel(theme, table.value))
            column.addWidget(self.tables[table])
        scroll = QScrollArea(self)
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        self.told = WrappedLabel(theme, role=Role.BODY, color="fatal")
        self.told.hide()
        self.why = QLineEdit(self)
        self.why.setAccessibleName("修改原因")
        self.why.setPlaceholderText("修改原因，如：中期调整、退库，会留在历史里")
        save = PrimaryButton(theme, "存入", self, key="Ctrl+Return")
        cancel = FlatButton(theme, "取消", self)
        save.clicked.connect(self._on_saved)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.why, 1)
        buttons.addWidget(save)
        buttons.addWidget(cancel)
        outer = QVBoxLayout(self)
        for widget in (scroll, self.told):
            outer.addWidget(widget)
        outer.addLayout(buttons)
        FixedSize(theme, self, width=760)
        self.resize(theme.px(760), theme.px(620))

    def _forms(self, theme: Theme, texts: ProjectTexts) -> QHBoxLayout:
        """The fields in two columns."""
        both = QHBoxLayout()
        names = list(Field)
        half = (len(names) + 1) // 2
        for part in (names[:half], names[half:]):
            form = QFormLayout()
            for field in part:
                edit = self.fields[field] = QLineEdit(texts.fields[field])
                edit.setAccessibleName(field.value)
                form.addRow(PlainLabel(theme, field.value, role=Role.CAPTION, color="t3"), edit)
            both.addLayout(form, 1)
        return both

    def texts(self) -> ProjectTexts:
        """What is written."""
        return ProjectTexts(
            {field: edit.text() for field, edit in self.fields.items()},
            {table: rows.rows() for table, rows in self.tables.items()},
        )

    def _on_saved(self) -> None:
        try:
            project = project_of_texts(self._project, self.texts(), self._places)
            if project != self._project:
                self._store(project, " ".join(self.why.text().split()))
        except WzdeskError as error:
            self.told.setText(error.sentence)
            self.told.show()
            return
        self.accept()


class SplitEditor(QDialog):
    """Asks for the projects that are split from a package: one row each."""

    HEADS = ("项目名称", "总投资（万元）", "本年度计划（万元）")

    def __init__(
        self, theme: Theme, package: Project, store: Callable[[Rows], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.setWindowTitle(f"拆分打包项目：{package.name}")
        help_on_f1(self, theme)
        words = "拆出的项目从本月起各自填报，打包项目的总投资和年度计划相应减少；以前月份的计划和完成数不动。"
        self.table = QTableWidget(6, len(self.HEADS), self)
        self.table.setAccessibleName("拆出的项目")
        self.table.setHorizontalHeaderLabels(self.HEADS)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.told = WrappedLabel(theme, role=Role.BODY, color="fatal")
        self.told.hide()
        save = PrimaryButton(theme, "拆分", self)
        cancel = FlatButton(theme, "取消", self)
        save.clicked.connect(self._on_saved)
        cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_saved)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(save)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        for widget in (WrappedLabel(theme, words, role=Role.CAPTION, color="t2"), self.table, self.told):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.resize(theme.px(560), theme.px(340))

    def rows(self) -> Rows:
        """What is written, without empty rows."""
        found = []
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(self.table.columnCount())]
            texts = tuple(item.text().strip() if item is not None else "" for item in items)
            if any(texts):
                found.append(texts)
        return tuple(found)

    def _on_saved(self) -> None:
        try:
            self._store(self.rows())
        except WzdeskError as error:
            self.told.setText(error.sentence)
            self.told.show()
            return
        self.accept()
