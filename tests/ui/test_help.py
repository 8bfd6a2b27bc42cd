from pathlib import Path

from pytestqt.qtbot import QtBot

from wzdesk.services.places import resources_folder
from wzdesk.ui.help.help_page import HelpPage
from wzdesk.ui.theme import Theme


def test_that_help_finds_words_and_starts_again_at_the_top(qtbot: QtBot) -> None:
    page = HelpPage(Theme(), resources_folder() / "help")
    qtbot.addWidget(page)
    page.field.setText("撤销")
    first = page.find_next()
    place = page.text.textCursor().position()
    assert first
    while page.text.find("撤销"):
        assert page.text.textCursor().position() > place
    assert page.find_next()
    assert page.text.textCursor().position() == place
    page.field.setText("没有这个词")
    assert not page.find_next()


def test_that_help_names_every_key_of_the_window() -> None:
    text = Path(resources_folder() / "help" / "帮助.md").read_text(encoding="utf-8")
    for key in ("F2", "Alt+↓", "Ctrl+Z", "Ctrl+V", "Ctrl+D", "F1"):
        assert key in text
