"""The row of filters above the ledger: chips, saved filters, and the field that finds by words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.look_at import LedgerLook, Offers
from wzdesk.ui.projects.filter_chip import FilterChip
from wzdesk.ui.projects.saved_filters import SavedFilters
from wzdesk.ui.shell.page_header import ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.find_field import FindField
from wzdesk.ui.widgets.picker import Choice

_CAPTIONS = {"fields": "领域", "natures": "性质", "stages": "阶段", "regions": "地区", "project_list": "层级"}
_TYPING_MS = 150


class FilterBar(ToolRow):
    """Holds the selection; every change of it is told once."""

    changed = Signal(object)
    """A ``Selection``."""

    def __init__(self, theme: Theme, page: QWidget, regions: Mapping[str, str]) -> None:
        super().__init__(theme, page)
        self._regions = regions
        self.selection = Selection()
        self.chips = {
            name: FilterChip(theme, caption, self, single=name == "project_list")
            for name, caption in _CAPTIONS.items()
        }
        self.lagging = Chip(theme, "只看落后", "", parent=self)
        self.troubled = Chip(theme, "有问题", "", parent=self)
        self.narrowed = Chip(theme, "", "", parent=self, icon_name="x")
        self.saved_button = FlatButton(theme, "我的筛选", self, icon_name="bookmark-simple", small=True)
        self.finder = FindField(theme, page, self)
        self.finder.setPlaceholderText("查找项目 Ctrl+F")
        self.finder.setAccessibleName("查找项目")
        self.groups = FlatButton(theme, "分组", self, icon_name="rows", small=True)
        self.columns = FlatButton(theme, "列", self, icon_name="columns", small=True)
        self.saved: SavedFilters | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()
        self.narrowed.hide()

    def offer(self, offers: Offers) -> None:
        """What there is to choose from."""
        words: dict[str, Sequence[str]] = {
            "fields": offers.fields, "natures": offers.natures, "stages": offers.stages, "project_list": offers.lists,
        }  # fmt: skip
        for name, found in words.items():
            self.chips[name].set_choices([Choice(one, one) for one in found])
        named = [Choice(code, self._regions.get(code, code), code) for code in offers.regions]
        self.chips["regions"].set_choices(named)

    def show_selection(self, selection: Selection) -> None:
        """Show other filters, without telling them."""
        self.selection = selection
        for name, chip in self.chips.items():
            value = getattr(selection, name)
            chip.set_chosen(value if isinstance(value, frozenset) else {value} - {""})
        self.lagging.setChecked(selection.is_lagging)
        self.troubled.setChecked(selection.has_problems)
        if self.finder.text() != selection.text:
            self.finder.blockSignals(True)
            self.finder.setText(selection.text)
            self.finder.blockSignals(False)
        self._show_narrowed()

    def show_counts(self, look: LedgerLook) -> None:
        """How many of the chosen lag or have problems."""
        self.lagging.set_count(look.lagging)
        self.troubled.set_count(look.troubled)
        self._fit()

    def clear(self) -> None:
        """All projects."""
        self.set_selection(Selection())

    def set_selection(self, selection: Selection) -> None:
        """Filter otherwise, and tell it."""
        self._typing.stop()
        if selection != self.selection:
            self.show_selection(selection)
            self.changed.emit(selection)

    def saved_menu(self) -> QMenu:
        """The saved filters, and what can be done with the present one."""
        menu = QMenu(self.saved_button)
        menu.setAccessibleName("我的筛选")
        names = self.saved.names if self.saved is not None else ()
        for name in names:
            menu.addAction(name, partial(self._on_saved_picked, name))
        if names:
            menu.addSeparator()
        menu.addAction("保存现在的筛选…\tCtrl+Shift+S", self.save_now)
        menu.addAction("取消全部筛选\tCtrl+Shift+L", self.clear)
        if names:
            forget = menu.addMenu("删除")
            for name in names:
                forget.addAction(name, partial(self._forget, name))
        return menu

    def save_now(self) -> None:
        """Ask for a name and keep the filters under it."""
        name, is_given = QInputDialog.getText(self, "保存筛选", "给这个筛选起个名字：")
        if is_given and name.strip():
            self.save_as(name.strip())

    def save_as(self, name: str) -> None:
        """Keep the filters under a name."""
        if self.saved is not None:
            self.saved.keep(name, self.selection)

    def open_saved(self) -> None:
        """Show the saved filters."""
        menu = self.saved_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.saved_button.mapToGlobal(self.saved_button.rect().bottomLeft()))

    # Inside

    def _lay_out(self) -> None:
        self.add_left(*self.chips.values(), self.lagging, self.troubled, self.narrowed)
        self.add_separator()
        self.add_left(self.saved_button)
        self.add_right(self.finder, self.groups, self.columns)
        self.let_go(self.columns, self.groups, self.saved_button, self.chips["stages"])

    def _connect(self) -> None:
        for name, chip in self.chips.items():
            chip.picked.connect(partial(self._on_picked, name))
        self.lagging.clicked.connect(partial(self._toggle, "is_lagging"))
        self.troubled.clicked.connect(partial(self._toggle, "has_problems"))
        self.narrowed.clicked.connect(self._widen)
        self.saved_button.clicked.connect(self.open_saved)
        self.finder.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_typed)

    def _with(self, **filters: Any) -> None:
        self.set_selection(replace(self.selection, **filters))

    def _on_picked(self, name: str, keys: frozenset[str]) -> None:
        kinds: dict[str, Callable[[str], str]] = {"natures": Nature, "stages": Stage}
        kind = kinds.get(name, str)
        value = next(iter(keys), "") if name == "project_list" else frozenset(kind(key) for key in keys)
        self._with(**{name: value})

    def _toggle(self, name: str) -> None:
        self._with(**{name: not getattr(self.selection, name)})

    def _widen(self) -> None:
        self._with(agency="", owner="")

    def _on_typed(self) -> None:
        self._with(text=self.finder.text().strip())

    def _on_saved_picked(self, name: str) -> None:
        if self.saved is not None:
            self.set_selection(self.saved.selection(name))

    def _forget(self, name: str) -> None:
        if self.saved is not None:
            self.saved.forget(name)

    def _show_narrowed(self) -> None:
        """Agency and owner have no list of their own: they come from the roll-up and are taken off here."""
        selection = self.selection
        self.narrowed.setVisible(bool(selection.agency or selection.owner))
        self.narrowed.setChecked(True)
        self.narrowed.setText("责任单位" if selection.agency else "业主")
        self.narrowed.set_count(selection.agency or selection.owner)
        self._fit()
