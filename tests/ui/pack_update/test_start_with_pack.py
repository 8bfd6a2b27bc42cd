"""A double click on a pack that was sent: the program opens on what the pack would change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks, sentence_of
from tests.services.pack_update.packs import CITY_KEY, change, copy_of_pack, write_sent
from tests.tour.walk import Walk, wait_for
from tests.ui.pack_update.shown_changes import definition, shown
from wzdesk.services.exchange.keys import accept_key
from wzdesk.services.open_data_file import create_data_file, open_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.begin.begin_page import BeginPage
from wzdesk.ui.pages import HOME

NEW_WORDS = "按第五次经济普查后的口径计算"


@pytest.fixture
def walks(qapp: QApplication, tmp_path: Path) -> Iterator[Walks]:
    made = Walks(qapp, tmp_path)
    yield made
    made.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    return path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A pack of a signer whom one knows, with another wording of one definition."""
    pack = copy_of_pack(tmp_path / "next")
    change(pack, "indicators.csv", "绝对值按现价计算", NEW_WORDS)
    accept_key(CITY_KEY.public.text, "温州市发展改革委", CITY_KEY.public.fingerprint)
    return write_sent(pack, tmp_path / "温州.wzpack")


def start(walk: Walk) -> None:
    ready: list[bool] = []
    walk.program.ready.connect(lambda: ready.append(True))
    walk.program.window.show()
    wait_for(lambda: bool(ready), "the window")


def test_that_the_program_opens_on_the_changes_of_the_pack(walks: Walks, data: Path, sent: Path) -> None:
    walk = walks.window(data, sent)
    start(walk)
    dialog = shown(walk)
    assert dialog.counts.text() == "指标 改动 1。"
    assert NEW_WORDS not in definition(walk)  # nothing is done before one has seen it
    dialog.take.click()
    wait_for(lambda: NEW_WORDS in definition(walk), "the update")


def test_that_a_pack_waits_until_the_other_window_has_closed_the_file(
    walks: Walks, data: Path, sent: Path
) -> None:
    other = open_data_file(data)
    assert not other.read_only
    walk = walks.window(data, sent)
    start(walk)
    wait_for(lambda: "温州.wzpack 等关闭后再更新" in sentence_of(walk), "the sentence")
    assert walk.program.workspace.updates.shown is None
    other.close()
    dialog = shown(walk)
    assert dialog.take.isEnabled()
    dialog.leave.click()


def test_that_a_first_start_asks_its_questions_before_it_shows_the_pack(walks: Walks, sent: Path) -> None:
    walk = walks.window(None, sent)
    program = walk.program
    program.window.show()
    wait_for(lambda: program.window.made_page(HOME) is not None, "the questions")
    page = program.window.page(HOME)
    assert isinstance(page, BeginPage)
    assert program.workspace.updates.shown is None
    page.start.click()
    dialog = shown(walk)
    assert dialog.counts.text() == "指标 改动 1。"
    dialog.leave.click()


def test_that_a_pack_that_is_gone_is_said(walks: Walks, data: Path, tmp_path: Path) -> None:
    walk = walks.window(data, tmp_path / "没有.wzpack")
    start(walk)
    wait_for(lambda: "没有.wzpack" in sentence_of(walk), "the sentence")
    assert walk.program.workspace.updates.shown is None
