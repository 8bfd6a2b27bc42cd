"""The menu of a form: make another, change or retire this one, take remarks over from the period before."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMenu

from wzdesk.domain.form import Form


class FormMenu(QObject):
    """Offers under a button what can be done with the form that is shown."""

    new_asked = Signal()
    book_asked = Signal()
    change_asked = Signal()
    retire_asked = Signal()
    return_asked = Signal(str)
    """A retired form, by its code, is to be offered again."""
    remarks_asked = Signal()

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self.retired: Callable[[], Sequence[Form]] = lambda: ()
        """Gives the forms that can be brought back, when the menu is opened."""
        self.can_write = True
        button.clicked.connect(self._offer)

    def _offer(self) -> None:
        menu = self.menu()
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """The menu as it would open now."""
        menu = QMenu(self._button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("表样")
        menu.addAction("带入上期备注", self.remarks_asked.emit)
        menu.addSeparator()
        menu.addAction("改这张表样…", self.change_asked.emit)
        menu.addAction("停用这张表样", self.retire_asked.emit)
        menu.addSeparator()
        menu.addAction("新建表样…", self.new_asked.emit)
        menu.addAction("从工作簿新建表样…", self.book_asked.emit)
        if retired := self.retired():
            again = menu.addMenu("启用停用的表样")
            for form in retired:
                again.addAction(form.name, partial(self.return_asked.emit, form.code))
        for action in menu.actions():
            action.setEnabled(self.can_write)
        return menu
