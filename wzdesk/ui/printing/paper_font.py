"""The typeface of printed pages, and its measures for the layout.

Tables of offices are set in 宋体; where a machine has none, the window's own typeface stands in.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from wzdesk.reports.paper.printout import CannotPrint
from wzdesk.ui.figures import digit_cell
from wzdesk.ui.theme import FAMILIES, SERIF_FAMILIES

_MEASURED = 1000  # px, so that widths are those of the outlines, the same on every device


def paper_family() -> str:
    """The typeface of the pages: the first that there is, else any with Chinese letters.

    Raises:
        CannotPrint: the machine has no Chinese typeface.
    """
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    wanted = (*SERIF_FAMILIES, *FAMILIES)
    found = next((family for family in wanted if family in chinese), None) or next(iter(chinese), None)
    if found is None:
        raise CannotPrint("这台电脑没有中文字体，打出来全是方框，没有打印；请先装宋体或文泉驿字体。")
    return found


def paper_font(family: str, size: float, *, is_strong: bool) -> QFont:
    """Letters of ``size`` points on the device that they are drawn on."""
    font = QFont(family)
    font.setPointSizeF(size)
    font.setBold(is_strong)
    font.setKerning(False)  # a line is as wide as its signs together
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
    return font


def _measured_font(family: str, *, is_strong: bool) -> QFont:
    font = paper_font(family, 1.0, is_strong=is_strong)
    font.setPixelSize(_MEASURED)
    return font


class PaperRuler:
    """Measures of the typeface for the layout; digits are all as wide as the widest."""

    def __init__(self, family: str) -> None:
        fonts = {is_strong: _measured_font(family, is_strong=is_strong) for is_strong in (False, True)}
        self._metrics = {is_strong: QFontMetricsF(font) for is_strong, font in fonts.items()}
        self._digits = {is_strong: digit_cell(font) for is_strong, font in fonts.items()}
        self._widths: dict[tuple[str, bool], float] = {}

    @property
    def ascent(self) -> float:
        """In ems; letters of Chinese fill their em, whatever the typeface says of its accents."""
        return min(self._metrics[False].ascent() / _MEASURED, 0.88)

    @property
    def descent(self) -> float:
        """In ems."""
        return min(self._metrics[False].descent() / _MEASURED, 0.2)

    def advance(self, sign: str, *, is_strong: bool) -> float:
        """Width of a sign in ems."""
        key = (sign, is_strong)
        if key not in self._widths:
            width = (
                self._digits[is_strong]
                if sign.isdecimal()
                else self._metrics[is_strong].horizontalAdvance(sign)
            )
            self._widths[key] = width / _MEASURED
        return self._widths[key]


@cache
def ruler_of(family: str) -> PaperRuler:
    """The measures of a typeface, taken once."""
    return PaperRuler(family)
