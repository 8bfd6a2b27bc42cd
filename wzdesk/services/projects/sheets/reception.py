"""A workbook of projects being received: what its rows mean, what they would change, and storing that as one act."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.projects.read import read_problems, read_projects, read_reports
from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey, ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Project
from wzdesk.excel.read.book import address
from wzdesk.excel.recognise.table import BookReading
from wzdesk.services.keep_backups import back_up_before_import
from wzdesk.services.projects.record import record
from wzdesk.services.projects.sheets.checks import ProjectFinding, row_findings, sum_findings
from wzdesk.services.projects.sheets.claims import ProjectClaim, RowReader
from wzdesk.services.projects.sheets.differences import ProjectDifference, changes_of, differences_of
from wzdesk.services.projects.sheets.figures import ProjectState
from wzdesk.services.projects.sheets.match_names import ProjectMatch, ProjectNames
from wzdesk.services.projects.sheets.pages import joined
from wzdesk.services.projects.sheets.project_table import ProjectTable, SheetRow, project_table_of
from wzdesk.services.projects.sheets.what import What
from wzdesk.services.receiving.claims import NotTaken
from wzdesk.services.receiving.differences import Kind
from wzdesk.services.receiving.names import How, RegionNames

_OWN_CODE = "XM-"
_NUMBERED = re.compile(rf"{_OWN_CODE}(\d{{1,9}})")


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A row of a project, and which project of the ledger it is; a new one has the code that it would get."""

    table: ProjectTable
    row: SheetRow
    match: ProjectMatch
    code: str
    is_new: bool = False


