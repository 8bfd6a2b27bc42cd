"""Sending a form of a period to many regions in one step: one signed workbook each."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import latest_period, read_form, read_form_table
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.identity import Identity, version_of
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.form import Form, FormColumn
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.excel.exchange.issue import write_issued
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.reports.issued_sheet import IssuedSheet, lay_out_issued
from wzdesk.services.enter_form import forms_of
from wzdesk.services.exchange.keys import OfficeKey, office_key
from wzdesk.services.exchange.tokens import token_of
from wzdesk.services.exchange.transfer_log import add_lines, now_text
from wzdesk.services.who import kept_person

OnProgress = Callable[[int, int], None]
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class IssuableForm:
    """A form that can be sent out: who reports it, and the periods of the years that have figures, latest last."""

    form: Form
    reporters: tuple[Region, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A workbook that was made for a region."""

    region: Region
    path: Path
    cells: int


def issuable_forms(store: Store) -> list[IssuableForm]:
    """The forms of a data file that can be sent out."""
    found = []
    for summary in forms_of(store):
        with store.reading() as session:
            execute = execute_of(session)
            form = read_form(execute, summary.code)
            assert form is not None
            reporters = reporters_of(form, read_regions(execute))
            latest = [latest_period(execute, form, region.code) for region in reporters]
        years = {one.last_year for one in latest if one is not None} | {datetime.now(UTC).year - 1}
        spans = range(min(years) - 1, max(years) + 1)
        periods = tuple(period for year in spans for period in form.periods(year))
        found.append(IssuableForm(form, tuple(reporters), periods))
    return found


def issue_form(
    store: Store,
    code: str,
    period: Period,
    folder: Path,
    *,
    regions: Sequence[str] = (),
    who: str = "",
    on_progress: OnProgress = lambda _done, _total: None,
) -> list[IssuedFile]:
    """Write one workbook for each region that reports the form, or for the ``regions`` named; the log tells of each.

    Raises:
        WzdeskError: no such form, period or region; the folder or the log cannot be written. What was written until
            then is in the log.
    """
    form, wanted, office = _asked(store, code, period, regions)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"文件夹“{folder}”建不成，请换一个地方；没有发出。") from error
    key, made, lines = office_key(), list[IssuedFile](), list[Transfer]()
    try:
        for number, region in enumerate(wanted):
            on_progress(number, len(wanted))
            sheet, identity = _sheet_for(store, form, region, period, office)
            path = folder / f"{file_name(region, form, period)}.xlsx"
            _write(path, sheet, identity, key)
            made.append(IssuedFile(region, path, len(sheet.entry_cells)))
            lines.append(_line(path, identity, who))
    finally:
        add_lines(store.path, lines)
    on_progress(len(wanted), len(wanted))
    return made


def file_name(region: Region, form: Form, period: Period) -> str:
    """平阳县_主要经济指标月报表_2024年1—6月, without what a file may not be called."""
    return _UNSAFE.sub("", f"{region.name}_{form.name}_{form.words(period)}")


def _asked(store: Store, code: str, period: Period, regions: Sequence[str]) -> tuple[Form, list[Region], str]:
    with store.reading() as session:
        execute = execute_of(session)
        form, listed = read_form(execute, code), read_regions(execute)
        home = read_file_info(execute).home
    if form is None:
        raise Refused(f"数据文件里没有填报表“{code}”，没有发出；有哪些表，请看 wzdesk issue --list。")
    its = form.at(period)
    if its is None or not (its == period or its.same_span(period)):
        raise Refused(f"“{form.name}”没有{period.words}这一期，没有发出，请核对期别。")
    reporters = reporters_of(form, listed)
    unknown = [one for one in regions if one not in {region.code for region in reporters}]
    if unknown:
        raise Refused(f"地区 {unknown[0]} 不报“{form.name}”，没有发出，请核对地区。")
    wanted = [region for region in reporters if not regions or region.code in regions]
    person = kept_person()
    names = {region.code: region.name for region in listed}
    return form, wanted, person.agency if person else names.get(home, "")


def _sheet_for(
    store: Store, form: Form, region: Region, period: Period, office: str
) -> tuple[IssuedSheet, Identity]:
    its = form.at(period)
    assert its is not None
    with store.reading() as session:
        execute = execute_of(session)
        table = read_form_table(execute, form.code, region.code, its)
        before = read_form_table(execute, form.code, region.code, form.previous(its))
    assert table is not None
    sheet = lay_out_issued(table, before, form.due(its))
    identity = Identity(
        form.code,
        form.name,
        version_of(form),
        region.code,
        its.code,
        datetime.now(UTC).replace(microsecond=0).isoformat(),
        office,
        sheet.rows,
        sheet.headings,
        sheet.base,
    )
    return sheet, identity


def _write(path: Path, sheet: IssuedSheet, identity: Identity, key: OfficeKey) -> None:
    listed = [at for place, at in sheet.entry_cells.items() if place.column is not FormColumn.REMARK]
    write_issued(
        path,
        sheet.layout,
        entry_cells=sheet.entry_cells.values(),
        listed_cells=listed,
        hidden_columns=sheet.hidden_columns,
        token=token_of(identity, key),
        stamp=Stamp(identity.form, identity.region, identity.period, identity.digest),
    )


def _line(path: Path, identity: Identity, who: str) -> Transfer:
    return Transfer(
        Way.SENT,
        now_text(),
        who,
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        *identity.key,
        identity=identity.digest,
    )
