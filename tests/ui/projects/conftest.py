from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.jobs import month_of_40 as job
from tests.jobs.windows import Walks
from tests.tour.walk import wait_for
from wzdesk.domain.projects.selection import Selection
from wzdesk.ui.program import Program
from wzdesk.ui.projects.monthly.page import MonthlyPage


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """A window on a county's file with 40 projects."""
    data = tmp_path / "平阳县.wzd"
    job.write_data_file(data)
    walks = Walks(qapp, tmp_path)
    found = walks.window(data).program
    ready: list[bool] = []
    found.ready.connect(lambda: ready.append(True))
    found.window.show()
    wait_for(lambda: bool(ready), "the data file")
    wait_for(lambda: found.workspace.are_charts_loaded, "the charts")
    yield found
    walks.close()


@pytest.fixture
def page(program: Program) -> MonthlyPage:
    """September of all projects, shown in the window."""
    made = MonthlyPage(program.workspace)
    program.window.add_page("month", "项目进度", "crane-tower", lambda: made)
    program.window.show_page("month")
    assert made.show_month(job.MONTH, Selection())
    return made
