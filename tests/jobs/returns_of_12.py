"""The form of a half-year as twelve counties send it back, each in its own way, edited with LibreOffice itself."""

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from tests.jobs.office_at_work import Edit, work_in_office
from tests.services.exchange.returns import ReturnedBook

GDP, RETAIL, FAI, MAKING = "地区生产总值", "社会消费品零售总额", "固定资产投资", "制造业投资"
Expected = dict[tuple[str, str, str], str | None]
"""Region, indicator and measure of what has to stand in the file afterwards; None where nothing."""


@dataclass(frozen=True, slots=True)
class Returns:
    """The folder of returned files, what merging has to bring in, and what was not taken."""

    folder: Path
    expected: Expected
    counts: dict[str, tuple[int, int, int, int, int]]
    """Filled, changed, emptied, conflict and refused by the region that the file was sent to."""


class _County:
    """A sent workbook and what is done to it."""

    def __init__(
        self, sent: Path, folder: Path, name: str = "", kind: str = "Calc MS Excel 2007 XML"
    ) -> None:
        self._book = ReturnedBook(sent)
        self.edit = Edit(sent, folder / (name or sent.name), kind)

    def row(self, name: str) -> int:
        return self._book.row(name)

    def column(self, kind: str) -> int:
        return self._book.column(kind)

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row of the table."""
        coded = [row for row in self._book.rows() if self._book.sheet.cell(row, self.column("unit")).value]
        return coded[0], coded[-1]

    @property
    def token_tail(self) -> str:
        """The end of what the hidden sheet carries."""
        return str(self._book.book["_wzdesk"]["A2"].value)[-24:]

    def put(self, name: str, kind: str, value: float | str) -> "_County":
        self.edit.put(self.row(name), self.column(kind), value)
        return self

    def clear(self, name: str, kind: str) -> "_County":
        self.edit.do(
            f"sheet.getCellByPosition({self.column(kind) - 1}, {self.row(name) - 1}).clearContents(7)"
        )
        return self


def send_back(soffice: str, sent: dict[str, Path], folder: Path, workshop: Path) -> Returns:
    """Edit twelve workbooks, by their regions, and put a stranger between them."""
    folder.mkdir(parents=True)
    expected: Expected = {}
    edits: list[_County] = []

    def county(region: str, name: str = "", kind: str = "Calc MS Excel 2007 XML") -> _County:
        made = _County(sent[region], folder, name, kind)
        edits.append(made)
        return made

    county("330302").put(GDP, "total", 799.25).clear(FAI, "growth").put(RETAIL, "remark", "已同统计局核对")
    expected |= {
        ("330302", "GDP", "level"): "799.25",
        ("330302", "FAI", "growth"): None,
        ("330302", "RETAIL", "remark"): "已同统计局核对",
    }

    county("330303").put(GDP, "total", "1,126.61").put(GDP, "growth", " ７．５ ").put(FAI, "growth", "5以内")
    expected |= {
        ("330303", "GDP", "level"): "1126.61",
        ("330303", "GDP", "growth"): "7.5",
        ("330303", "FAI", "growth"): "<=5",
    }

    sorted_ = county("330304").put(RETAIL, "total", 321.5)
    top, bottom = sorted_.rows
    sorted_.edit.unprotected().sort((top, 2), (bottom, 11), by=sorted_.column("name"))
    expected["330304", "RETAIL", "level"] = "321.5"

    hidden = county("330305").put(FAI, "total", 66.6)
    hidden.edit.unprotected().hide(hidden.column("growth"))
    expected["330305", "FAI", "level"] = "66.6"

    noted = county("330381").put(MAKING, "growth", 11.1)
    noted.edit.unprotected().comment(noted.row(GDP), noted.column("total"), "这个数还要同省里衔接")
    noted.edit.insert_row(2).put(2, 1, "我市已经核对，联系人张某")
    expected["330381", "FAI_MFG", "growth"] = "11.1"

    county("330382").put(GDP, "total", 7_770_000)  # 万元 where the form asks for 亿元
    expected["330382", "GDP", "level"] = "7770000"

    county("330324")  # opened and saved, nothing else

    county("330326").put(GDP, "total", 345.5).put(FAI, "total", 137)
    expected |= {("330326", "GDP", "level"): "345.5", ("330326", "FAI", "level"): "137"}

    county("330327").put(GDP, "growth", 5.8).put(FAI, "growth", "暂无数据")
    expected["330327", "FAI", "growth"] = "not_available"

    other = county("330328", "文成县.ods", "calc8")
    other.edit.formula(other.row(GDP), other.column("total"), "=60.25+61.5")
    expected["330328", "GDP", "level"] = "121.75"

    altered = county("330329").put(GDP, "total", 1)
    altered.edit.do(
        'Set hidden = doc.Sheets.getByName("_wzdesk").getCellByPosition(0, 1)',
        f'hidden.setString(Left(hidden.getString(), 200) & "{altered.token_tail}" & Mid(hidden.getString(), 225))',
    )

    wrong = _County(sent["330327"], folder, sent["330383"].name)  # another county's, its name written over
    edits.append(wrong)
    for row in (1, 2):
        wrong.edit.do(
            f"Set title = sheet.getCellByPosition(0, {row - 1})",
            'title.setString(Replace(title.getString(), "苍南县", "龙港市"))',
        )
    work_in_office(soffice, [one.edit for one in edits], workshop)
    notice = Workbook()
    notice.worksheets[0]["A1"] = "关于召开半年度分析会的通知"
    notice.save(folder / "会议通知.xlsx")
    return Returns(folder, expected, _COUNTS)


_COUNTS = {
    "330302": (1, 1, 1, 0, 0),
    "330303": (0, 3, 0, 0, 0),
    "330304": (0, 1, 0, 0, 0),
    "330305": (0, 1, 0, 0, 0),
    "330381": (0, 1, 0, 0, 0),
    "330382": (0, 1, 0, 0, 0),
    "330324": (0, 0, 0, 0, 0),
    "330326": (0, 1, 0, 1, 0),
    "330327": (0, 1, 0, 1, 0),
    "330328": (0, 1, 0, 0, 0),
}
