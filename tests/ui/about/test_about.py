from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wzdesk import __version__
from wzdesk.services import licences
from wzdesk.services.licences import Part, own_licence, parts, write_parts
from wzdesk.ui.about.about_line import AboutLine
from wzdesk.ui.about.licences_dialog import LicencesDialog
from wzdesk.ui.theme import Theme

PARTS = (
    Part("alembic", "1.2", "MIT", "Permission is hereby granted"),
    Part("Qt", "6.9.3", "LGPL-3.0-only", "This version of the GNU Lesser General Public License"),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> LicencesDialog:
    dialog = LicencesDialog(Theme(), PARTS)
    qtbot.addWidget(dialog)
    return dialog


def shown(dialog: LicencesDialog) -> list[str]:
    lines = [dialog.list.item(row) for row in range(dialog.list.count())]
    return [line.text() for line in lines if not line.isHidden()]


def test_that_the_first_licence_is_open_at_once(dialog: LicencesDialog) -> None:
    assert shown(dialog) == ["alembic 1.2", "Qt 6.9.3"]
    assert dialog.text.toPlainText() == "alembic 1.2\nMIT\n\nPermission is hereby granted"
    assert dialog.text.isReadOnly()


def test_that_words_of_a_text_find_it_and_are_marked(dialog: LicencesDialog) -> None:
    dialog.field.setText("lesser general")
    assert shown(dialog) == ["Qt 6.9.3"]
    assert dialog.text.textCursor().selectedText() == "Lesser General"
    dialog.field.setText("没有这样的字")
    assert shown(dialog) == []
    assert dialog.text.toPlainText() == ""
    assert not dialog.nothing.isHidden()
    dialog.field.clear()
    assert shown(dialog) == ["alembic 1.2", "Qt 6.9.3"]
    assert dialog.text.toPlainText().startswith("alembic")


def test_that_the_line_says_the_version_and_opens_the_licences(qtbot: QtBot) -> None:
    line = AboutLine(Theme())
    qtbot.addWidget(line)
    assert __version__ in line.words.text()
    line.licences.click()
    opened = line.findChild(LicencesDialog)
    assert opened is not None
    names = [text.rpartition(" ")[0] for text in shown(opened)]
    assert names[0] == "wzdesk"
    assert {"PySide6_Essentials", "SQLAlchemy", "openpyxl", "numpy"} <= set(names)
    assert "Permission is hereby granted" in opened.text.toPlainText()
    opened.accept()


def test_that_developers_packages_are_no_part_of_the_program() -> None:
    names = {part.name.lower() for part in parts()}
    assert not names & {"pytest", "ruff", "mypy", "hypothesis", "pandas", "wzdesk"}
    assert all(part.text and part.version for part in parts())


def test_that_a_package_tells_what_was_collected_when_it_was_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parts(reversed(PARTS), tmp_path)
    (tmp_path / "LICENSE").write_text("MIT License", "utf-8")
    monkeypatch.setattr(licences, "resources_folder", lambda: tmp_path)
    assert parts() == list(PARTS)
    assert own_licence() == Part("wzdesk", __version__, "MIT", "MIT License")
