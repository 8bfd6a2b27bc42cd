"""``python -m tests.jobs.shown_month FILE DESCRIPTOR``: the program, which says when a month of projects takes keys."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from wzdesk.ui.pages import PROJECTS
from wzdesk.ui.program import Program
from wzdesk.ui.projects.projects_screen import projects_screen_of
from wzdesk.ui.theme import make_application


def main() -> None:
    path, pipe = sys.argv[1:]
    app = make_application()
    program = Program(app, Path(path))
    looking = QTimer(program, interval=20)

    def show() -> None:
        program.window.show_page(PROJECTS)
        looking.timeout.connect(look)
        looking.start()

    def look() -> None:
        """The ledger when it is read, then 填本月, then its grid."""
        screen = projects_screen_of(program.workspace)
        if screen.monthly is None or screen.currentWidget() is not screen.monthly:
            if screen.ledger.ledger.lines.rowCount() > 0:
                screen.ledger.fill_button.click()
        elif screen.monthly.grid.hasFocus():
            looking.stop()
            os.write(int(pipe), b"ready")

    program.ready.connect(show)
    program.window.show()
    app.exec()


if __name__ == "__main__":
    main()
