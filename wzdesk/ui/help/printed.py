"""The whole help as a PDF: a title, the contents with page numbers, then all topics, each on a new page."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from wzdesk import __version__
from wzdesk.ui import painting
from wzdesk.ui.help.book import Book
from wzdesk.ui.help.reading import dress_tables, headings, space_blocks
from wzdesk.ui.jobs import Progress
from wzdesk.ui.printing.pdf import PROGRAM, page_layout
from wzdesk.ui.theme import LIGHT

TITLE = "计划与项目工作台　帮助"
_RESOLUTION, _DPI = 1200, 96
_PAGE = QSizeF(794, 1123)
"""A4 in px of 96 to the inch; the text keeps these margins."""
_SIDE, _TOP, _BOTTOM = 72, 72, 76
_TEXT = QSizeF(_PAGE.width() - 2 * _SIDE, _PAGE.height() - _TOP - _BOTTOM)
_SIZE_PX = 14


def help_pdf(book: Book, folder: Path, family: str, progress: Progress) -> bytes:
    """Lay the topics out, number the pages, and write them; ``progress`` may stop it between two pages."""
    body = _body(book, folder, family)
    contents = _contents(book, _pages_of(body), family, 0)
    contents = _contents(book, _pages_of(body), family, contents.pageCount())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout(is_landscape=False))
    writer.setTitle(TITLE)
    writer.setCreator(f"{PROGRAM} {__version__}")
    painter = QPainter(writer)
    painter.scale(_RESOLUTION / _DPI, _RESOLUTION / _DPI)
    total, number = contents.pageCount() + body.pageCount(), 0
    for document in (contents, body):
        for page in range(document.pageCount()):
            if number:
                writer.newPage()
            number += 1
            _draw(painter, document, page)
            _draw_foot(painter, f"{number} / {total}", family)
            progress(number, total)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


class _Paper(QTextDocument):
    """A document for paper, with pictures as wide as its text and as sharp as they are."""

    def __init__(self, folder: Path, family: str) -> None:
        super().__init__()
        self._folder = folder
        font = QFont(family)
        font.setPixelSize(_SIZE_PX)
        self.setDefaultFont(font)
        self.setDocumentMargin(0)
        self.setUseDesignMetrics(True)
        self.setPageSize(_TEXT)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        url = name if isinstance(name, QUrl) else QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, url)
        image = QImage(str(self._folder / url.path()))
        if image.width() > _TEXT.width():
            image.setDevicePixelRatio(image.width() / _TEXT.width())
        return image


def _body(book: Book, folder: Path, family: str) -> QTextDocument:
    document = _Paper(folder, family)
    document.setMarkdown("\n\n".join(topic.markdown for topic in book.topics))
    space_blocks(document, 5, 18, 6)
    dress_tables(document, LIGHT.line2, 4)
    for block in headings(document):
        if block.blockFormat().headingLevel() == 1:
            layout = block.blockFormat()
            layout.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(layout)
    _drop_first_break(document)
    return document


def _drop_first_break(document: QTextDocument) -> None:
    """The first topic begins the first page; a break before it would leave that empty."""
    block: QTextBlock = document.begin()
    layout = block.blockFormat()
    layout.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_Auto)
    QTextCursor(block).setBlockFormat(layout)


def _pages_of(document: QTextDocument) -> list[int]:
    """On which page of its document each heading stands, from 0."""
    layout, height = document.documentLayout(), _TEXT.height()
    return [int(layout.blockBoundingRect(block).top() // height) for block in headings(document)]


def _contents(book: Book, pages: list[int], family: str, before: int) -> QTextDocument:
    """Topics and sections with their pages; ``before`` is how many pages stand before the first topic."""
    rows = []
    for section, page in zip(book.sections, pages, strict=True):
        name = escape(section.title)
        words = f"<b>{name}</b>" if section.level == 1 else "&nbsp;" * 6 * (section.level - 1) + name
        rows.append(f'<tr><td width="92%">{words}</td><td align="right">{before + page + 1}</td></tr>')
    document = _Paper(Path(), family)
    document.setHtml(
        f"<h1>{TITLE}</h1><p>版本 {__version__}</p><h2>目录</h2>"
        f'<table width="100%" cellpadding="2" cellspacing="0">{"".join(rows)}</table>'
    )
    return document


def _draw(painter: QPainter, document: QTextDocument, page: int) -> None:
    area = QRectF(0, page * _TEXT.height(), _TEXT.width(), _TEXT.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = area  # type: ignore[attr-defined]
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.t1))
    palette.setColor(QPalette.ColorRole.Link, QColor(LIGHT.acc))
    context.palette = palette  # type: ignore[attr-defined]
    painter.save()
    painter.translate(_SIDE, _TOP - area.top())
    painter.setClipRect(area)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_foot(painter: QPainter, words: str, family: str) -> None:
    font = QFont(family)
    font.setPixelSize(11)
    foot = QRectF(_SIDE, _PAGE.height() - _BOTTOM + 20, _TEXT.width(), 20)
    painting.text(painter, foot, words, font, LIGHT.t3, painting.CENTRE)
