"""Which forms a merged data file filled, for the transfer log: so the matrix knows what came without a workbook."""

from collections.abc import Iterator, Sequence
from itertools import chain

from wzdesk.db.doors import OpenSession, execute_of
from wzdesk.db.forms import read_form_table, read_forms
from wzdesk.db.plan_tables import Execute, read_regions
from wzdesk.domain.exchange.merge import Outcome, count
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.form import Form
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.period import Period
from wzdesk.services.exchange.data_acts import DataAct
from wzdesk.services.exchange.form_cells import CellResult

_At = tuple[str, str, Period]
"""The code of a form and of a region, and the form's period."""


def data_lines(
    session: OpenSession, acts: Sequence[DataAct], now: str, who: str, change_set: int
) -> Iterator[Transfer]:
    """The lines of the log, once the figures are stored: one for each form and period that they fill, then the file's."""
    if not acts:
        return
    asked = _Asked(execute_of(session))
    for act in acts:
        for cells, table in asked.tables(act.cells):
            yield _line(act, cells, table, now, who, change_set)
        yield act.line(now, who, change_set)


def missing_of(table: FormTable) -> int:
    """How many cells of a form that are to be filled hold nothing."""
    filled, cells = table.counts()
    return cells - filled


class _Asked:
    """The forms in use, and who reports them."""

    def __init__(self, execute: Execute) -> None:
        regions = read_regions(execute)
        self._execute = execute
        self._forms: dict[str, list[Form]] = {}
        self._reporters: dict[str, set[str]] = {}
        self._like: dict[str, FormTable] = {}
        for form in read_forms(execute):
            if form.is_retired:
                continue
            self._reporters[form.code] = {one.code for one in reporters_of(form, regions)}
            for indicator in dict.fromkeys(row.indicator for row in form.rows):
                self._forms.setdefault(indicator, []).append(form)

    def tables(self, cells: Sequence[CellResult]) -> Iterator[tuple[list[CellResult], FormTable]]:
        """The forms of regions and periods that ask for any of these figures, the newest last."""
        found: dict[_At, list[CellResult]] = {}
        for cell in cells:
            if cell.outcome is not Outcome.REFUSED:
                for at in self._places(cell.key):
                    found.setdefault(at, []).append(cell)
        for at in sorted(found, key=lambda at: (at[2].last_year, at[2].last_month)):
            table = self._table(*at)
            asked = set(chain.from_iterable(table.asked_keys()))
            if mine := [cell for cell in found[at] if cell.key in asked]:
                yield mine, table

    def _places(self, key: object) -> Iterator[_At]:
        assert isinstance(key, ObservationKey)
        for form in self._forms.get(key.indicator, ()):
            period = form.at(key.period)
            if period is not None and key.region in self._reporters[form.code]:
                yield form.code, key.region, period

    def _table(self, form: str, region: str, period: Period) -> FormTable:
        table = read_form_table(self._execute, form, region, period, like=self._like.get(form))
        assert table is not None
        self._like[form] = table
        return table


def _line(
    act: DataAct, cells: Sequence[CellResult], table: FormTable, now: str, who: str, change_set: int
) -> Transfer:
    """What the log says of one form. Its conflicts stand in the line of the file, which asks them again."""
    return Transfer(
        Way.MERGED,
        now,
        who,
        act.file.path.name,
        act.file.digest,
        table.form.code,
        table.region.code,
        table.period.code,
        counts=count([cell.outcome for cell in cells]),
        open_conflicts=sum(cell.outcome is Outcome.CONFLICT and act.choice(cell) is None for cell in cells),
        change_set=change_set,
        missing=missing_of(table),
    )
