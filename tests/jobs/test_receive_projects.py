"""A sheet of projects through the real window: dropped, looked at, written, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.jobs.test_receive_sheet import sentence
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.period import Period
from wzdesk.services.open_data_file import create_data_file, read_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.projects.read_project import project_of, reports_of
from wzdesk.ui.program import Program

SEPTEMBER = Period.of_month(2024, 9)


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path, shared: Path) -> Iterator[Walk]:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    program = Program(qapp, path)
    made = Walk(program, tmp_path)
    made.open()
    yield made
    program.window.close()
    program.deleteLater()
    qapp.processEvents()


def test_that_a_monthly_sheet_is_dropped_looked_at_written_and_undone(walk: Walk, shared: Path) -> None:
    told: list[object] = []
    walk.program.workspace.signals.projects_changed.connect(told.append)
    walk.exchange.receive(next((shared / "forms").glob("a03_*.xlsx")))
    wait_for(lambda: walk.exchange.projects is not None, "the differences")
    page = walk.exchange.projects
    assert page is not None
    assert page.isVisible()
    count = len(page.choices.to_write())
    assert page.write.text() == f"写入 {count} 格"
    assert count > 100  # all eleven are named in the documents, so the ledger knows them
    project = page.reception.rows[0].code
    first = next(at for at, line in enumerate(page.lines) if line.refs == (("9月月报", "J8"),))
    page.toggle(first)  # this one not
    assert len(page.choices.to_write()) == count - 1
    page.write.click()
    wait_for(lambda: walk.exchange.projects is None and "写入项目" in sentence(walk), "the writing")
    assert f"{count - 1} 格" in sentence(walk)
    assert told
    with read_data_file(walk.program.workspace.file.store().path) as store:
        found = project_of(store, project)
        assert found is not None
        assert found.total == 0
        (report,) = reports_of(store, project)
        assert (report.month, str(report.reported.year)) == (SEPTEMBER, "131800")
    walk.entry.undo()
    wait_for(lambda: not walk.exchange.busy, "the undo")
    with read_data_file(walk.program.workspace.file.store().path) as store:
        assert reports_of(store, project) == ()


def test_that_leaving_the_page_changes_nothing(walk: Walk, shared: Path) -> None:
    walk.exchange.receive(next((shared / "forms").glob("a03_*.xlsx")))
    wait_for(lambda: walk.exchange.projects is not None, "the differences")
    page = walk.exchange.projects
    assert page is not None
    project = page.reception.rows[0].code
    page.abandoned.emit()
    assert walk.exchange.projects is None
    with read_data_file(walk.program.workspace.file.store().path) as store:
        assert reports_of(store, project) == ()
