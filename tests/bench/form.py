"""An ordinary form of a county chosen in the window, until its picture with the reading over it is painted."""

from pathlib import Path

from tests.bench.big_file import small_file
from tests.bench.figures import Figure, median, spread
from tests.bench.processes import run, virtual_screen

FORM = Path("../shared/forms/a01r1_返回_平阳县.xlsx")
TIMES, STARTS = 8, 3


def measure() -> list[Figure]:
    """In fresh programs, the first choice apart from the later ones; nothing where the form is absent."""
    if not FORM.exists():
        return []
    file = str(small_file())
    figures = []
    with virtual_screen() as screen:
        platforms = {"xcb under Xvfb": screen} if screen else {}
        for name, platform in (platforms | {"offscreen": {"QT_QPA_PLATFORM": "offscreen"}}).items():
            command = ["-m", "tests.bench.form_shown", file, str(FORM), str(TIMES)]
            told = [run(command, platform) for _ in range(STARTS)]
            first = [each["0"] for each in told]
            later = [taken for each in told for number, taken in each.items() if number != "0"]
            figures += [
                Figure(
                    what=f"an ordinary form, chosen to painted, {name}",
                    ours=median(later),
                    most=150,
                    note=f"{spread(later)}; the child that reads is warm",
                ),
                Figure(what="the first one of a program", ours=median(first), note=spread(first)),
            ]
    return figures
