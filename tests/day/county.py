"""The county's morning: a first start, the city's form, a block from another program, projects, the form sent back."""

from pathlib import Path

from tests.day.laptop import Laptop, wait_until

REGION, FORM_MONTHS_BACK = "330326", 11
BLOCK = {
    "规上工业增加值": ("20.52", "6.4"),
    "服务业增加值": ("", ""),
    "固定资产投资": ("28.34", "4.5"),
    "制造业投资": ("8.07", "8.2"),
    "高新技术产业投资": ("6.51", "9.0"),
    "交通投资": ("3.18", "6.0"),
    "能源投资": ("1.95", "4.8"),
    "水利投资": ("0.83", "5.1"),
    "民间投资": ("15.10", "3.3"),
    "社会消费品零售总额": ("60.47", "5.8"),
    "货物贸易进出口额": ("33.20", "5.3"),
    "货物贸易出口额": ("27.65", "5.2"),
    "实际使用外资额": ("640", "4.7"),
    "一般公共预算收入": ("12.46", "5.4"),
}
"""Totals and growth in the order of the form's rows; the revenue is in 亿元, the form asks for 万元."""
AS_STORED = {"12.46": "124600万元", "640": "640万美元"}
"""The mended slip, and the unit that a figure under another one than the catalogue's is kept with."""
INVESTED = ("320", "410", "1250")
_STORED = (
    "SELECT o.text FROM observation o JOIN region r ON r.id = o.region_id WHERE r.code = ? AND o.period = ?"
)
_PERIOD = "2025-01/02"


class County:
    """What a county's statistician does, step by step; each step looks into the file for what it stored."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop
        self.data = laptop.home / "data" / "wzdesk" / "平阳县计划.wzd"
        self.inbox = laptop.home / "收到"

    def all_steps(self, form: Path) -> Path:
        """The whole morning; the form as it goes back."""
        self._form = form
        self.start_for_the_first_time()
        self.receive_the_form()
        self.paste_a_block()
        self.watch_chart_and_verdict()
        self.record_a_month_of_projects()
        return self.send_the_form_back()

    def start_for_the_first_time(self) -> None:
        """Three questions, answered with the keys alone."""
        laptop = self._laptop
        laptop.start()
        laptop.picture("first-start")
        laptop.press("space")
        laptop.type("pyx")
        laptop.press("Return", "Tab")
        laptop.type("平阳县统计局")
        laptop.press("Tab")
        laptop.type("李某")
        laptop.picture("three-questions")
        laptop.press("Return")
        wait_until(self.data.exists, "the data file")
        laptop.rest()
        laptop.press("Escape")  # the tour is offered once
        laptop.picture("workbench")

    def receive_the_form(self) -> None:
        """The city's form is recognised, and what it brings along is stored as one act."""
        laptop = self._laptop
        laptop.find("drgzb")
        laptop.choose_file(self._form)
        laptop.picture("recognised")
        laptop.press("ctrl+Return")
        laptop.picture("received")
        assert len(self._stored("2024-01/02")) > 10

    def paste_a_block(self) -> None:
        """Thirteen figures with their growth; one is in the wrong unit, and one key mends it."""
        laptop = self._laptop
        laptop.find("zyjjzbybb")
        laptop.press(*["ctrl+Next"] * FORM_MONTHS_BACK)
        laptop.press("Down")
        laptop.paste("\n".join("\t".join(pair) for pair in BLOCK.values()))
        laptop.picture("judged")
        laptop.press("1")
        laptop.picture("mended")
        laptop.press("Return")
        laptop.picture("pasted")
        given = [AS_STORED.get(text, text) for pair in BLOCK.values() for text in pair if text]
        assert sorted(self._stored(_PERIOD)) == sorted(given)

    def watch_chart_and_verdict(self) -> None:
        """The panel follows each key; nothing is stored before the cell is left."""
        laptop = self._laptop
        before = self._stored(_PERIOD)
        laptop.type("21.9")
        laptop.picture("typing")
        assert self._stored(_PERIOD) == before
        laptop.press("Escape")

    def record_a_month_of_projects(self) -> None:
        """One figure a project, one row after the other."""
        laptop = self._laptop
        laptop.find("tbydxm")
        for figure in INVESTED:
            laptop.type(figure)
            laptop.press("Return")
        laptop.picture("projects")
        rows = laptop.ask(
            self.data, "SELECT reported_month FROM project_progress WHERE reported_month IS NOT NULL"
        )
        assert sorted(int(str(row[0])) for row in rows) == sorted(
            int(figure) * 10_000 * 100 for figure in INVESTED
        )

    def send_the_form_back(self) -> Path:
        """The figures go into the workbook that the city sent; it is saved beside it."""
        laptop = self._laptop
        laptop.find("htby")
        laptop.press("ctrl+o")
        laptop.choose_file(self._form)
        laptop.picture("placed")
        laptop.press("ctrl+Return")
        back = self._form.with_name(f"{self._form.stem}（已填）.xlsx")
        laptop.choose_file(back)
        wait_until(back.exists, "the filled form")
        laptop.rest()
        laptop.picture("sent-back")
        return back

    def _stored(self, period: str) -> list[str]:
        return [str(text) for (text,) in self._laptop.ask(self.data, _STORED, REGION, period)]
