"""Workbooks whose lists of sheets are odd."""

from collections.abc import Iterator

from tests.excel.books import MAIN, RELS
from tests.excel.hostile.case import Case, shows
from tests.excel.hostile.parts import BOOK, with_parts
from wzdesk.excel.recognise.table import BookReading


def sheets() -> Iterator[Case]:
    yield Case("no sheets", with_parts({BOOK: _listed([])}), "工作表")
    yield Case("only hidden sheets", with_parts({BOOK: _listed([("表", "hidden")])}), "看得见")
    yield Case("only very hidden sheets", with_parts({BOOK: _listed([("表", "veryHidden")])}), "看得见")
    yield Case(
        "a sheet's name of 10,000 signs",
        with_parts({BOOK: _listed([("长" * 10_000, "visible")])}),
        "",
        _long_name,
    )
    yield Case("a sheet without a name", with_parts({BOOK: _listed([("", "visible")])}), "", shows("29"))
    yield Case(
        "two sheets of one name", with_parts({BOOK: _listed([("表", "visible")] * 2)}), "", shows("29")
    )
    yield Case(
        "a thousand sheets of one part",
        with_parts({BOOK: _listed([(f"表{n}", "visible") for n in range(1_000)])}),
        "",
        shows("29"),
    )
    names: dict[str, str] = {
        "a script": "&lt;script&gt;",
        "a path": "../../a",
        "lines": "一&#10;二",
        "reversed": "\u202e表\u202c",
    }
    for what, name in names.items():
        yield Case(
            f"a sheet named as {what}", with_parts({BOOK: _listed([(name, "visible")])}), "", shows("29")
        )


def _listed(names: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r1"/>'
        for n, (name, state) in enumerate(names, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>{listed}</sheets></workbook>'


def _long_name(reading: BookReading) -> None:
    assert reading.sheets[0].sheet.name
