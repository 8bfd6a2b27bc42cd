"""``python -m tests.jobs.shown_month FILE DESCRIPTOR``: the program, which says when a month of projects takes keys."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from tests.jobs import month_of_40
from wzdesk.domain.projects.selection import Selection
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application

PAGE = "month"


def main() -> None:
    path, pipe = sys.argv[1:]
    app = make_application()
    program = Program(app, Path(path))
    looking = QTimer(program, interval=20)

    def show() -> None:
        from wzdesk.ui.projects.monthly.page import MonthlyPage

        page = MonthlyPage(program.workspace)
        program.window.add_page(PAGE, "项目进度", "crane-tower", lambda: page)
        program.window.show_page(PAGE)
        page.show_month(month_of_40.MONTH, Selection())
        looking.timeout.connect(lambda: look(page.grid.hasFocus()))
        looking.start()

    def look(has_keys: bool) -> None:
        if has_keys:
            looking.stop()
            os.write(int(pipe), b"ready")

    program.ready.connect(show)
    program.window.show()
    app.exec()


if __name__ == "__main__":
    main()
