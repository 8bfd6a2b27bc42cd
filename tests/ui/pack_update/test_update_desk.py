"""A pack that the city sends, through the window: dropped, shown, taken, undone; nobody unknown is believed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.jobs.windows import Walks, sentence_of
from tests.services.pack_update.packs import CITY_KEY, NEXT, change, copy_of_pack, write_sent
from tests.tour.walk import Walk, wait_for
from tests.ui.pack_update.shown_changes import definition, shown
from wzdesk.services.exchange.keys import accept_key, known_keys
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.pack_update.signer_dialog import SignerDialog
from wzdesk.ui.pages import EXCHANGE, SETTINGS
from wzdesk.ui.settings.settings_page import SettingsPage


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path) -> Iterator[Walk]:
    data = tmp_path / "温州市计划.wzd"
    create_data_file(data, pack_folder("wenzhou")).close()
    walks = Walks(qapp, tmp_path)
    made = walks.window(data)
    ready: list[bool] = []
    made.program.ready.connect(lambda: ready.append(True))
    made.program.window.show()
    wait_for(lambda: bool(ready) and made.program.workspace.are_charts_loaded, "the window")
    yield made
    walks.close()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A pack with one name and one target of another wording."""
    pack = copy_of_pack(tmp_path / "next")
    change(pack, "indicators.csv", "绝对值按现价计算", "按第五次经济普查后的口径计算")
    change(pack, "forms/monthly.toml", 'name = "', 'name = "新')
    return write_sent(pack, tmp_path / "温州.wzpack")


def known() -> None:
    accept_key(CITY_KEY.public.text, "温州市发展改革委", CITY_KEY.public.fingerprint)


def drop(walk: Walk, path: Path) -> bool:
    """Drop a file on the window; whether it was taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPointF(300, 300).toPoint(), *how)
    QApplication.sendEvent(walk.program.window, entered)
    event = QDropEvent(QPointF(300, 300), *how)
    QApplication.sendEvent(walk.program.window, event)
    return entered.isAccepted() and event.isAccepted()


def test_that_a_dropped_pack_shows_its_changes_and_is_taken_up(walk: Walk, sent: Path) -> None:
    known()
    assert drop(walk, sent)
    dialog = shown(walk)
    assert dialog.title.text() == f"温州市计划指标数据包　{NEXT}"
    assert dialog.signer.text().startswith("温州市发展改革委签名")
    assert dialog.counts.text() == "指标 改动 1；填报表 改动 1。"
    model = dialog.table.model()
    assert [model.index(row, 2).data() for row in range(model.rowCount())] == [
        "地区生产总值",
        "主要经济指标月报表",
    ]
    before = definition(walk)
    dialog.take.click()
    wait_for(lambda: definition(walk) != before, "the update")
    wait_for(lambda: "更新了 2 处" in sentence_of(walk), "the sentence")
    assert walk.program.workspace.updates.shown is None
    assert drop(walk, sent)
    dialog = shown(walk)
    assert dialog.take.isHidden()
    assert dialog.counts.text() == "和文件里的一样，没有要更新的。"
    dialog.leave.click()


def test_that_leaving_changes_nothing(walk: Walk, sent: Path) -> None:
    known()
    before = definition(walk)
    drop(walk, sent)
    shown(walk).leave.click()
    assert definition(walk) == before
    assert walk.program.workspace.updates.shown is None


def test_that_an_unknown_signer_is_asked_for_the_fingerprint(walk: Walk, sent: Path) -> None:
    drop(walk, sent)
    desk = walk.program.workspace.updates
    wait_for(lambda: isinstance(desk.shown, SignerDialog), "the question")
    asking = desk.shown
    assert isinstance(asking, SignerDialog)
    assert CITY_KEY.public.fingerprint not in asking.words.text()  # it is to be heard, not copied
    assert not asking.keep.isEnabled()
    asking.heard.setText("AAAA-AAAA-AAAA-AAAA")
    asking.keep.click()
    assert "对不上，没有记下" in asking.refusal.text()
    assert CITY_KEY.public.fingerprint not in asking.refusal.text()
    assert known_keys() == []
    asking.heard.setText(CITY_KEY.public.fingerprint)
    asking.keep.click()
    assert [one.owner for one in known_keys()] == ["温州市发展改革委"]
    shown(walk).leave.click()


def test_that_an_altered_file_is_refused_in_the_window(walk: Walk, sent: Path) -> None:
    known()
    sent.write_bytes(sent.read_bytes()[:-200])
    drop(walk, sent)
    wait_for(lambda: "没有更新" in sentence_of(walk), "the sentence")
    assert walk.program.workspace.updates.shown is None


def test_that_it_is_dropped_on_the_page_of_exchange_too_and_offered_in_the_settings(
    walk: Walk, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known()
    walk.program.window.show_page(EXCHANGE)
    assert drop(walk, sent)
    shown(walk).leave.click()
    walk.program.window.show_page(SETTINGS)
    page = walk.program.window.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    assert page.pack.name.text().startswith("温州市计划指标数据包　2024.")
    monkeypatch.setattr(
        "wzdesk.ui.pack_update.update_desk.QFileDialog.getOpenFileName", lambda *_: (str(sent), "")
    )
    page.pack.update_pack.click()
    shown(walk).take.click()
    wait_for(lambda: page.pack.name.text().endswith(NEXT), "the new version")


def test_that_another_file_is_left_to_those_who_read_it(walk: Walk, tmp_path: Path) -> None:
    book = tmp_path / "表.txt"
    book.write_text("a", "utf-8")
    drop(walk, book)
    assert walk.program.workspace.updates.shown is None
