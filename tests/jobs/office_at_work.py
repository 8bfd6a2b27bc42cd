"""LibreOffice at work on workbooks, as a person in a county: opened, edited, saved, by a macro and without a window."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_PATIENCE_S = 120
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
_HEAD = """
Function Opened(url)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden" : how(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(url, "_blank", 0, how())
End Function
Sub SaveAs(doc, url, filterName)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = filterName
  doc.storeToURL(url, how())
End Sub
Sub SortBy(cells, field)
  Dim fields(0) As New com.sun.star.table.TableSortField
  Dim how(0) As New com.sun.star.beans.PropertyValue
  fields(0).Field = field : fields(0).IsAscending = False
  how(0).Name = "SortFields" : how(0).Value = fields()
  cells.sort(how())
End Sub
"""


class Edit:
    """What is done to one workbook; rows and columns count from 1, as on the screen."""

    def __init__(self, book: Path, target: Path | None = None, kind: str = "Calc MS Excel 2007 XML") -> None:
        self._book, self._target, self._kind = book, target or book, kind
        self._acts: list[str] = []

    def do(self, *acts: str) -> "Edit":
        """Words of LibreOffice's Basic; ``sheet`` is the first sheet, ``doc`` the workbook."""
        self._acts += acts
        return self

    def put(self, row: int, column: int, value: float | str) -> "Edit":
        """A number, or a text that stays one."""
        if isinstance(value, str):
            return self.do(f"{_cell(row, column)}.setString({_quoted(value)})")
        return self.do(f"{_cell(row, column)}.setValue({value!r})")

    def formula(self, row: int, column: int, formula: str) -> "Edit":
        """A formula, calculated when the workbook is saved."""
        return self.do(f"{_cell(row, column)}.setFormula({_quoted(formula)})")

    def comment(self, row: int, column: int, text: str) -> "Edit":
        """A comment at a cell."""
        return self.do(
            f"sheet.Annotations.insertNew({_cell(row, column)}.CellAddress, {_quoted(text)})",
        )

    def unprotected(self) -> "Edit":
        """The protection of the sheet is taken off; it has no password."""
        return self.do('sheet.unprotect("")')

    def hide(self, column: int) -> "Edit":
        """A column is hidden."""
        return self.do(f"sheet.Columns.getByIndex({column - 1}).IsVisible = False")

    def insert_row(self, row: int) -> "Edit":
        """An empty row before this one."""
        return self.do(f"sheet.Rows.insertByIndex({row - 1}, 1)")

    def sort(self, first: tuple[int, int], last: tuple[int, int], by: int) -> "Edit":
        """A block is sorted by one of its columns, downwards."""
        (top, left), (bottom, right) = first, last
        block = f"sheet.getCellRangeByPosition({left - 1}, {top - 1}, {right - 1}, {bottom - 1})"
        return self.do(f"SortBy({block}, {by - left})")

    @property
    def macro(self) -> str:
        """The edit as a macro."""
        acts = "\n".join(f"  {act}" for act in self._acts)
        return (
            f"  doc = Opened({_quoted(self._book.as_uri())})\n  sheet = doc.Sheets.getByIndex(0)\n{acts}\n"
            f"  SaveAs(doc, {_quoted(self._target.as_uri())}, {_quoted(self._kind)})\n  doc.close(True)\n"
        )


def work_in_office(soffice: str, edits: Iterable[Edit], folder: Path) -> None:
    """All the edits, one after the other, by one LibreOffice with a profile of its own in ``folder``."""
    profile, done = folder / "profile", folder / "done.txt"
    _run(soffice, profile, ["--terminate_after_init"])  # a profile is filled at the first start
    edited = "".join(edit.macro for edit in edits)
    finish = f"  Open ConvertFromURL({_quoted(done.as_uri())}) For Output As #1\n  Close #1\n"
    library = profile / "user" / "basic" / "Standard"
    (library / "Module1.xba").write_text(
        _MODULE.format(escape(f"{_HEAD}\nSub Main\n{edited}{finish}End Sub\n")), "utf-8"
    )
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    said = _run(soffice, profile, ["macro:///Standard.Module1.Main"])
    assert done.exists(), f"the macro broke off: {said}"


def _run(soffice: str, profile: Path, words: Sequence[str]) -> str:
    run = subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *words],
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    return run.stdout + run.stderr


def _cell(row: int, column: int) -> str:
    return f"sheet.getCellByPosition({column - 1}, {row - 1})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
