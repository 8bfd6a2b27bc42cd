"""``python -m tests.jobs.shown_form FILE DESCRIPTOR``: the program, which says through a pipe when a form takes keys."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application


def main() -> None:
    path, pipe = sys.argv[1:]
    app = make_application()
    program = Program(app, Path(path))
    looking = QTimer(program, interval=20)

    def look() -> None:
        if program.window.made_page(ENTRY) is None:
            return
        shown = entry_screen_of(program.window).currentWidget()
        if isinstance(shown, FormPage) and shown.grid.hasFocus():
            looking.stop()
            os.write(int(pipe), b"ready")

    looking.timeout.connect(look)
    looking.start()
    program.window.show()
    app.exec()


if __name__ == "__main__":
    main()
