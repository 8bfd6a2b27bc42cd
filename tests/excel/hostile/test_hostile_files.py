"""A hundred and more hostile or mislabelled files: one clear sentence or a right reading, before it is given up and in little memory."""

import re
import shutil
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.excel.hostile import contents, kinds, packages, parts, sheet_lists
from tests.excel.hostile.case import Case
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.recognise.table import BookReading
from wzdesk.services.read_workbook import read_workbook

GIVEN_UP = "还没有读完"
MOST_BYTES = 500_000_000
CASES = list(
    chain(
        packages.bombs(),
        packages.broken(),
        packages.paths(),
        parts.entities(),
        parts.absurd(),
        parts.shapes(),
        sheet_lists.sheets(),
        contents.texts(),
        contents.numbers(),
        contents.formulas(),
        kinds.named("上报表.xlsx"),
        kinds.named("上报表.xls"),
    )
)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as apart:
        yield apart


def judge(case: Case, folder: Path, apart: Apart) -> BookReading | str:
    path = folder / case.name
    case.make(path)
    before = path.read_bytes() if path.is_file() else None
    answer = answer_of(path, apart)
    assert apart.last_peak < MOST_BYTES
    assert (path.read_bytes() if path.is_file() else None) == before
    if isinstance(answer, str):
        assert case.refusal is not None, answer
        check_sentence(answer, path.name)
        assert case.refusal in answer
    else:
        assert case.check is not None, answer
        case.check(answer)
    return answer


def answer_of(path: Path, apart: Apart) -> BookReading | str:
    """A reading, or the sentence of the refusal."""
    try:
        return read_workbook(path, apart=apart)
    except CannotRead as error:
        return error.sentence


def check_sentence(sentence: str, name: str) -> None:
    """Which file, what is wrong with it, what to do; nothing of the machine."""
    assert sentence.startswith(f"没有读“{name}”：")
    assert sentence.endswith("；数据没有改动。")
    assert "请" in sentence or "看得见" in sentence
    assert not re.search(r"[A-Z][a-z]+Error|Traceback|操作失败|!|None|\n", sentence)
    assert len(sentence) < 120


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_that_a_hostile_file_is_refused_or_read(case: Case, tmp_path: Path, apart: Apart) -> None:
    answer = judge(case, tmp_path, apart)
    assert not (isinstance(answer, str) and GIVEN_UP in answer), answer


@pytest.mark.long
@pytest.mark.parametrize("case", tuple(packages.within_limits()), ids=lambda case: case.what)
def test_that_a_file_as_large_as_allowed_is_refused_or_read(case: Case, tmp_path: Path, apart: Apart) -> None:
    judge(case, tmp_path, apart)


def test_that_there_are_more_than_a_hundred() -> None:
    assert len({case.what for case in CASES}) == len(CASES) > 200


@pytest.mark.parametrize("form", ("form_G0101_24.xlsx", "nbs_01.xls"))
def test_that_a_form_broken_off_at_every_kb_is_refused(
    form: str, shared: Path, tmp_path: Path, apart: Apart
) -> None:
    content = (shared / "workbooks" / form).read_bytes()
    for length in range(0, len(content), 1024):
        path = tmp_path / f"断在{length}{Path(form).suffix}"
        path.write_bytes(content[:length])
        answer = answer_of(path, apart)
        if isinstance(answer, str):
            check_sentence(answer, path.name)
        else:
            assert form.endswith(".xls"), length


@pytest.mark.parametrize("form", ("nbs_01.xls", "census_1-1.xls"))
def test_that_an_xls_under_the_other_name_is_read_or_refused(
    form: str, shared: Path, tmp_path: Path, apart: Apart
) -> None:
    path = tmp_path / "上报表.xlsx"
    shutil.copyfile(shared / "workbooks" / form, path)
    answer = answer_of(path, apart)
    if isinstance(answer, str):
        check_sentence(answer, path.name)
        assert "另存为" in answer
    else:
        assert any(sheet.tables for sheet in answer.sheets)


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_that_what_is_no_file_is_refused(tmp_path: Path, apart: Apart) -> None:
    for name, target in {"断.xlsx": "没有.xlsx", "圈.xlsx": "圈.xlsx", "空.xlsx": "/dev/null"}.items():
        (tmp_path / name).symlink_to(target)
        with pytest.raises(CannotRead) as error:
            read_workbook(tmp_path / name, apart=apart)
        check_sentence(error.value.sentence, name)
