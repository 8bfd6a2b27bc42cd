"""问题: what holds a project up, who must solve it by when; raised, changed and solved here."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.projects.month_sheet import MonthLine
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.when import When, read_when
from wzdesk.ui.entry.panel_parts import PanelBody, add_section, widget_of
from wzdesk.ui.projects.detail.month_tab import clear, due_words, solver_words
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, LinkButton, PrimaryButton
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel, breakable
from wzdesk.ui.widgets.room import FixedSize, Room


class ProblemForm(QWidget):
    """Asks for a problem; Ctrl+Enter gives it, Esc leaves."""

    given = Signal(object)
    """The ``Problem``."""
    abandoned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: Problem | None = None
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        FixedSize(theme, self.text, height=58)
        self.solver, self.due = QLineEdit(self), QLineEdit(self)
        self.due.setPlaceholderText("如 2024-10-31、2024年10月底")
        self.told = WrappedLabel(theme, role=Role.CAPTION, color="fatal")
        self.told.hide()
        form = QFormLayout()
        for name, field in (("问题", self.text), ("解决单位", self.solver), ("要求解决", self.due)):
            field.setAccessibleName(name)
            form.addRow(PlainLabel(theme, name, role=Role.CAPTION, color="t3"), field)
        save = PrimaryButton(theme, "存入", self)
        save.clicked.connect(self._on_saved)
        cancel = FlatButton(theme, "取消", self)
        cancel.clicked.connect(self.abandoned)
        buttons = QHBoxLayout()
        buttons.addWidget(save)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def ask(self, problem: Problem) -> None:
        """Begin with a problem, new or old."""
        self._problem = problem
        self.text.setPlainText(problem.text)
        self.solver.setText(problem.solver)
        self.due.setText(problem.due.isoformat() if problem.due else "")
        self.told.hide()
        self.show()
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, Ctrl+Enter gives the problem."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_saved()
        else:
            super().keyPressEvent(event)

    def _on_saved(self) -> None:
        its = self._problem
        assert its is not None
        text, due_text = " ".join(self.text.toPlainText().split()), self.due.text().strip()
        when = read_when(due_text) if due_text else None
        if not text:
            self._tell("没有写问题是什么，没有存入。")
        elif due_text and when is None:
            self._tell(f"“{due_text}”不是日期，请写成 2024-10-31 或 2024年10月底。")
        else:
            due = when.last if when else None
            solver = " ".join(self.solver.text().split())
            self.given.emit(Problem(its.project, its.no, text, solver, due, its.raised, its.solved))

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()


class ProblemTab(PanelBody):
    """All problems of a project, the open ones first."""

    given = Signal(object)
    """A ``Problem`` to store, new or changed."""
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._line: MonthLine | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = add_section(column, theme)
        self._add = FlatButton(theme, "新增问题", self, icon_name="plus", outlined=True)
        self._add.setToolTip("Ctrl+N")
        self._add.clicked.connect(self.ask)
        head.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = ProblemForm(theme, self)
        self.form.given.connect(self._on_given)
        self.form.abandoned.connect(self._on_abandoned)
        self.form.hide()
        head.addWidget(self.form)
        self._list_section = add_section(column, theme)
        self._list = QGridLayout()
        Room(theme, self._list, gap=(8, 3))
        self._list.setColumnStretch(0, 1)
        self._list_section.addLayout(self._list)
        column.addStretch(1)

    def ask(self) -> None:
        """Open the form for a new problem."""
        if self._line is not None:
            its = self._line
            no = max((one.no for one in its.problems), default=0) + 1
            end = When(its.month.year, its.month.last_month).last
            self.form.ask(Problem(its.project.code, no, "", raised=min(_today(), end)))

    def show_line(self, line: MonthLine) -> None:
        """Show a project's problems; an open form stays while it is about the same project."""
        before, self._line = self._line, line
        if before is not None and before.project.code != line.project.code:
            self.form.hide()
        if before is not None and (before.project.code, before.problems) == (
            line.project.code,
            line.problems,
        ):
            return
        clear(self._list)
        problems = sorted(
            line.problems, key=lambda one: (one.solved is not None, one.due or date.max, one.no)
        )
        for number, one in enumerate(problems):
            self._add_problem(number, one)
        if not problems:
            words = "没有问题。有推进不了的，按 Ctrl+N 写下来，写清由谁、几时解决。"
            self._list.addWidget(WrappedLabel(self._theme, words, role=Role.CAPTION, color="t3"), 0, 0)
        widget_of(self._list_section).updateGeometry()

    def _add_problem(self, number: int, one: Problem) -> None:
        theme, today = self._theme, _today()
        text = WrappedLabel(theme, breakable(one.text), role=Role.BODY, color="t3" if one.solved else "t1")
        words, color = due_words(one, today)
        self._list.addWidget(text, 3 * number, 0)
        self._list.addWidget(
            PlainLabel(theme, words, role=Role.CAPTION, color=color), 3 * number, 1, Qt.AlignmentFlag.AlignTop
        )
        said = solver_words(one) + (f"；{one.raised.isoformat()} 提出" if one.raised else "")
        self._list.addWidget(
            WrappedLabel(theme, said, role=Role.CAPTION, color="t3"), 3 * number + 1, 0, 1, 2
        )
        acts = QHBoxLayout()
        change = LinkButton(theme, "修改")
        change.setAccessibleName(f"修改问题：{one.text}")
        change.clicked.connect(lambda: self.form.ask(one))
        solve = LinkButton(theme, "没有解决" if one.solved else "已解决")
        solve.setAccessibleName(f"{solve.text()}：{one.text}")
        solve.clicked.connect(lambda: self._solve(one))
        acts.addWidget(change)
        acts.addWidget(solve)
        acts.addStretch(1)
        box = QWidget(self)
        acts.setContentsMargins(0, 0, 0, 0)
        box.setLayout(acts)
        self._list.addWidget(box, 3 * number + 2, 0, 1, 2)

    def _solve(self, one: Problem) -> None:
        solved = None if one.solved else _today()
        self.given.emit(Problem(one.project, one.no, one.text, one.solver, one.due, one.raised, solved))

    def _on_given(self, problem: Problem) -> None:
        self.form.hide()
        self.given.emit(problem)
        self.left.emit()

    def _on_abandoned(self) -> None:
        self.form.hide()
        self.left.emit()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the office's day
