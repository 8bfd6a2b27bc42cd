"""Sending a form of a period to many regions or agencies in one step: one signed workbook each."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import latest_period, read_form, read_form_table
from wzdesk.db.store import Store
from wzdesk.domain.agency import Agency
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.identity import Identity, version_of
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.form import Form
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.services.enter_form import forms_of
from wzdesk.services.exchange.keys import office_key
from wzdesk.services.exchange.prepare import OwnForm, Prepared, SheetMaker
from wzdesk.services.exchange.recipients import Known, Recipient, chosen, read_known, without_lead
from wzdesk.services.exchange.tokens import token_of
from wzdesk.services.exchange.transfer_log import add_lines, now_text
from wzdesk.services.who import kept_person

OnProgress = Callable[[int, int], None]
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class IssuableForm:
    """A form that can be sent out: who reports it, and the periods of the years that have figures, latest last.

    ``agencies`` are those that lead its lines.
    """

    form: Form
    reporters: tuple[Region, ...]
    periods: tuple[Period, ...]
    agencies: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """A workbook that was made for a region, or for an agency that answers for it."""

    region: Region
    path: Path
    cells: int
    agency: Agency | None = None

    @property
    def code(self) -> str:
        """What tells who it is for: the agency's code, else the region's."""
        return self.agency.code if self.agency else self.region.code

    @property
    def name(self) -> str:
        """Who it is for."""
        return self.agency.name if self.agency else self.region.name


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A workbook as it would be made: its lines, the cells to fill, and how many of them hold something already."""

    recipient: Recipient
    rows: int
    cells: int
    known: int


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """Who gets what, before anything is written; ``notes`` are sentences that a person should read first."""

    files: tuple[PlannedFile, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueAsked:
    """What is to be sent: the form and period, to regions or agencies, on the form of an agency's ``workbook`` or our own.

    ``codes`` are those of the regions or agencies chosen; none stands for all of them.
    """

    code: str
    period: Period
    codes: tuple[str, ...] = ()
    to_agencies: bool = False
    workbook: Path | None = None


def issuable_forms(store: Store) -> list[IssuableForm]:
    """The forms of a data file that can be sent out."""
    found, known = [], read_known(store)
    for summary in forms_of(store):
        with store.reading() as session:
            execute = execute_of(session)
            form = read_form(execute, summary.code)
            assert form is not None
            reporters = reporters_of(form, known.regions)
            latest = [latest_period(execute, form, region.code) for region in reporters]
        years = {one.last_year for one in latest if one is not None} | {datetime.now(UTC).year - 1}
        spans = range(min(years) - 1, max(years) + 1)
        periods = tuple(period for year in spans for period in form.periods(year))
        found.append(IssuableForm(form, tuple(reporters), periods, tuple(known.to_agencies(form))))
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
    """Write the application's own form for each region that reports it, or for the ``regions`` named.

    Raises:
        WzdeskError: as ``issue``.
    """
    return issue(store, IssueAsked(code, period, tuple(regions)), folder, who=who, on_progress=on_progress)


def plan_issue(
    store: Store,
    asked: IssueAsked,
    *,
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> IssuePlan:
    """Who would get what; nothing is written.

    Raises:
        WzdeskError: no such form, period or recipient; the workbook cannot be read or asks nothing that the form has.
    """
    with _opened(store, asked, apart) as sending:
        files, left = [], []
        for number, recipient in enumerate(sending.recipients):
            on_progress(number, len(sending.recipients))
            made = sending.prepared(recipient)
            if made.base:
                files.append(PlannedFile(recipient, made.row_count, len(made.base), made.known_count))
            else:
                left.append(recipient.name)
        notes = [f"表上没有{'、'.join(left)}要填的格，不发。"] if left else []
        return IssuePlan(tuple(files), (*sending.notes, *notes))


def issue(
    store: Store,
    asked: IssueAsked,
    folder: Path,
    *,
    who: str = "",
    on_progress: OnProgress = lambda _done, _total: None,
    apart: Apart | None = None,
) -> list[IssuedFile]:
    """Write one signed workbook for each recipient; the log tells of each.

    Raises:
        WzdeskError: no such form, period or recipient; the workbook cannot be sent; the folder or the log cannot be
            written. What was written until then is in the log.
    """
    with _opened(store, asked, apart) as sending:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"文件夹“{folder}”建不成，请换一个地方；没有发出。") from error
        key, made, lines = office_key(), list[IssuedFile](), list[Transfer]()
        try:
            for number, recipient in enumerate(sending.recipients):
                on_progress(number, len(sending.recipients))
                prepared = sending.prepared(recipient)
                if not prepared.base:
                    continue
                identity = sending.identity(recipient, prepared)
                path = folder / f"{file_name(recipient, sending.form, asked.period)}{sending.maker.suffix}"
                stamp = Stamp(identity.form, identity.region, identity.period, identity.digest)
                prepared.write(path, token_of(identity, key), stamp)
                made.append(IssuedFile(recipient.region, path, len(prepared.base), recipient.agency))
                lines.append(_line(path, identity, who))
        finally:
            add_lines(store.path, lines)
        on_progress(len(sending.recipients), len(sending.recipients))
    return made


def file_name(recipient: Recipient, form: Form, period: Period) -> str:
    """平阳县_主要经济指标月报表_2024年1—6月, without what a file may not be called."""
    return _UNSAFE.sub("", f"{recipient.name}_{form.name}_{form.words(period)}")


@dataclass(frozen=True, slots=True)
class _Sending:
    """A form on its way: who it goes to, on which sheet."""

    store: Store
    form: Form
    period: Period
    office: str
    maker: SheetMaker
    recipients: Sequence[Recipient]
    notes: Sequence[str]

    def prepared(self, recipient: Recipient) -> Prepared:
        """The workbook for a recipient."""
        form, region = self.form, recipient.region.code
        with self.store.reading() as session:
            execute = execute_of(session)
            table = read_form_table(execute, form.code, region, self.period)
            before = read_form_table(execute, form.code, region, form.previous(self.period))
        assert table is not None
        return self.maker.prepare(table, before, recipient)

    def identity(self, recipient: Recipient, prepared: Prepared) -> Identity:
        """Who that workbook is."""
        return Identity(
            self.form.code,
            self.form.name,
            version_of(self.form),
            recipient.region.code,
            self.period.code,
            datetime.now(UTC).replace(microsecond=0).isoformat(),
            self.office,
            prepared.rows,
            prepared.headings,
            prepared.base,
            recipient.agency.code if recipient.agency else "",
            prepared.tables,
        )


@contextmanager
def _opened(store: Store, asked: IssueAsked, apart: Apart | None) -> Iterator[_Sending]:
    """The form that is asked for, its sheet and its recipients."""
    with store.reading() as session:
        form = read_form(execute_of(session), asked.code)
    if form is None:
        raise Refused(f"数据文件里没有填报表“{asked.code}”，没有发出；有哪些表，请看 wzdesk issue --list。")
    period = form.at(asked.period)
    if period is None or not (period == asked.period or period.same_span(asked.period)):
        raise Refused(f"“{form.name}”没有{asked.period.words}这一期，没有发出，请核对期别。")
    known, person = read_known(store), kept_person()
    office = person.agency if person else known.home.name
    with ExitStack() as stack:
        maker: SheetMaker = OwnForm()
        if asked.workbook is not None:
            from wzdesk.services.exchange.read_workbook_form import read_workbook_form

            maker = stack.enter_context(read_workbook_form(store, asked.workbook, form, period, known, apart))
        recipients, notes = _recipients(asked, form, known, maker)
        yield _Sending(store, form, period, office, maker, recipients, [*maker.notes, *notes])


def _recipients(
    asked: IssueAsked, form: Form, known: Known, maker: SheetMaker
) -> tuple[list[Recipient], list[str]]:
    """Who is sent the form, and what to say of lines that nobody is sent."""
    if not asked.to_agencies:
        found = known.to_regions(form)
        what, notes = "地区", list[str]()
    else:
        found = known.to_agencies(form, maker.leads)
        what, left = "单位", without_lead(form, found)
        some = "、".join(left[:3]) + ("等" if len(left) > 3 else "")
        notes = [f"{len(left)} 行没有责任单位，不发给任何单位：{some}。"] if left else []
        if not found:
            raise Refused(f"“{form.name}”的指标都没有责任单位，没有可发的单位；没有发出。")
    unknown = [one for one in asked.codes if one not in {each.code for each in found}]
    if unknown:
        raise Refused(f"{what} {unknown[0]} 不报“{form.name}”，没有发出，请核对{what}。")
    return chosen(found, asked.codes), notes


def _line(path: Path, identity: Identity, who: str) -> Transfer:
    return Transfer(
        Way.SENT,
        now_text(),
        who,
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        *identity.key,
        identity=identity.digest,
        agency=identity.agency,
    )
