"""The page of a merge that is signed: its conflicts stand below the sums."""

from dataclasses import replace

from wzdesk.domain.exchange.merge import Counts
from wzdesk.reports.merge_report import ReportConflict, ReportLine, lay_out_merge

LINES = (
    ReportLine("平阳县", "平阳.xlsx", Counts(80, 5, 3, 0, 2, 0)),
    ReportLine("苍南县", "苍南.xlsx", Counts(refused=90), "期别不对"),
)
CONFLICT = ReportConflict("平阳县", "地区生产总值 累计", "290.1", "292.8", "291.5", "采用来表 292.8")


def rows(*, conflicts: tuple[ReportConflict, ...], has_signature: bool) -> list[list[str]]:
    sheet = lay_out_merge("来表合并报告", LINES, conflicts=conflicts, has_signature=has_signature)
    last = max(cell.row for cell in sheet.cells)
    return [[cell.text for cell in sheet.cells if cell.row == row] for row in range(1, last + 1)]


def test_that_conflicts_stand_below_the_sums_with_what_was_decided() -> None:
    found = rows(conflicts=(CONFLICT,), has_signature=True)
    assert found[4] == ["合计", "80", "5", "3", "0", "2", "90", "180", ""]
    assert found[5][1] == "冲突 1 格"
    assert found[6] == ["平阳县", "地区生产总值 累计", "290.1", "292.8", "291.5", "采用来表 292.8"]
    assert "负责人（签字）" in found[8][0]


def test_that_a_printout_leaves_signing_to_its_own_line() -> None:
    found = rows(conflicts=(), has_signature=False)
    assert len(found) == 6
    assert found[5][0].startswith("注：")


def test_that_each_kind_of_file_says_when_both_sides_were_the_same() -> None:
    other = replace(CONFLICT, region="苍南县", base_words="上次一致时")
    found = rows(conflicts=(other, CONFLICT, other), has_signature=True)
    assert [row[2] for row in (found[5], found[8])] == ["上次一致时", "发出时"]
    assert [found[at][1] for at in (5, 8)] == ["冲突 2 格", "冲突 1 格"]
    assert [found[at][0] for at in (6, 7, 9)] == ["苍南县", "苍南县", "平阳县"]
    assert found[10][0].startswith("注：")
