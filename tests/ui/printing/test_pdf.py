"""PDFs as another program reads them, and letters as wide as they were measured."""

import itertools
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from tests.pdf_reading import fonts, properties, texts_of_pages
from tests.reports.paper.sheets import long_sheet
from tests.reports.plan_samples import annual_table
from wzdesk.domain.filled_plan import fill
from wzdesk.reports.paper.lay_out_pages import lay_out_pages
from wzdesk.reports.paper.page import Page, PlacedText
from wzdesk.reports.paper.printout import CannotPrint, Printout, Signatures, a4
from wzdesk.services.print_plan_table import plan_printout, save_pdf
from wzdesk.ui.printing.draw_page import draw_page
from wzdesk.ui.printing.paper_font import paper_family, ruler_of
from wzdesk.ui.printing.pdf import pdf_of
from wzdesk.ui.printing.printers import print_pages

pytestmark = pytest.mark.usefixtures("qapp")
LONG = Printout(long_sheet(), unit="万元", is_demo=True, author="张三", signatures=Signatures("张三"))


def laid_out(printout: Printout, *, is_landscape: bool = True) -> tuple[Page, ...]:
    return lay_out_pages(printout, ruler_of(paper_family()), a4(is_landscape=is_landscape))


def written(printout: Printout, path: Path, *, is_landscape: bool = True) -> Path:
    pages = laid_out(printout, is_landscape=is_landscape)
    save_pdf(pdf_of(pages, printout, paper_family(), is_landscape=is_landscape), path)
    return path


@pytest.mark.parametrize("is_landscape", (True, False))
def test_that_300_rows_are_found_each_on_its_page(tmp_path: Path, is_landscape: bool) -> None:
    pages = laid_out(LONG, is_landscape=is_landscape)
    texts = texts_of_pages(written(LONG, tmp_path / "长表.pdf", is_landscape=is_landscape))
    assert len(texts) == len(pages) > 5
    for number, (page, text) in enumerate(zip(pages, texts, strict=True), 1):
        rows = {n for n in range(1, 301) if f"演示项目第{n}号工程及配套道路" in text}
        assert rows == {row - 2 for row in page.rows}
        assert f"第{number}页共{len(pages)}页" in text
        assert "项目名称" in text
    assert "填表人：张三" in texts[-1]


def test_that_letters_are_in_the_file_and_can_be_searched(tmp_path: Path) -> None:
    found = fonts(written(LONG, tmp_path / "表.pdf"))
    assert found
    for *_, is_embedded, _is_subset, has_unicode, _number, _generation in found:
        assert (is_embedded, has_unicode) == ("yes", "yes")


def test_that_title_author_and_paper_are_told(tmp_path: Path) -> None:
    told = properties(written(LONG, tmp_path / "表.pdf"))
    assert (told["Title"], told["Author"]) == ("测试表", "张三")
    assert "A4" in told["Page size"]


def test_that_a_plan_keeps_its_figures_in_the_pdf(tmp_path: Path) -> None:
    table = annual_table()
    (text,) = texts_of_pages(written(plan_printout(table, fill(table).assessments), tmp_path / "计划.pdf"))
    for wanted in (
        "2023年温州市国民经济和社会发展计划完成情况",
        "8730.6",
        "29.0",
        "0.770",
        "5以内",
        "缩小0.04个点",
    ):
        assert wanted in text
    assert "演示" not in text


@pytest.mark.parametrize("zoom", (0.6, 1.0, 1.19, 2.5))
def test_that_letters_on_the_screen_keep_within_the_width_that_was_measured(zoom: float) -> None:
    """Screens round the size of letters to whole px: at 7.5 points and a small zoom by up to a tenth."""
    family = paper_family()
    for size, is_strong in itertools.product((7.5, 9.0, 10.5, 16.0), (False, True)):
        words = "国地区生产总值(GDP)8730.6亿元，增长6%左右国"
        width = size * sum(ruler_of(family).advance(sign, is_strong=is_strong) for sign in words)
        page = Page((PlacedText(words, 20, 40, size, width, is_strong),), ())
        picture = QImage(1600, 120, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        draw_page(painter, page, family, zoom)
        painter.end()
        inked = [x for x in range(1600) if any(picture.pixel(x, y) & 0xFF < 200 for y in range(120))]
        assert 20 * zoom - 1 <= inked[0] <= (20 + 0.2 * size) * zoom + 1
        assert (20 + width - 0.2 * size) * zoom - 2 <= inked[-1] <= (20 + width) * zoom + 1.5


def test_that_a_machine_without_chinese_letters_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    with pytest.raises(CannotPrint) as caught:
        paper_family()
    assert "没有中文字体" in caught.value.sentence


def test_that_songti_is_taken_first_and_any_chinese_typeface_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["AR PL UMing CN", "SimSun"])
    assert paper_family() == "SimSun"
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["AR PL UMing CN"])
    assert paper_family() == "AR PL UMing CN"


@pytest.mark.parametrize("is_landscape", (True, False))
def test_that_a_printer_gets_the_wanted_pages_and_copies(tmp_path: Path, is_landscape: bool) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    pages = laid_out(LONG, is_landscape=is_landscape)[1:3]
    print_pages(printer, pages, paper_family(), title="测试表", is_landscape=is_landscape, copies=2)
    texts = texts_of_pages(tmp_path / "out.pdf")
    assert len(texts) == 4
    assert texts[:2] == texts[2:]
    assert "测试表（续）" in texts[0]
    width, _, height = properties(tmp_path / "out.pdf")["Page size"].split()[:3]
    assert (float(width) > float(height)) is is_landscape


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_that_a_printer_that_takes_nothing_is_told() -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/没有这个文件夹/out.pdf")
    with pytest.raises(CannotPrint) as caught:
        print_pages(printer, laid_out(LONG), paper_family(), title="测试表", is_landscape=True)
    assert "没有打印完" in caught.value.sentence
