"""Who a form is sent to: the regions that report it, or the agencies that lead its lines."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wzdesk.db.catalogue import agencies
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_indicators, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.agency import Agency
from wzdesk.domain.form import Form
from wzdesk.domain.form_across import reporters_of
from wzdesk.domain.region import Region
from wzdesk.domain.text import name_key

Leads = Mapping[str, str]
"""The code of the agency that leads a line, by the line's code."""
_BETWEEN = re.compile(r"[、，,；;/\s（(]+")
_LEVEL = re.compile(r"^[省市县区]")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A region, or an agency that answers for one; ``rows`` are the codes of the lines that it is asked for."""

    region: Region
    rows: tuple[str, ...]
    agency: Agency | None = None

    @property
    def name(self) -> str:
        """平阳县, or 市商务局."""
        return self.agency.name if self.agency else self.region.name

    @property
    def code(self) -> str:
        """What tells it from the others: the region's code, or the agency's."""
        return self.agency.code if self.agency else self.region.code


@dataclass(frozen=True, slots=True)
class Known:
    """The bodies of a data file; ``home`` is the region whose agencies they are."""

    regions: tuple[Region, ...]
    agencies: tuple[Agency, ...]
    home: Region
    leads: Leads
    """By indicator."""

    def to_regions(self, form: Form) -> list[Recipient]:
        """Those that report a form, each all of it."""
        rows = tuple(row.code for row in form.rows)
        return [Recipient(one, rows) for one in reporters_of(form, self.regions)]

    def to_agencies(self, form: Form, leads: Leads | None = None) -> list[Recipient]:
        """The agencies that lead lines of a form, each with those; all lines where the form is an agency's own.

        ``leads`` are told by a sheet (责任单位) and go before those of the catalogue.
        """
        led: dict[str, list[str]] = {}
        for row in form.rows:
            code = form.agency or (leads or {}).get(row.code, "") or self.leads.get(row.indicator, "")
            led.setdefault(code, []).append(row.code)
        return [Recipient(self.home, tuple(led[one.code]), one) for one in self.agencies if one.code in led]

    def agency_named(self, text: str) -> str:
        """The code of the first agency that a cell of 责任单位 names; "" where none is known."""
        first = next((part for part in _BETWEEN.split(text.strip()) if part), "")
        wanted = _short(first)
        found = [one.code for one in self.agencies if wanted in {_short(one.name), _short(one.short_name)}]
        return found[0] if wanted and len(found) == 1 else ""


def read_known(store: Store) -> Known:
    """The regions and agencies of a data file."""
    with store.reading() as session:
        execute = execute_of(session)
        listed = read_regions(execute)
        info = read_file_info(execute)
        leads = {one.code: one.lead for one in read_indicators(execute) if one.lead}
        home = next((one for one in listed if one.code == info.home), listed[0])
        return Known(tuple(listed), tuple(agencies(session)), home, leads)


def without_lead(form: Form, recipients: Sequence[Recipient]) -> list[str]:
    """The names of the lines that no agency leads."""
    led = {code for one in recipients for code in one.rows}
    return [row.name for row in form.rows if row.code not in led]


def chosen(recipients: Iterable[Recipient], codes: Sequence[str]) -> list[Recipient]:
    """Those of the codes named, all where none is."""
    return [one for one in recipients if not codes or one.code in codes]


def _short(name: str) -> str:
    return _LEVEL.sub("", name_key(name))