class ProjectReception:
    """A workbook held against the ledger; nothing is stored until ``apply``."""

    def __init__(self, store: Store, reading: BookReading, month: Period | None = None) -> None:
        self._store, self.reading = store, reading
        self.remark = ""
        """What to tell beside the result: the backup before it could not be made, or lacks something."""
        self.stored: frozenset[CellKey] = frozenset()
        """What the last ``apply`` stored."""
        self.tables = project_tables(reading, month)
        with store.reading() as session:
            execute = execute_of(session)
            info = read_file_info(execute)
            regions = read_regions(execute)
            projects = list(read_projects(session))
        self.is_demo = info.is_demo
        self.region_words = {one.code: one.name for one in regions}
        self._regions = RegionNames(regions, info.home)
        self._names = ProjectNames(projects)
        self._projects = {one.code: one for one in projects}
        self._not_taken: list[NotTaken] = []
        self.rows = tuple(self._matched())
        self._states = self._read_states()
        self.differences = differences_of(self._claims(), self._states)
        found = list(row_findings(self.differences, self._states))
        found += [each for table in self.tables for each in sum_findings(table)]
        self.findings: tuple[ProjectFinding, ...] = tuple(sorted(found, key=lambda one: not one.holds_back))

    @property
    def book(self) -> str:
        """The file's name."""
        return self.reading.name

    @property
    def not_taken(self) -> tuple[NotTaken, ...]:
        """The cells that say something and were not taken, with reasons."""
        return tuple(self._not_taken)

    @property
    def new_rows(self) -> tuple[MatchedRow, ...]:
        """The rows of projects that the ledger does not have."""
        return tuple(one for one in self.rows if one.is_new)

    @property
    def doubtful_rows(self) -> tuple[MatchedRow, ...]:
        """The rows whose project is only alike; nothing of them is written without consent."""
        return tuple(one for one in self.rows if one.match.how.needs_consent and not one.is_new)

    @cached_property
    def held_back(self) -> frozenset[tuple[str, str]]:
        """The cells (sheet, cell) that a check warns of so that they are not proposed."""
        return frozenset((one.sheet, one.cell) for one in self.findings if one.holds_back)

    @property
    def proposed(self) -> list[ProjectDifference]:
        """What is written unless the person chooses otherwise; no new project, nothing that is only alike."""
        return [each for each in self.differences if each.is_proposed and not self._is_held(each)]

    def with_new_projects(self) -> list[ProjectDifference]:
        """What is proposed, and the projects that the ledger does not have: the person agreed to take them."""
        new = [
            each
            for each in self.differences
            if each.claim.is_new and each.kind is Kind.NEW and not self._is_held(each)
        ]
        return [*self.proposed, *new]

    def agreed(self, rows: Collection[tuple[str, int]]) -> list[ProjectDifference]:
        """The differences of rows (sheet, row) whose merely alike project a person confirmed."""
        return [
            each
            for each in self.differences
            if (each.claim.sheet, each.claim.row) in rows
            and each.claim.how.needs_consent
            and each.kind in {Kind.NEW, Kind.CHANGED}
            and each.claim.key.what is not What.NAME
        ]

    def _is_held(self, each: ProjectDifference) -> bool:
        return (each.claim.sheet, each.claim.cell) in self.held_back

    def counts(self) -> dict[str, int]:
        """Cells by kind, those not taken, and the projects that are new."""
        counts = dict.fromkeys(("new", "same", "changed", "conflict"), 0)
        for each in self.differences:
            counts[each.kind.value] += 1
        return counts | {"not_taken": len(self._not_taken), "new_projects": len(self.new_rows)}

    @property
    def can_write(self) -> bool:
        """Whether the data file can be written."""
        return not self._store.read_only

    def apply(self, chosen: Iterable[ProjectDifference] | None = None, who: str = "") -> int:
        """Back the file up, then store what was chosen, by default all that is proposed; how many cells it was.

        Raises:
            WzdeskError: two chosen cells contradict each other, or the file cannot be written; nothing is stored.
        """
        wanted = [
            each for each in (self.proposed if chosen is None else chosen) if each.kind is not Kind.SAME
        ]
        named = {each.claim.key.project for each in wanted if each.claim.key.what is What.NAME}
        for each in self.differences:  # a new project has its name, whatever else of it was chosen
            claim = each.claim
            is_name = claim.is_new and claim.key.what is What.NAME and each.kind is Kind.NEW
            if is_name and claim.key.project not in named:
                wanted += [each] if any(one.claim.key.project == claim.key.project for one in wanted) else []
        changes = changes_of(wanted, self._states)
        if not changes:
            return 0
        self.remark = back_up_before_import(self._store.path)
        applied = record(self._store, changes, who=who, kind=ChangeKind.IMPORT, source=self._source(wanted))
        self.stored = frozenset(applied.keys)
        return len({each.claim.key for each in wanted})

    def _source(self, chosen: Sequence[ProjectDifference]) -> str:
        sheets = list(dict.fromkeys(each.claim.sheet for each in chosen))
        return f"{self.book} {'、'.join(sheets)}" if len(sheets) <= 3 else self.book

    # Reading

    def _matched(self) -> Iterable[MatchedRow]:
        new: dict[str, str] = {}
        free = _free_codes([*self._projects, *(row.code for table in self.tables for row in table.rows)])
        for table in self.tables:
            reader = RowReader(table, self._regions)
            for row in table.rows:
                if row.is_sum:
                    if not row.name:
                        self._refuse(table, row, "这一行没有项目名称")
                    continue
                regions, field = reader.regions_of(row), reader.field_of(row)
                match = self._names.find(row.name, row.code, regions=regions, field=field)
                if match.code is not None:
                    yield MatchedRow(table, row, match, match.code)
                elif match.remark:
                    self._refuse(table, row, match.remark)
                else:
                    key = row.code or f"{row.name}|{'、'.join(regions)}"
                    if key not in new:
                        new[key] = row.code or next(free)
                    code = new[key]
                    yield MatchedRow(table, row, ProjectMatch(code, How.EXACT), code, is_new=True)

    def _refuse(self, table: ProjectTable, row: SheetRow, reason: str) -> None:
        name = table.column_of(What.NAME)
        assert name is not None
        place = address(row.row, name.column)
        self._not_taken.append(NotTaken(table.sheet, place, row.name, reason, to_mend=True))

    def _read_states(self) -> dict[str, ProjectState]:
        """What is stored of each project that the workbook speaks of."""
        states: dict[str, ProjectState] = {}
        with self._store.reading() as session:
            for one in self.rows:
                if one.code in states:
                    continue
                if one.is_new:
                    states[one.code] = ProjectState(Project(one.code, one.row.name), {})
                    continue
                reports = {each.month: each for each in read_reports(session, one.code)}
                problems = read_problems(session, one.code)
                states[one.code] = ProjectState(self._projects[one.code], reports, problems)
        return states

    def _claims(self) -> list[ProjectClaim]:
        claims: list[ProjectClaim] = []
        for one in self.rows:
            reader = RowReader(one.table, self._regions)
            said = reader.read(one.row, one.code, one.match.how, one.match.remark, is_new=one.is_new)
            for each in said:
                if isinstance(each, NotTaken):
                    self._not_taken.append(each)
                else:
                    claims.append(_named_as_stored(each, one, self._projects))
        return claims


def _named_as_stored(claim: ProjectClaim, one: MatchedRow, projects: dict[str, Project]) -> ProjectClaim:
    """A name in another spelling is that of the ledger: nobody is asked about a bracket."""
    if claim.key.what is What.NAME and one.match.how in {How.NORMALISED, How.EXACT} and not one.is_new:
        return replace(claim, value=projects[one.code].name)
    return claim


def _free_codes(taken: Iterable[str]) -> Iterator[str]:
    """Codes of ours for projects that have none, from the highest number taken on."""
    numbers = (int(found[1]) for code in taken if (found := _NUMBERED.fullmatch(code)))
    highest = max(numbers, default=0)
    return (f"{_OWN_CODE}{number:04d}" for number in count(highest + 1))


def project_tables(reading: BookReading, month: Period | None = None) -> tuple[ProjectTable, ...]:
    """The tables of a workbook that are of projects; () where it has none."""
    found: list[ProjectTable] = []
    for sheet in reading.sheets:
        above: ProjectTable | None = None
        for table in joined(sheet.tables) if sheet.sheet.is_visible else ():
            made = project_table_of(table, reading.name, month, above)
            if made is not None:
                found.append(made)
                above = made
    return tuple(found)
