"""Who works here, asked once: a strip above the page that holds nobody up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.person import Person, person_of
from wzdesk.ui.shell.quiet_bar import QuietBar
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.workspace import Workspace

KEY = "Alt+W"


class PersonFields:
    """The two fields for name and agency, for whoever lays them out; ``agencies`` are offered while one types."""

    def __init__(self, theme: Theme, parent: QWidget, agencies: Sequence[str] = ()) -> None:
        self._theme = theme
        self.name, self.agency = _field(parent, "姓名"), _field(parent, "单位")
        self.offer_agencies(agencies)
        self.fit()

    @property
    def person(self) -> Person | None:
        """Who was typed; None while there is no name."""
        return person_of(self.name.text(), self.agency.text())

    def offer_agencies(self, agencies: Sequence[str]) -> None:
        """Offer these while one types."""
        completer = QCompleter(list(agencies), self.agency)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.agency.setCompleter(completer)

    def fit(self) -> None:
        """Take the widths of the present scale."""
        self.name.setFixedWidth(self._theme.px(110))
        self.agency.setFixedWidth(self._theme.px(200))

    def show_person(self, person: Person | None) -> None:
        """Show who was kept."""
        self.name.setText(person.name if person else "")
        self.agency.setText(person.agency if person else "")


def _field(parent: QWidget, word: str) -> QLineEdit:
    field = QLineEdit(parent)
    field.setPlaceholderText(word)
    field.setAccessibleName(word)
    field.setMaxLength(40)
    return field


class PersonBar(QuietBar):
    """Two fields, the button that keeps the answer, and one that asks again at the next start."""

    def __init__(self, workspace: Workspace, agencies: Sequence[str]) -> None:
        words = f"您是哪一位？写上姓名和单位，以后每一处改动都记上是谁改的（{KEY}）。"
        super().__init__(workspace.theme, workspace.window, words)
        self._workspace, theme = workspace, workspace.theme
        self.fields = PersonFields(theme, self, agencies)
        self.keep = FlatButton(theme, "记下", self, outlined=True, small=True)
        self.later = FlatButton(theme, "以后再说", self, small=True)
        self.add_right(self.fields.name, self.fields.agency, self.keep, self.later)
        self.keep.clicked.connect(self._on_kept)
        self.later.clicked.connect(self.take_away)
        for field in (self.fields.name, self.fields.agency):
            field.returnPressed.connect(self._on_kept)
        QShortcut(QKeySequence(KEY), self, self.fields.name.setFocus)
        workspace.signals.person_changed.connect(self.take_away)
        theme.changed.connect(self._fit)

    def _on_kept(self) -> None:
        person = self.fields.person
        if person is None:
            self._workspace.window.show_refusal("还没有写姓名；写上姓名再按“记下”，单位可以不写。")
            self.fields.name.setFocus()
            return
        try:
            self._workspace.set_person(person)
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)

    def _fit(self) -> None:
        self.fields.fit()


def ask_who(workspace: Workspace) -> None:
    """Ask, unless it was answered before."""
    from wzdesk.services.agencies import agency_names
    from wzdesk.services.who import kept_person

    if kept_person() is None:
        workspace.window.add_bar(PersonBar(workspace, agency_names(workspace.file.store())))
