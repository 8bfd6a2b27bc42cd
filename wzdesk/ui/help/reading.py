"""The right side of the help: one topic with its pictures, and what was found in it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from wzdesk.ui.help.book import Book, Hit, Section
from wzdesk.ui.theme import Role, Theme

_MARGIN, _WIDEST, _REST_MS = 24, 960, 120


class Reading(QTextBrowser):
    """Shows a section within its topic; links to other sections are told."""

    link_followed = Signal(str)
    """The anchor of a section."""

    def __init__(self, theme: Theme, book: Book, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._book, self._folder = theme, book, folder
        self._section: Section | None = None
        self._shown_width = 0
        self.setAccessibleName("帮助")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # pictures know the width
        self.anchorClicked.connect(self._on_link)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._fit)
        theme.changed.connect(self._show_again)

    @property
    def section(self) -> Section | None:
        """What was asked for last."""
        return self._section

    def show_section(self, section: Section) -> None:
        """Show the topic from this section on."""
        is_other = self._section is None or self._section.topic != section.topic
        self._section = section
        if is_other:
            self._show_topic()
        self.setExtraSelections([])
        self._scroll_to(self._heading(section))

    def show_hit(self, hit: Hit) -> None:
        """Show the place where something was found, marked."""
        self.show_section(hit.section)
        start = QTextCursor(self._heading(hit.section))
        start.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
        found = self.document().find(hit.match, start)
        line = (hit.before.removeprefix("…") + hit.match).split("　")[-1]
        while not found.isNull() and line not in found.block().text():
            found = self.document().find(hit.match, found)
        if found.isNull():
            return
        mark = QTextEdit.ExtraSelection()
        mark.cursor = found  # type: ignore[attr-defined]
        mark.format.setBackground(QColor(self._theme.palette.query_tint))  # type: ignore[attr-defined]
        mark.format.setForeground(QColor(self._theme.palette.t1))  # type: ignore[attr-defined]
        mark.format.setFontWeight(700)  # type: ignore[attr-defined]
        self.setExtraSelections([mark])
        self._scroll_to(found.block())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture as wide as there is room, drawn for the screen's own pixels."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, url)
        image = QImage(str(self._folder / url.path()))
        if image.isNull():
            return image
        ratio = self.devicePixelRatioF()
        width = min(round(self._room() * ratio), round(image.width() * max(ratio, 1.0)))
        scaled = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width when it rests."""
        super().resizeEvent(event)
        if self._section is not None and self._room() != self._shown_width:
            self._resting.start()

    # Inside

    def _room(self) -> int:
        px = self._theme.px
        return max(px(200), min(self.viewport().width() - 2 * px(_MARGIN) - 2, px(_WIDEST)))

    def _show_topic(self) -> None:
        assert self._section is not None
        self._shown_width = self._room()
        document = self.document()
        document.clear()
        document.setDefaultFont(self._theme.font(Role.BODY))
        document.setDocumentMargin(self._theme.px(_MARGIN))
        self.setMarkdown(self._book.topics[self._section.topic].markdown)
        space_blocks(document, self._theme.px(5), self._theme.px(20), self._theme.px(8))
        dress_tables(document, self._theme.palette.line2, self._theme.px(5))
        self._narrow(document)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)

    def _narrow(self, document: QTextDocument) -> None:
        """Lines no longer than the eye follows, however wide the window is."""
        margin = self._theme.px(_MARGIN)
        frame = document.rootFrame().frameFormat()
        frame.setRightMargin(max(margin, self.viewport().width() - margin - self._room()))
        document.rootFrame().setFrameFormat(frame)

    def _show_again(self) -> None:
        if self._section is not None:
            self._show_topic()
            self._scroll_to(self._heading(self._section))

    def _fit(self) -> None:
        if self._section is not None and self._room() != self._shown_width:
            share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
            self._show_topic()
            self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def _heading(self, section: Section) -> QTextBlock:
        return headings(self.document())[section.number]

    def _scroll_to(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        margin = 0 if block.blockNumber() == 0 else self._theme.px(8)
        self.verticalScrollBar().setValue(0 if block.blockNumber() == 0 else int(top) - margin)

    def _on_link(self, url: QUrl) -> None:
        self.link_followed.emit(url.fragment())


def headings(document: QTextDocument) -> list[QTextBlock]:
    """The headings of a document, in their order."""
    found, block = [], document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            found.append(QTextBlock(block))
        block = block.next()
    return found


def space_blocks(document: QTextDocument, between: int, above: int, below: int) -> None:
    """Room above headings and between lines, which Markdown leaves out."""
    block = document.begin()
    while block.isValid():
        layout = block.blockFormat()
        layout.setLineHeight(between, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        if level := layout.headingLevel():
            layout.setTopMargin(above if level > 1 else 0)
            layout.setBottomMargin(below)
        QTextCursor(block).setBlockFormat(layout)
        block = block.next()


def dress_tables(document: QTextDocument, line: str, padding: int) -> None:
    """Thin lines and room in the cells."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            layout = QTextTableFormat(frame.format())
            layout.setBorder(1)
            layout.setBorderCollapse(True)
            layout.setBorderBrush(QColor(line))
            layout.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
            layout.setCellPadding(padding)
            layout.setCellSpacing(0)
            layout.clearProperty(QTextFormat.Property.FrameWidth.value)
            frame.setFormat(layout)
