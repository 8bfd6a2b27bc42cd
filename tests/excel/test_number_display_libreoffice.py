"""Numbers under formats at random read as LibreOffice displays them, in a Chinese surrounding."""

import csv
import random
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.excel.random_formats import Case, random_cases, random_days
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.number_display.display import displayed, displayed_text

CHINESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item></oor:items>
"""
# Fields by tab, "quoted", UTF-8, from the first line on; each cell as shown.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,true"
# In English where the format names no language: see random_formats.
WITH_NAMES = {15, 16, 17, 18, 19}
DAYS = {*range(14, 37), *range(45, 48), *range(50, 59)}


def write(path: Path, cells: Sequence[tuple[Decimal | str, str | int]], *, is_1904: bool) -> None:
    book = xlsxwriter.Workbook(path, {"date_1904": is_1904})
    sheet = book.add_worksheet()
    sheet.set_column(0, 1, 250)
    formats = {code: book.add_format({"num_format": code}) for _, code in cells}
    for row, (value, code) in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(row, 0, value, formats[code])
        else:
            sheet.write_number(row, 0, float(value), formats[code])
        sheet.write_string(row, 1, "|")  # no line is empty
    book.close()


def shown_by_libreoffice(
    soffice: str, folder: Path, cells: Sequence[tuple[Decimal | str, str | int]], *, is_1904: bool = False
) -> list[str]:
    """What LibreOffice displays of values under formats, by their codes or the ids of built-in ones."""
    book, profile = folder / "numbers.xlsx", folder / "profile"
    write(book, cells, is_1904=is_1904)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(CHINESE, encoding="utf-8")
    run = subprocess.run(
        [
            soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--convert-to", AS_SHOWN, "--outdir", str(folder), str(book),
        ],
        capture_output=True, text=True, timeout=500, check=True,
    )  # fmt: skip
    (made,) = folder.glob("*.csv")
    assert "Error" not in run.stdout + run.stderr, run.stdout + run.stderr
    with made.open(encoding="utf-8", newline="") as lines:
        return [line[0] for line in csv.reader(lines, delimiter="\t")]


def differing(
    soffice: str, folder: Path, cases: Sequence[Case], *, is_1904: bool = False
) -> list[tuple[Case, str, str]]:
    """The cases that read otherwise, with LibreOffice's text and ours."""
    cells = [(case.value, case.code_for_libreoffice) for case in cases]
    answers = shown_by_libreoffice(soffice, folder, cells, is_1904=is_1904)
    pairs = [
        (case, case.reading_of(answer), ours(case, is_1904=is_1904))
        for case, answer in zip(cases, answers, strict=True)
    ]
    return [found for found in pairs if found[1] != found[2]]


def ours(case: Case, *, is_1904: bool) -> str:
    if isinstance(case.value, str):
        return displayed_text(case.value, case.code)
    shown = displayed(case.value, case.code, is_1904=is_1904)
    assert shown.is_understood, case
    return shown.text


def test_that_random_numbers_read_as_libreoffice_displays_them(soffice: str, tmp_path: Path) -> None:
    cases = random_cases(random.Random("short"), 2_000, formats=1_000)
    assert differing(soffice, tmp_path, cases) == []


def test_that_days_since_1904_read_as_libreoffice_displays_them(soffice: str, tmp_path: Path) -> None:
    cases = random_days(random.Random("1904"), 500)
    assert differing(soffice, tmp_path, cases, is_1904=True) == []


def test_that_built_in_formats_are_those_of_a_chinese_libreoffice(soffice: str, tmp_path: Path) -> None:
    cells = [
        (Decimal(value), id_)
        for id_ in BUILT_IN
        if id_ and id_ not in WITH_NAMES
        for value in (("45809.75", "61") if id_ in DAYS else ("45809.75", "-18.7", "0", "1234567.125"))
    ]
    answers = shown_by_libreoffice(soffice, tmp_path, cells)
    assert [displayed(value, BUILT_IN[id_]).text for value, id_ in cells] == answers


@pytest.mark.long
def test_that_a_hundred_thousand_numbers_read_as_libreoffice_displays_them(
    soffice: str, tmp_path: Path
) -> None:
    cases = random_cases(random.Random("long"), 100_000, formats=5_000)
    assert differing(soffice, tmp_path, cases) == []
