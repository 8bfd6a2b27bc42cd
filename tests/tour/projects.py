"""The walk over the projects of the invented ledger: every view, the panel beside, and a month to fill."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.tour.walk import Walk, wait_for
from wzdesk.domain.person import Person
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import DEMO_PACK, pack_folder
from wzdesk.services.who import keep_person
from wzdesk.ui.pages import PROJECTS
from wzdesk.ui.program import Program
from wzdesk.ui.projects.projects_page import View
from wzdesk.ui.projects.projects_screen import ProjectsScreen, projects_screen_of


def demo_file(folder: Path) -> Path:
    """A new file with the invented ledger; the person who works on it is known."""
    path = folder / "演示.wzd"
    create_data_file(path, pack_folder(DEMO_PACK)).close()
    keep_person(Person("王某", "市重点建设服务中心"))
    return path


def look_at_projects(program: Program, folder: Path) -> list[Path]:
    """Open the page, go through its views, and fill the month; the pictures in their order."""
    walk = Walk(program, folder)
    program.window.show()
    wait_for(lambda: walk.has_rows and program.workspace.are_charts_loaded, "the data file")
    program.window.show_page(PROJECTS)
    screen = projects_screen_of(program.workspace)
    _settle(walk)
    wait_for(lambda: screen.ledger.ledger.lines.rowCount() > 0, "the ledger")
    _choose_a_line(screen)
    wait_for(lambda: screen.panel is not None and screen.panel.line is not None, "the panel")
    _settle(walk)
    walk.picture("projects")
    for view in list(View)[1:]:
        screen.ledger.show_view(view)
        _settle(walk)
        walk.picture(f"projects-{view.name.lower()}")
    screen.ledger.show_view(View.LEDGER)
    _settle(walk)
    screen.ledger.fill_button.click()
    _settle(walk)
    assert screen.monthly is not None
    assert len(screen.monthly.sheet.lines) == 576
    walk.picture("project-month")
    return walk.pictures


def _choose_a_line(screen: ProjectsScreen) -> None:
    """A project in the middle, with the panel; a screen without a window manager takes no shortcuts."""
    screen.ledger.ledger.select_row(9)
    screen.ledger.show_panel(shown=True)


def _settle(walk: Walk) -> None:
    for _ in range(3):
        QApplication.processEvents()
        wait_for(lambda: not walk.is_working, "the reading")
