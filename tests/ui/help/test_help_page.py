"""The page 帮助: what it finds, where its links lead, and how it is printed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.pdf_reading import texts_of_pages
from wzdesk.services.places import resources_folder
from wzdesk.ui.help.book import read_book
from wzdesk.ui.help.help_page import HelpPage
from wzdesk.ui.help.printed import help_pdf
from wzdesk.ui.help.reading import headings
from wzdesk.ui.printing.paper_font import paper_family
from wzdesk.ui.theme import DARK, Theme

HELP = resources_folder() / "help"
BOOK = read_book(HELP)


@pytest.fixture
def page(qtbot: QtBot) -> HelpPage:
    made = HelpPage(Theme(), HELP)
    qtbot.addWidget(made)
    made.resize(1298, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def marked(page: HelpPage) -> str:
    mark = page.text.extraSelections()[0]
    words: str = mark.cursor.selectedText()  # type: ignore[attr-defined]
    return words


def section_title(page: HelpPage) -> str:
    section = page.text.section
    assert section is not None
    return section.title


def test_that_words_are_found_in_their_context() -> None:
    hits = BOOK.find("撤销")
    assert hits[0].section.title == "怎么撤销？"
    assert len(hits) > 10
    assert {hit.match for hit in hits} == {"撤销"}
    assert all(hit.before + hit.after for hit in hits)
    assert BOOK.find("没有这个词") == []
    assert BOOK.find(" ") == []


def test_that_initials_find_headings_by_two_letters_and_lines_by_three() -> None:
    assert "怎么撤销？" in [hit.section.title for hit in BOOK.find("cx")]
    assert all(hit.match in hit.section.title for hit in BOOK.find("cx"))
    assert "撤销没" in {hit.match for hit in BOOK.find("cxm")}


def test_that_enter_and_down_go_through_what_was_found(page: HelpPage) -> None:
    QTest.keyClicks(page.field, "zt")
    page.field.setText("粘贴")
    hits = page.book.find("粘贴")
    assert page.found.text() == f"找到 {len(hits)} 处"
    assert marked(page) == "粘贴"
    seen = [page.contents.hits.currentRow()]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(page.field, key)
        seen.append(page.contents.hits.currentRow())
        assert marked(page) == "粘贴"
        assert section_title(page) == hits[seen[-1]].section.title
    assert seen == [0, 1, 2, 1]
    page.contents.hits.setCurrentRow(len(hits) - 1)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.contents.hits.currentRow() == 0
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert page.contents.currentWidget() is page.contents.tree


def test_that_every_section_is_shown_from_its_heading_on(page: HelpPage) -> None:
    for section in BOOK.sections:
        page.contents.section_picked.emit(section)
        assert headings(page.text.document())[section.number].text() == section.title
        assert page.text.textCursor().block().text() == section.title


def test_that_links_lead_to_other_topics(page: HelpPage) -> None:
    assert page.show_place("q-merge")
    page.text.anchorClicked.emit(QUrl("#merge"))
    assert section_title(page) == "收回合并"
    assert not page.show_place("nowhere")


def test_that_pictures_follow_the_width_and_the_text_the_look(page: HelpPage, qtbot: QtBot) -> None:
    page.show_place("paste")

    def width() -> float:
        return page.text.document().size().width()

    before = width()
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: width() < before)
    assert not page.text.horizontalScrollBar().maximum()
    page._theme.set_palette(DARK)
    assert section_title(page) == "粘贴一片数"


def test_that_the_help_is_printed_with_contents_and_page_numbers(page: HelpPage, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = tmp_path / "帮助.pdf"
    file.write_bytes(help_pdf(BOOK, HELP, paper_family(), lambda done, total: told.append((done, total))))
    pages = texts_of_pages(file)
    assert told[-1] == (len(pages), len(pages))
    for number, text in enumerate(pages, 1):
        assert text.endswith(f"{number}/{len(pages)}")
    first = next(place for place, text in enumerate(pages) if text.startswith("第一次打开软件不联网"))
    contents = "".join(pages[:first])
    for topic in BOOK.topics:
        title = "".join(topic.title.split())
        place = next(place for place, text in enumerate(pages) if place >= first and text.startswith(title))
        assert f"{title}{place + 1}" in contents
