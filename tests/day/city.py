"""The city's day: twelve forms out, figures of its own, twelve forms back, conflicts, paper, a power cut, undo."""

import time
from collections.abc import Sequence
from pathlib import Path

from tests.day.laptop import Laptop, wait_until
from tests.services.exchange.returns import ReturnedBook

PERIOD, OWN_REGION = "2025-01/02", "330326"
OWN = {"330302": "16.4", "330303": "40.1", "330304": "25.2"}
"""What the city types for the first three counties after it sent the forms; their answers are others."""
COUNTIES, CELLS_OF_A_FORM = 12, 90
_FIGURES = """SELECT r.code || ' ' || i.code || ' ' || o.measure, o.text FROM observation o
    JOIN region r ON r.id = o.region_id JOIN indicator i ON i.id = o.indicator_id WHERE o.period = ?"""


class City:
    """What the bureau does, step by step; each step looks into the file for what it stored."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop
        self.data = laptop.home / "data" / "wzdesk" / "演示数据.wzd"
        self._returned = laptop.home / "收回"

    def send_the_forms(self) -> Sequence[Path]:
        """Answer the first questions with the invented figures, and send a form to each county."""
        laptop = self._laptop
        laptop.start()
        laptop.press("Tab")
        laptop.type("市发展改革委")
        laptop.press("Tab")
        laptop.type("张某")
        laptop.press("Tab", "Right", *["Tab"] * 4, "space")
        wait_until(self.data.exists, "the data file")
        laptop.rest()
        laptop.press("Escape")  # the tour is offered once
        laptop.picture("workbench")
        laptop.find("fcq")
        laptop.press("space", *["shift+Tab"] * 5, "space")
        laptop.type("2025")
        laptop.press(*["Down"] * 10, "Return")
        laptop.press("ctrl+Return")
        laptop.picture("sent")
        sent = sorted((laptop.home / "发出的表").iterdir())
        assert len(sent) == COUNTIES
        return sent

    def type_own_figures(self) -> None:
        """One indicator of all counties: the city knows three of them already."""
        laptop = self._laptop
        laptop.find("zyjjzbybb")
        laptop.press("ctrl+Next", "Down", "ctrl+t", "Down", "Right")
        for figure in OWN.values():
            laptop.type(figure)
            laptop.press("Return")
        laptop.picture("own-figures")
        assert self.figures() == {f"{code} IND_VA level": text for code, text in OWN.items()}

    def gather(self, sent: Sequence[Path], of_county: Path) -> None:
        """What comes back: the form of the county that has the program, and eleven that were filled in a spreadsheet."""
        self._returned.mkdir()
        for number, path in enumerate(sent):
            if "平阳" in path.name:
                (self._returned / path.name).write_bytes(of_county.read_bytes())
                continue
            book = ReturnedBook(path)
            row = book.row("规上工业增加值")
            book.sheet.cell(row, 8).value = 30.5 + number
            book.sheet.cell(row, 9).value = 6.1
            book.save(self._returned / path.name)

    def receive(self) -> None:
        """All of them at once; the three conflicts are decided with the keys: two for theirs, one for ours."""
        laptop = self._laptop
        laptop.find("shhz")
        laptop.press("ctrl+shift+o")
        laptop.choose_file(self._returned)
        laptop.picture("conflicts")
        laptop.press("F8", "space", "F8", "space", "F8", "Right", "space")
        laptop.picture("decided")

    def print_the_report(self) -> Path:
        """The report as it will be signed, as a PDF."""
        laptop = self._laptop
        laptop.press("ctrl+p")
        laptop.picture("report")
        laptop.press("ctrl+s")
        paper = laptop.home / "合并报告.pdf"
        laptop.choose_file(paper)
        wait_until(paper.exists, "the report")
        laptop.rest()
        laptop.press("Escape")
        return paper

    def merge(self) -> None:
        """All as one act."""
        self._laptop.press("ctrl+Return")
        self._laptop.picture("merged")

    def lose_power_while_merging(self, after_s: float) -> None:
        """The battery is out in the middle; then the program is started again."""
        self._laptop.press("ctrl+Return", rests=False)
        time.sleep(after_s)
        self.restart()

    def restart(self) -> None:
        """Without any power first."""
        self._laptop.cut_power()
        self._laptop.start("gui", "--data", str(self.data))
        self._laptop.picture("restarted")

    def undo(self) -> None:
        """The last act goes back, also after a restart."""
        self._laptop.find("shhz")
        self._laptop.press("ctrl+z")
        self._laptop.picture("undone")

    def figures(self) -> dict[str, str]:
        """All figures of the period, by region, indicator and measure."""
        return {str(key): str(text) for key, text in self._laptop.ask(self.data, _FIGURES, PERIOD)}
