"""A workbook being received: what was recognised, what the person corrected, what it would change, and storing that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from wzdesk.db.catalogue import add_indicator
from wzdesk.db.changes import apply_changes
from wzdesk.db.closed import closed_words
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_indicators, read_plan_table, read_plans, read_regions
from wzdesk.db.settings import get_setting, set_setting
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.period import Period
from wzdesk.excel.recognise.table import BookReading, Table
from wzdesk.services.keep_backups import back_up_before_import
from wzdesk.services.receiving.checks import Finding, findings_of
from wzdesk.services.receiving.claims import Axis, TableMatch
from wzdesk.services.receiving.context import Known
from wzdesk.services.receiving.differences import Difference, Kind, changes_of, differences_of, without_closed
from wzdesk.services.receiving.figure_lines import SeriesRead
from wzdesk.services.receiving.layouts import (
    ColumnChoice,
    Layout,
    RowChoice,
    fingerprint,
    from_json,
    known_only,
    plain_title,
    to_json,
    words_key,
)
from wzdesk.services.receiving.match import match_table
from wzdesk.services.receiving.names import IndicatorNames, RegionNames, bare_name
from wzdesk.services.receiving.uncollected import uncollected

_SETTING = "layouts"
OWN_CODE = "OWN_"


Lesson = tuple[Table, Sequence[str], RowChoice | ColumnChoice]
"""A table, the words of one of its lines, and what the person says of it."""


@dataclass(frozen=True, slots=True)
class TableReception:
    """One table: how it was understood, and how each claim stands to what is stored."""

    match: TableMatch
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...] = ()


class SheetReception:
    """A workbook held against a data file; nothing is stored until ``apply``, and what was taught is kept then."""

    def __init__(
        self, store: Store, reading: BookReading, region: str | None = None, period: Period | None = None
    ) -> None:
        self._store, self.reading = store, reading
        self._region, self._period = region, period
        self._layouts = {layout.fingerprint: layout for layout in stored_layouts(store)}
        self._taught: dict[str, Layout] = {}
        self._known = known_of(store, region, period)
        self.tables: tuple[TableReception, ...] = ()
        self.refusal: WzdeskError | None = None
        """Why the workbook is not the table of a plan, where that was tried first."""
        self.remark = ""
        """What to tell beside the result: the backup before it could not be made, or lacks something."""
        self._read()

    @property
    def known(self) -> Known:
        """The catalogue and the names that the sheet was held against."""
        return self._known

    @property
    def book(self) -> str:
        """The file's name."""
        return self.reading.name

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences of all tables."""
        return tuple(each for table in self.tables for each in table.differences)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found, of all tables."""
        return tuple(each for table in self.tables for each in table.findings)

    @property
    def proposed(self) -> list[Difference]:
        """What is written unless the person chooses otherwise: nothing that a check warns of."""
        doubtful = {(finding.sheet, finding.cell) for finding in self.findings if finding.holds_back}
        proposed = [each for each in self.differences if each.is_proposed]
        if not doubtful:
            return proposed
        return [each for each in proposed if (each.claim.sheet, each.claim.cell) not in doubtful]

    def counts(self) -> dict[str, int]:
        """Cells by kind, and those not taken."""
        counts = {kind.value: 0 for kind in Kind}
        for each in self.differences:
            counts[each.kind.value] += 1
        return counts | {"not_taken": sum(len(table.match.not_taken) for table in self.tables)}

    def place_in(self, region: str | None, period: Period | None) -> None:
        """The region and period for what names none, chosen by the person."""
        self._region, self._period = region, period
        self._known = replace(self._known, region=region, period=period)
        self._read()

    def teach_row(self, table: Table, words: Sequence[str], choice: RowChoice) -> None:
        """Say what a row is; it holds for all rows with these labels, now and the next time."""
        self._teach(self._layout(table).with_row(words, choice))

    def teach_column(self, table: Table, words: Sequence[str], choice: ColumnChoice) -> None:
        """Say what a column is; it holds for all columns with these headings, now and the next time."""
        self._teach(self._layout(table).with_column(words, choice))

    def teach_all(self, lessons: Iterable[Lesson]) -> None:
        """Several rows and columns in one step."""
        for table, words, choice in lessons:
            layout = self._layout(table)
            taught = (
                layout.with_row(words, choice)
                if isinstance(choice, RowChoice)
                else layout.with_column(words, choice)
            )
            self._taught[layout.fingerprint] = taught
        self._read()

    def row_choice(self, table: Table, words: Sequence[str]) -> RowChoice:
        """What the person said of a row so far, now or an earlier time."""
        return self._layout(table).rows.get(words_key(words), RowChoice())

    def column_choice(self, table: Table, words: Sequence[str]) -> ColumnChoice:
        """What the person said of a column so far, now or an earlier time."""
        return self._layout(table).columns.get(words_key(words), ColumnChoice())

    def is_taught_now(self, mark: str, words: Sequence[str], axis: Axis) -> bool:
        """Whether a line of the layout with this fingerprint was corrected since the workbook was read."""
        taught, kept = self._taught.get(mark), self._layouts.get(mark)
        if taught is None:
            return False
        key = words_key(words)
        if axis is Axis.ROW:
            return key in taught.rows and (kept is None or kept.rows.get(key) != taught.rows[key])
        return key in taught.columns and (kept is None or kept.columns.get(key) != taught.columns[key])

    @property
    def has_lessons(self) -> bool:
        """Whether something was corrected that the next ``apply`` keeps."""
        return bool(self._taught)

    def take_layouts(self, layouts: Sequence[Layout]) -> int:
        """Keep layouts taught on another laptop, and read the sheets by them.

        Raises:
            WzdeskError: the file cannot be written.
        """
        count = import_layouts(self._store, layouts)
        self._layouts = {layout.fingerprint: layout for layout in stored_layouts(self._store)}
        self._read()
        return count

    def layouts_to_give(self) -> list[Layout]:
        """All that was taught, with what was corrected just now."""
        return list({**self._layouts, **self._taught}.values())

    @property
    def can_write(self) -> bool:
        """Whether the data file can be written."""
        return not self._store.read_only

    def add_indicators(self, rows: Iterable[tuple[Sequence[str], str]]) -> list[Indicator]:
        """Make new indicators of unknown rows (their words and unit) in one step.

        Raises:
            WzdeskError: the file cannot be written.
        """
        added: list[Indicator] = []
        known = dict(self._known.indicators)
        with self._store.writing() as session:
            for words, unit in rows:
                indicator = Indicator(_new_code(known), bare_name(words[-1]), unit)
                add_indicator(session, indicator)
                known[indicator.code] = indicator
                added.append(indicator)
        self._known = known_of(self._store, self._region, self._period)
        self._read()
        return added

    def apply(self, chosen: Iterable[Difference] | None = None, who: str = "") -> int:
        """Back the file up, then store what was chosen, by default all that is proposed; how many cells changed.

        It is one change set.

        Raises:
            WzdeskError: two chosen cells contradict each other, or the file cannot be written; nothing is stored.
        """
        with uncollected():
            return self._apply(self.proposed if chosen is None else chosen, who)

    def _apply(self, chosen: Iterable[Difference], who: str) -> int:
        changes = changes_of(chosen, self.book)
        if not changes and not self._taught:
            return 0
        self.remark = back_up_before_import(self._store.path)
        with self._store.writing() as session:
            applied = apply_changes(session, changes, kind=ChangeKind.IMPORT, who=who, source=self.book)
            if self._taught:
                keep = {**self._layouts, **self._taught}
                set_setting(session, _SETTING, to_json(list(keep.values())))
        return len(applied.keys)

    def _layout(self, table: Table) -> Layout:
        mark = fingerprint(table)
        known = self._taught.get(mark) or self._layouts.get(mark)
        return known or Layout(mark, plain_title(table.title))

    def _teach(self, layout: Layout) -> None:
        self._taught[layout.fingerprint] = layout
        self._read()

    def _read(self) -> None:
        known = self._known
        layouts = {
            mark: known_only(layout, known.indicators, known.region_words)
            for mark, layout in {**self._layouts, **self._taught}.items()
        }
        with uncollected(), self._store.reading() as session:
            execute, series = execute_of(session), SeriesRead()
            matches = [
                match_table(table, self.book, known, layouts.get(fingerprint(table)))
                for sheet in self.reading.sheets
                for table in sheet.tables
            ]
            # Over all tables at once: a summary repeats, or contradicts, what another sheet says.
            claims = [claim for match in matches for claim in match.claims]
            pairs = {(claim.key.region, claim.key.indicator) for claim in claims}
            known_figures = {each.key: each for one in series(execute, pairs).values() for each in one}
            told = differences_of(claims, known_figures)
            closed = closed_words(execute, [each.claim.key for each in told])
            differences = iter(without_closed(told, closed) if closed else told)
            found = [
                TableReception(
                    match,
                    tuple(islice(differences, len(match.claims))),
                    tuple(
                        findings_of(match.claims, known.indicators, execute, match.not_taken, series=series)
                    ),
                )
                for match in matches
            ]
        self.tables = tuple(found)


