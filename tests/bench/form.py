"""An ordinary form of a county chosen in the window, until its picture with the reading over it is painted."""

from pathlib import Path

from tests.bench.big_file import small_file
from tests.bench.figures import Figure, figure
from tests.bench.processes import run, virtual_screen
from tests.bench.sizes import FOLDER, sized
from tests.jobs.form_of_48 import write_workbook

FORM = Path("../shared/forms/a01r1_返回_平阳县.xlsx")
TIMES, STARTS = sized(8, 3), sized(3, 1)


def measure() -> list[Figure]:
    """In fresh programs, the first choice apart from the later ones."""
    file, book = str(small_file()), _book()
    figures = []
    with virtual_screen() as screen:
        platforms = {"xcb under Xvfb": screen} if screen else {}
        for name, platform in (platforms | {"offscreen": {"QT_QPA_PLATFORM": "offscreen"}}).items():
            command = ["-m", "tests.bench.form_shown", file, str(book), str(TIMES)]
            told = [run(command, platform) for _ in range(STARTS)]
            first = [each["0"] for each in told]
            later = [taken for each in told for number, taken in each.items() if number != "0"]
            figures += [
                figure(
                    f"an ordinary form, chosen to painted, {name}",
                    later,
                    most=150,
                    note=f"{book.name}; the child that reads is warm",
                ),
                figure("the first one of a program", first),
            ]
    return figures


def _book() -> Path:
    """A real return, or a form of 48 rows where there is none."""
    if FORM.exists():
        return FORM
    made = FOLDER / "form-48.xlsx"
    write_workbook(made)
    return made
