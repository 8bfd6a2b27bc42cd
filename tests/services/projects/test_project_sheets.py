"""Project lists and monthly sheets: what their cells mean, whatever their layout."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.projects.sheet_maker import make_sheet
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.progress import Invested
from wzdesk.domain.projects.project import AnnualPlan, Nature
from wzdesk.domain.projects.when import When
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise
from wzdesk.services.projects.read_ledger import ledger_total
from wzdesk.services.projects.read_project import all_projects, problems_of, project_of, reports_of
from wzdesk.services.projects.sheets.checks import Rule
from wzdesk.services.projects.sheets.figures import ToldProblem, Value, same
from wzdesk.services.projects.sheets.reception import ProjectReception
from wzdesk.services.projects.sheets.what import What
from wzdesk.services.receiving.names import How
from wzdesk.services.undo_change import turn

SEPTEMBER = Period.of_month(2024, 9)
_LOST = {Rule.SUM_APART, Rule.COUNT_APART, Rule.UNIT_SLIP, Rule.SINCE_APART, Rule.RATE_APART}


def received(store: Store, path: Path, month: Period | None = None) -> ProjectReception:
    return ProjectReception(store, recognise(read_book(path)), month)


@pytest.fixture
def monthly(shared: Path) -> Path:
    return next((shared / "forms").glob("a03_*.xlsx"))


def edited(book: Path, path: Path, **cells: str | int | None) -> Path:
    """A copy with other cells; formulas become the results that they had."""
    made, results = load_workbook(book), load_workbook(book, data_only=True)
    sheet, shown = made.worksheets[0], results.worksheets[0]
    for row in shown.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate].value = cell.value
    for place, value in cells.items():
        sheet[place] = value
    made.save(path)
    return path


class TestTheMonthlySheetOfTheCity:
    def test_that_its_projects_come_in_with_all_that_it_says_of_them(
        self, store: Store, monthly: Path
    ) -> None:
        reception = received(store, monthly)
        assert len(reception.new_rows) == 11
        assert not reception.findings
        reception.apply(reception.with_new_projects(), "张三")
        project = project_of(store, "JT-003")
        assert project is not None
        assert (project.name, project.field, project.agency) == ("市域铁路S3线一期", "交通强市", "市铁投集团")
        assert project.regions == ("330303", "330381", "330326", "330327")
        assert project.total == 2_386_000
        assert project.planned_start == When(2023, 12, words="2023年12月")
        assert project.plans == (AnnualPlan(2024, Decimal(300_000), Nature.CARRIED_ON),)
        (report,) = reports_of(store, "JT-003")
        assert report.month == SEPTEMBER
        assert report.reported == Invested(Decimal(21_500), Decimal(236_700), Decimal(446_700))
        assert [one.text for one in problems_of(store, "JT-003")] == [
            "瑞安段征迁剩余17户",
            "管线迁改资金未到位",
        ]

    def test_that_rows_of_sums_become_no_projects_and_the_ledger_adds_up_to_them(
        self, store: Store, monthly: Path
    ) -> None:
        reception = received(store, monthly)
        reception.apply(reception.with_new_projects())
        total = ledger_total(store, SEPTEMBER)
        assert (total.count, total.plan, total.done) == (11, Decimal(1_663_000), Decimal(1_334_290))

    def test_that_nothing_new_is_taken_without_consent(self, store: Store, monthly: Path) -> None:
        reception = received(store, monthly)
        assert reception.proposed == []
        assert reception.apply() == 0
        assert all_projects(store) == []

    def test_that_a_second_import_changes_nothing_and_one_undo_takes_all_back(
        self, store: Store, monthly: Path
    ) -> None:
        first = received(store, monthly)
        assert first.apply(first.with_new_projects()) > 100
        again = received(store, monthly)
        assert {each.kind.value for each in again.differences} == {"same"}
        assert again.apply(again.with_new_projects()) == 0
        turn(store, "张三", back=True)
        assert all_projects(store) == []

    def test_that_a_changed_cell_is_the_only_difference(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        first = received(store, monthly)
        first.apply(first.with_new_projects())
        later = received(store, edited(monthly, tmp_path / "改.xlsx", N8=132_800))
        changed = [each for each in later.proposed if each.claim.key.what is What.YEAR]
        assert [(each.claim.cell, each.before) for each in changed] == [("N8", Decimal(131_800))]
        assert later.apply() == 1
        assert reports_of(store, "ZZ-001")[0].reported.year == 132_800

    def test_that_a_wrong_subtotal_is_told_with_both_figures(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        book = edited(monthly, tmp_path / "改.xlsx", L12=297_100, C16="小计（4个）")
        found = {one.cell: one for one in received(store, book).findings}
        assert found["L12"].rule is Rule.SUM_APART
        assert "297100" in found["L12"].sentence
        assert "297000" in found["L12"].sentence
        assert found["D16"].rule is Rule.COUNT_APART

    def test_that_a_slip_of_units_is_held_back(self, store: Store, monthly: Path, tmp_path: Path) -> None:
        first = received(store, monthly)
        first.apply(first.with_new_projects())
        later = received(store, edited(monthly, tmp_path / "改.xlsx", J8=85))
        slips = [one for one in later.findings if one.rule is Rule.UNIT_SLIP]
        assert [(one.cell, one.holds_back) for one in slips] == [("J8", True)]
        assert "J8" not in {each.claim.cell for each in later.proposed}

    def test_that_a_year_to_date_that_falls_is_told(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        first = received(store, monthly)
        first.apply(first.with_new_projects())
        october = edited(
            monthly,
            tmp_path / "十月.xlsx",
            A1="2024年温州市“百项千亿”重大项目进展情况月报表（10月）",
            N5="1—10月累计",
            N8=130_000,
        )
        found = [one for one in received(store, october).findings if one.rule is Rule.YEAR_FELL]
        assert [one.cell for one in found] == ["N8"]

    def test_that_a_plan_changed_in_the_year_leaves_earlier_months_alone(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        first = received(store, monthly)
        first.apply(first.with_new_projects())
        october = edited(
            monthly,
            tmp_path / "十月.xlsx",
            A1="2024年温州市“百项千亿”重大项目进展情况月报表（10月）",
            N5="1—10月累计",
            L8=170_000,
        )
        received(store, october).apply()
        project = project_of(store, "ZZ-001")
        assert project is not None
        assert [(one.amount, one.since) for one in project.plans] == [
            (Decimal(160_000), 1),
            (Decimal(170_000), 10),
        ]
        assert ledger_total(store, SEPTEMBER).plan == 1_663_000

    def test_that_a_name_merely_alike_waits_for_consent(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        first = received(store, monthly)
        first.apply(first.with_new_projects())
        book = edited(monthly, tmp_path / "改.xlsx", B8=None, D8="温州锂电池新材料基地", N8=140_000)
        reception = received(store, book)
        (doubtful,) = reception.doubtful_rows
        assert (doubtful.code, doubtful.match.how) == ("ZZ-001", How.ALIKE)
        assert reception.proposed == []
        agreed = reception.agreed({("9月月报", 8)})
        assert [each.claim.cell for each in agreed] == ["N8"]
        assert reception.apply(agreed) == 1

    def test_that_codes_of_ours_go_on_from_the_highest_of_ledger_and_sheet(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        first = received(store, edited(monthly, tmp_path / "一.xlsx", B8=None, B9="XM-0007"))
        assert [one.code for one in first.new_rows][:2] == ["XM-0008", "XM-0007"]
        first.apply(first.with_new_projects())
        more = {
            "B8": "ZZ-001",
            "D8": "电池回收工厂",
            "B9": None,
            "D9": "海上风电母港",
            "B10": None,
            "D10": "人才公寓",
        }
        second = received(store, edited(monthly, tmp_path / "二.xlsx", **more))
        assert [one.code for one in second.new_rows] == ["ZZ-001", "XM-0009", "XM-0010"]

    def test_that_one_figure_told_twice_differently_is_a_conflict(
        self, store: Store, monthly: Path, tmp_path: Path
    ) -> None:
        book = edited(monthly, tmp_path / "改.xlsx", B9="ZZ-001", D9="温州锂电池新材料产业基地")
        reception = received(store, book)
        rivals = {each.claim.cell: each.rivals for each in reception.differences if each.rivals}
        assert rivals["N8"] == ("9月月报!N9",)
        assert not {each.claim.cell for each in reception.with_new_projects()} & {"N8", "N9"}


@pytest.mark.parametrize("seed", range(24))
def test_that_every_layout_is_read_to_the_last_cell(seed: int, store: Store, tmp_path: Path) -> None:
    sheet = make_sheet(tmp_path / f"{seed}.xlsx", 1000 + seed)
    reception = received(store, sheet.path)
    names = {one.code: one.row.name for one in reception.rows}
    told: dict[str, dict[What, Value]] = {}
    for each in reception.differences:
        key = each.claim.key
        told.setdefault(names[key.project], {})[key.what] = each.claim.value
    assert told.keys() == sheet.facts.keys()
    for name, facts in sheet.facts.items():
        assert told[name].keys() == facts.keys()
        assert all(same(plainly(told[name][what]), fact) for what, fact in facts.items())  # type: ignore[arg-type]
    assert not [one for one in reception.findings if one.rule in _LOST]
    reception.apply(reception.with_new_projects())
    again = received(store, sheet.path)
    assert {each.kind.value for each in again.differences} == {"same"}


def plainly(value: Value) -> Value:
    """Problems as the sheet writes them."""
    if not isinstance(value, tuple):
        return value
    return "；".join(one.text for one in value if isinstance(one, ToldProblem)) or value