def known_of(store: Store, region: str | None, period: Period | None) -> Known:
    """What a data file knows of indicators, regions and their names."""
    with store.reading() as session:
        execute = execute_of(session)
        info = read_file_info(execute)
        indicators = {one.code: one for one in read_indicators(execute)}
        listed = read_regions(execute)
        tables = [read_plan_table(execute, plan.code, info.home) for plan in read_plans(execute)]
    names = IndicatorNames(indicators, [table.plan for table in tables if table])
    words = {one.code: one.name for one in listed}
    if region is not None and region not in words:
        raise Refused(f"数据文件里没有代码是 {region} 的地区，请核对。")
    return Known(
        indicators, names, RegionNames(listed, info.home), words, info.home, region, period, info.is_demo
    )


def stored_layouts(store: Store) -> list[Layout]:
    """The layouts that were taught so far."""
    with store.reading() as session:
        told = get_setting(session, _SETTING)
    return from_json(told) if told else []


def import_layouts(store: Store, layouts: Sequence[Layout]) -> int:
    """Keep layouts taught on another laptop; one known here already is replaced."""
    keep = {layout.fingerprint: layout for layout in (*stored_layouts(store), *layouts)}
    with store.writing() as session:
        set_setting(session, _SETTING, to_json(list(keep.values())))
    return len(layouts)


def _new_code(known: Mapping[str, Indicator]) -> str:
    taken = {
        int(code.removeprefix(OWN_CODE))
        for code in known
        if code.removeprefix(OWN_CODE).isdecimal() and code.startswith(OWN_CODE)
    }
    return f"{OWN_CODE}{max(taken, default=0) + 1:03d}"
