"""The steps of the self-test that need Qt: typefaces, icons, a chart, a page of paper.

They run without a screen, on Qt's offscreen platform, unless QT_QPA_PLATFORM says otherwise.
"""

import os
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from wzdesk.domain.trend import trend_of
from wzdesk.services.print_plan_table import plan_printout
from wzdesk.services.self_test.data_steps import DataSteps
from wzdesk.services.self_test.step import Step, Steps, expect
from wzdesk.ui import icons
from wzdesk.ui.printing.without_window import make_pdf
from wzdesk.ui.theme import FAMILIES, apply_theme, make_application

_CHART_SIZE, _ICON_PX = (420, 172), 32


class Drawing:
    """Draws what the data steps have made."""

    def __init__(self, data: DataSteps, folder: Path) -> None:
        self._data, self._folder = data, folder

    @property
    def steps(self) -> Steps:
        """In the order in which they must be tried."""
        return (
            Step("qt", "图形库", self._start_qt),
            Step("font", "中文字体", self._look_for_font),
            Step("icons", "图标和 Qt 的中文文字", self._draw_icon),
            Step("chart", "画走势图", self._draw_chart),
            Step("pdf", "印成 PDF", self._print),
        )

    def _start_qt(self) -> str:
        if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QApplication.instance()
        self._app = app if isinstance(app, QApplication) else make_application()
        self._theme = apply_theme(self._app)
        return f"Qt {QLibraryInfo.version().toString()}，{self._app.platformName()}"

    def _look_for_font(self) -> str:
        families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        expect(holds=bool(families), otherwise="没有中文字体，界面上的字都会是方框；请安装一种中文字体。")
        family = QFont(list(FAMILIES))
        expect(
            holds=QFontMetrics(family).inFontUcs4(ord("温")),
            otherwise="界面用的字体里没有汉字；请安装一种中文字体。",
        )
        return f"{len(families)} 种，如 {families[0]}"

    def _draw_icon(self) -> str:
        formats = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
        expect(holds="svg" in formats, otherwise="缺少读 SVG 图标的插件。")
        file = icons.resources_folder() / "icons" / "wzdesk.svg"
        picture: QPixmap = QIcon(str(file)).pixmap(_ICON_PX, _ICON_PX)
        expect(holds=_colors(picture.toImage()) > 1, otherwise=f"图标 {file} 画出来是空的。")
        words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
        expect(holds=words.is_file(), otherwise=f"没有 Qt 的中文文字 {words}。")
        return "都在"

    def _draw_chart(self) -> str:
        from wzdesk.ui.charts.trend_chart import TrendChart

        filling = self._data.filling
        table = filling.filled.table
        part = next(iter(table.plan.parts()))[1]
        trend = trend_of(table, part, filling.years(part.indicator))
        chart = TrendChart(self._theme)
        chart.resize(*_CHART_SIZE)
        empty = _colors(_grabbed(chart))
        chart.show_trend(trend)
        drawn = _colors(_grabbed(chart))
        chart.close()
        expect(
            holds=bool(trend.points) and drawn > max(empty, 8),
            otherwise=f"走势图画出来只有 {drawn} 种颜色，像是空的。",
        )
        return f"{len(trend.points)} 年，{drawn} 种颜色"

    def _print(self) -> str:
        filled = self._data.filling.filled
        file = self._folder / "计划表.pdf"
        count = make_pdf(plan_printout(filled.table, filled.assessments), file, is_landscape=True)
        content = file.read_bytes()
        expect(holds=content.startswith(b"%PDF") and count > 0, otherwise="没有印出 PDF。")
        expect(holds=b"/FontFile" in content, otherwise="PDF 里没有带字体。")
        return f"{count} 页，{len(content):,} 字节"


def drawing_steps(data: DataSteps, folder: Path) -> Steps:
    """The steps in their order."""
    return Drawing(data, folder).steps


def _grabbed(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _colors(picture: QImage) -> int:
    """How many colours a picture has: one where nothing was drawn."""
    return len({picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())})
