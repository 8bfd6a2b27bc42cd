"""Colours, type and measures of the window; the one place that knows a hexadecimal colour or a pixel.

A widget takes the ``Theme`` by its constructor, asks it for every colour, font and measure, and repaints on ``changed``.

This module stands on the way to the first paint. PySide makes a class and all its enumerations when its name is
first used; so the way does without ``Qt`` (15 ms) and ``QStyle`` (9 ms), and without ``dataclasses`` (4 ms): values
are named tuples there.
"""

import sys
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

FAMILIES = (
    "Microsoft YaHei UI", "Microsoft YaHei",  # Windows
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN",  # UOS, Kylin, Debian
    "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip
SERIF_FAMILIES = ("SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "serif")
SCALES = (90, 100, 110, 125, 150)
"""The steps of Ctrl + and Ctrl −, in percent."""
_FUSION = "wzdesk_in_fusion"


class Palette(NamedTuple):
    """The colours of one look, as ``#RRGGBB``; a name says the use, not the colour."""

    name: str
    dark: bool
    win: str
    page: str
    head: str
    calc: str
    rail: str
    hover: str
    sel: str
    accbg: str
    line: str
    line2: str
    t1: str
    t2: str
    t3: str
    t4: str
    acc: str
    on_acc: str
    bar: str
    track: str
    star: str
    imp: str
    achieved: str
    nearly: str
    missed: str
    missed_tint: str
    no_data: str
    undetermined: str
    undetermined_tint: str
    fatal: str
    fatal_tint: str
    blocking: str
    blocking_tint: str
    query: str
    query_tint: str
    series: tuple[str, str, str, str, str, str]


LIGHT = Palette(
    name="浅色", dark=False,
    win="#EEF0F3", page="#FFFFFF", head="#F4F5F7", calc="#F7F8FA", rail="#E7EAEF", hover="#F1F5FB",
    sel="#E1ECFA", accbg="#E6EFFA", line="#E4E7EC", line2="#C9CFD8",
    t1="#1A212B", t2="#47515F", t3="#5C6675", t4="#9AA3B0", acc="#1A5CB4", on_acc="#FFFFFF",
    bar="#7E94B4", track="#E4E7EC", star="#A87400", imp="#0A7F8C",
    achieved="#0A7558", nearly="#856300", missed="#B00E3C", missed_tint="#FBE6EC", no_data="#5F6979",
    undetermined="#6B47B0", undetermined_tint="#F0EBFA",
    fatal="#B3201A", fatal_tint="#FCE6E4", blocking="#AD4E00", blocking_tint="#FDEEDF",
    query="#7D6400", query_tint="#FBF5D6",
    series=("#1A5CB4", "#BF4F06", "#3F8F7A", "#B04A9A", "#B88A00", "#3A424E"),
)  # fmt: skip

DARK = Palette(
    name="深色", dark=True,
    win="#14171B", page="#1A1E23", head="#20252B", calc="#1E2328", rail="#14171B", hover="#232A33",
    sel="#1F3756", accbg="#1D2F47", line="#2A3038", line2="#434C58",
    t1="#E6E9ED", t2="#B3BBC6", t3="#96A0AD", t4="#646E7B", acc="#6FA8F5", on_acc="#0E1A2B",
    bar="#5F7696", track="#2A3038", star="#E5B84B", imp="#54BFCB",
    achieved="#4FC3A1", nearly="#F0CF6A", missed="#F0906B", missed_tint="#3A241B", no_data="#98A2B0",
    undetermined="#B79DF2", undetermined_tint="#2C2540",
    fatal="#FF8078", fatal_tint="#40201F", blocking="#F2A35F", blocking_tint="#3B2815",
    query="#D9C25F", query_tint="#332D14",
    series=("#6FA8F5", "#F08A4B", "#1F9A80", "#E08CC0", "#F0DC82", "#E6E9ED"),
)  # fmt: skip


class Strength(Enum):
    """How a weight of 500 falls on a family that has no Medium."""

    REGULAR = "regular"
    MEDIUM = "medium"  # else regular
    STRONG = "strong"  # else bold


class Role(Enum):
    """Where a text stands: its size and line in px at 100 %, and its weight."""

    BODY = ("body", 13, 18, Strength.REGULAR)
    BODY_STRONG = ("body strong", 13, 18, Strength.STRONG)
    CAPTION = ("caption", 12, 16, Strength.REGULAR)
    HEAD = ("table head", 12, 16, Strength.STRONG)
    NOTE = ("note", 11, 15, Strength.REGULAR)
    MARK = ("mark", 10, 12, Strength.REGULAR)
    TITLE = ("page title", 16, 22, Strength.STRONG)
    SUBJECT = ("panel subject", 14, 20, Strength.STRONG)
    FIGURE = ("key figure", 20, 26, Strength.MEDIUM)
    BIG_FIGURE = ("project figure", 22, 26, Strength.MEDIUM)

    def __init__(self, word: str, size: int, line: int, strength: Strength) -> None:
        self.word, self.size, self.line, self.strength = word, size, line, strength


class Theme(QObject):
    """One palette at one scale; ``changed`` when either is another."""

    changed = Signal()

    def __init__(
        self, palette: Palette = LIGHT, scale_percent: int = 100, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._palette, self._scale_percent = palette, scale_percent
        self._fonts: dict[tuple[Role, Strength], QFont] = {}
        self._has_medium: bool | None = None

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return self._palette

    @property
    def scale_percent(self) -> int:
        """Size of text and rows together, 90 to 150."""
        return self._scale_percent

    def set_palette(self, palette: Palette) -> None:
        """Show the whole program in another look."""
        if palette != self._palette:
            self._palette = palette
            self.apply()

    def set_scale(self, percent: int) -> None:
        """Show text, rows and icons larger or smaller; out of range falls on the nearest end."""
        percent = max(SCALES[0], min(percent, SCALES[-1]))
        if percent != self._scale_percent:
            self._scale_percent = percent
            self._fonts.clear()
            self.apply()

    def zoom(self, steps: int) -> None:
        """Go ``steps`` steps up or down in ``SCALES``."""
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self._scale_percent))
        self.set_scale(SCALES[max(0, min(nearest + steps, len(SCALES) - 1))])

    def px(self, measure: float) -> int:
        """A measure of the tokens (px at 100 %) at the present scale; never less than 1."""
        return max(1, round(measure * self._scale_percent / 100)) if measure else 0

    def line(self, role: Role) -> int:
        """Height of a line of text."""
        return self.px(role.line)

    def font(self, role: Role, strength: Strength | None = None) -> QFont:
        """The font of a role, in its own weight or another."""
        key = (role, strength or role.strength)
        if key not in self._fonts:
            font = QFont(list(FAMILIES))
            font.setPixelSize(self.px(role.size))
            font.setWeight(self._weight(key[1]))
            self._fonts[key] = font
        return self._fonts[key]

    def _weight(self, strength: Strength) -> QFont.Weight:
        if strength is Strength.REGULAR:
            return QFont.Weight.Normal
        if self._has_medium is None:
            self._has_medium = family_has_medium()
        if self._has_medium:
            return QFont.Weight.Medium
        return QFont.Weight.Bold if strength is Strength.STRONG else QFont.Weight.Normal

    def apply(self) -> None:
        """Give the application its style, palette, font and style sheet, and tell the widgets."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(qt_palette(self._palette))
            app.setFont(self.font(Role.BODY))
            if app.styleSheet():
                self.apply_style_sheet()
        self.changed.emit()

    def apply_style_sheet(self) -> None:
        """Add what a palette cannot say; the window calls it after its first paint, because it costs time."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._tell_system(app)
            app.setStyleSheet(style_sheet(self))

    def _tell_system(self, app: QApplication) -> None:
        """Let the system draw its title bar in the same look; it may answer with a palette of its own."""
        from PySide6.QtCore import Qt  # not at the first paint, see the top

        scheme = Qt.ColorScheme.Dark if self._palette.dark else Qt.ColorScheme.Light
        if app.styleHints().colorScheme() != scheme:
            app.styleHints().setColorScheme(scheme)
            app.setPalette(qt_palette(self._palette))


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application in the style Fusion, named so that settings and desktop files find it."""
    app = QApplication(["wzdesk", "-style", "Fusion", *arguments[1:]])
    app.setProperty(_FUSION, True)
    app.setApplicationDisplayName("")
    if getattr(
        sys, "frozen", False
    ):  # a checkout has no font to lend, and nothing that a start does not need is loaded
        from wzdesk.ui.own_font import lend_font

        lend_font()
    return app


def apply_theme(app: QApplication, palette: Palette = LIGHT, scale_percent: int = 100) -> Theme:
    """Dress the application: Fusion, palette and font. The window adds the style sheet after its first paint."""
    if not app.property(_FUSION):
        app.setStyle("Fusion")
    theme = Theme(palette, scale_percent, app)
    theme.apply()
    return theme


def family_has_medium() -> bool:
    """Whether the family found has a weight of 500 of its own between regular and bold."""
    from PySide6.QtGui import QFontDatabase, QFontInfo  # not at the first paint, see the top

    family = QFontInfo(QFont(list(FAMILIES))).family()
    return any(
        QFontDatabase.weight(family, style) == QFont.Weight.Medium for style in QFontDatabase.styles(family)
    )


def digit_widths(font: QFont) -> tuple[float, ...]:
    """Advance of each digit 0 to 9 in px."""
    metrics = QFontMetricsF(font)
    return tuple(metrics.horizontalAdvance(digit) for digit in "0123456789")


def qt_palette(palette: Palette) -> QPalette:
    """The Qt palette of the standard widgets."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: palette.win, roles.WindowText: palette.t1, roles.Base: palette.page,
        roles.AlternateBase: palette.head, roles.Text: palette.t1, roles.Button: palette.page,
        roles.ButtonText: palette.t1, roles.BrightText: palette.fatal, roles.Highlight: palette.sel,
        roles.HighlightedText: palette.t1, roles.Accent: palette.acc, roles.Link: palette.acc,
        roles.LinkVisited: palette.acc, roles.PlaceholderText: palette.t3, roles.ToolTipBase: palette.page,
        roles.ToolTipText: palette.t1, roles.Light: palette.page, roles.Midlight: palette.line,
        roles.Mid: palette.line2, roles.Dark: palette.line2, roles.Shadow: palette.line2,
    }  # fmt: skip
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText, roles.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.t4))
    return made


