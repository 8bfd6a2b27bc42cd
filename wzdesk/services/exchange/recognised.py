"""A returned file without an identity: what it is by recognition, with a warning, and its answers."""

from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form_table
from wzdesk.db.store import Store
from wzdesk.domain.exchange.identity import ENTRY_COLUMNS, Place
from wzdesk.domain.form import FormColumn
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.text import normalise
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.answers import Answers, Found
from wzdesk.services.exchange.answered_cells import Sheet
from wzdesk.services.exchange.identify import Desk, WrongFile
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receiving.claims import Claim
from wzdesk.services.receiving.reception import SheetReception

_NO_IDENTITY = "文件里没有身份信息"


def recognised_sheet(
    store: Store, desk: Desk, path: Path, apart: Apart
) -> tuple[tuple[str, str, str], Sheet, str]:
    """The place that a workbook answers, its answers there, and the warning to show.

    What was sent is not known, so that nothing stored is overwritten without a question. Only cells whose names are
    surely meant are taken.

    Raises:
        WrongFile: it is no form of the data file, or of another region or period than wanted.
        CannotRead: it cannot be read.
    """
    wanted = desk.wanted
    reception = SheetReception(store, read_workbook(path, apart=apart), wanted.region or None, wanted.period)
    claims = [each.claim for each in reception.differences if not each.claim.how.needs_consent]
    if not claims:
        raise WrongFile(f"{_NO_IDENTITY}，也没有认出可以收的数")
    table = _table_of(store, desk, claims)
    cells = _cells(table)
    answered = {cells[claim.key]: claim for claim in claims if claim.key in cells}
    answers = Answers("", {place: _found(claim) for place, claim in answered.items()})
    units = {row.code: row.unit for row in table.form.rows}
    warning = (
        f"{_NO_IDENTITY}，按认出来的“{table.form.name}”{table.region.name}{table.words}收，"
        f"认出 {len(answered)} 格；库里已有的数不会直接改，请核对"
    )
    place = table.form.code, table.region.code, table.period.code
    return place, Sheet(dict.fromkeys(answered), answers, units), warning


def _table_of(store: Store, desk: Desk, claims: list[Claim]) -> FormTable:
    """The form, region and period that most of the figures are of."""
    best: tuple[int, FormTable | None] = (0, None)
    with store.reading() as session:
        execute = execute_of(session)
        for form in desk.forms.values():
            if desk.wanted.form not in {"", form.code} or form.is_retired:
                continue
            reporters = {one.code for one in reporters_of(form, desk.regions.values())}
            for region, period in _candidates(claims):
                its = form.at(period)
                if its is None or region not in reporters:
                    continue
                table = read_form_table(execute, form.code, region, its)
                assert table is not None
                fits = len(_cells(table).keys() & {claim.key for claim in claims})
                best = max(best, (fits, table), key=lambda one: one[0])
    table = best[1]
    if table is None:
        raise WrongFile(f"{_NO_IDENTITY}，也没有认出是哪张填报表")
    wanted = desk.wanted
    if wanted.region and table.region.code != wanted.region:
        raise WrongFile(
            f"{_NO_IDENTITY}；看内容是{table.region.name}的表，要的是{desk.regions[wanted.region].name}的"
        )
    if wanted.period and table.form.at(wanted.period) != table.period:
        raise WrongFile(
            f"{_NO_IDENTITY}；看内容是{table.words}的表，要的是{table.form.words(wanted.period)}的"
        )
    return table


def _candidates(claims: list[Claim]) -> set[tuple[str, Period]]:
    return {(claim.key.region, claim.key.period) for claim in claims}


def _cells(table: FormTable) -> dict[ObservationKey, Place]:
    """The places of a form's figures by what is stored there."""
    return {
        key: Place(row.code, column)
        for row in table.form.rows
        for column in ENTRY_COLUMNS
        if column in table.form.columns
        and column is not FormColumn.REMARK
        and (key := table.key_of(row, column)) is not None
    }


def _found(claim: Claim) -> Found:
    """The claim as an answer: a bare number is in the unit of its sheet, anything else says its own."""
    is_bare = decimal_of(normalise(claim.text)) is not None and claim.key.measure is Measure.LEVEL
    return Found(claim.text, f"{claim.sheet}!{claim.cell}", claim.sheet_unit if is_bare else "")