def style_sheet(theme: Theme) -> str:
    """The one style sheet: what standard widgets need to look flat."""
    p, px = theme.palette, theme.px
    return f"""
QToolTip {{ color:{p.t1}; background:{p.page}; border:1px solid {p.line2}; padding:{px(3)}px {px(6)}px; }}
QMenu {{ background:{p.page}; border:1px solid {p.line2}; padding:{px(4)}px 0; }}
QMenu::item {{ padding:{px(5)}px {px(24)}px {px(5)}px {px(12)}px; }}
QMenu::item:selected {{ background:{p.accbg}; }}
QMenu::item:disabled {{ color:{p.t4}; }}
QMenu::separator {{ height:1px; background:{p.line}; margin:{px(4)}px 0; }}
QScrollBar:vertical {{ background:transparent; width:{px(11)}px; margin:0; }}
QScrollBar:horizontal {{ background:transparent; height:{px(11)}px; margin:0; }}
QScrollBar::handle {{ background:{p.line2}; border-radius:{px(3)}px; margin:{px(2)}px; }}
QScrollBar::handle:vertical {{ min-height:{px(28)}px; }}
QScrollBar::handle:horizontal {{ min-width:{px(28)}px; }}
QScrollBar::handle:hover {{ background:{p.t4}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width:0; height:0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background:transparent; }}
QPushButton {{ color:{p.t1}; background:{p.page}; border:1px solid {p.line2}; border-radius:{px(4)}px;
  padding:0 {px(12)}px; min-height:{px(26)}px; }}
QPushButton:hover {{ background:{p.hover}; }}
QPushButton:pressed {{ background:{p.sel}; }}
QPushButton:default {{ color:{p.on_acc}; background:{p.acc}; border-color:{p.acc}; }}
QPushButton:focus {{ border-color:{p.acc}; }}
QPushButton:disabled {{ color:{p.t4}; background:{p.head}; border-color:{p.line}; }}
QLineEdit {{ color:{p.t1}; background:{p.page}; border:1px solid {p.line2}; border-radius:{px(4)}px;
  padding:0 {px(6)}px; min-height:{px(26)}px; selection-background-color:{p.acc}; selection-color:{p.on_acc}; }}
QLineEdit:focus {{ border-color:{p.acc}; }}
QLineEdit:disabled {{ color:{p.t4}; background:{p.head}; }}
QListView::item {{ padding:0 {px(8)}px; }}
QListView::item:selected {{ color:{p.t1}; background:{p.sel}; }}
QListView::item:hover {{ background:{p.hover}; }}
QTableView {{ gridline-color:{p.line}; selection-background-color:{p.sel}; selection-color:{p.t1}; }}
QTableCornerButton::section {{ background:{p.head}; border:0; border-right:1px solid {p.line};
  border-bottom:1px solid {p.line2}; }}
QAbstractScrollArea::corner {{ background:transparent; border:0; }}
QHeaderView {{ background:{p.head}; }}
QHeaderView::section {{ color:{p.t2}; background:{p.head}; border:0; border-right:1px solid {p.line};
  border-bottom:1px solid {p.line2}; padding:{px(3)}px {px(8)}px; }}
"""
