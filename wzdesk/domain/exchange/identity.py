"""Who an issued workbook is: form, version, region, period and what its cells held when it was sent (design.md §6).

The identity is signed by the office that sends the workbook; the answers are not part of it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from typing import Any, NamedTuple

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.mapping import MappedTable, mapping_of, mapping_told
from wzdesk.domain.form import Form, FormColumn

FORMAT, FORMAT_OF_OTHERS = 1, 2
"""The way identities are written; a newer program's is refused, never half read. The second one has an agency or the
mapping of an agency's own workbook."""
ENTRY_COLUMNS = (FormColumn.MONTH, FormColumn.TOTAL, FormColumn.GROWTH, FormColumn.REMARK)
"""The columns that a county fills; what stands in the others was known when the form was sent."""


NOT_TOLD = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)
"""What reading a text that tells something else, or nothing, may raise."""
_NONE = type(None)


class Place(NamedTuple):
    """A cell of a form, wherever it stands on the sheet: the row's code and the column."""

    row: str
    column: FormColumn


class SentTexts(Mapping[Place, str]):
    """What the cells of a form were sent with, column by column as an identity tells it; None is no cell."""

    def __init__(self, codes: Sequence[str], columns: Mapping[FormColumn, Sequence[str | None]]) -> None:
        self.codes, self.columns = codes, columns

    @cached_property
    def _texts(self) -> dict[Place, str]:
        found: dict[Place, str | None] = {}
        for column, texts in self.columns.items():
            found.update(zip(map(Place._make, zip(self.codes, repeat(column))), texts, strict=True))
        return {place: text for place, text in found.items() if text is not None}

    def __getitem__(self, place: Place) -> str:
        return self._texts[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class IssuedRow(NamedTuple):
    """How a row of an issued form reads: by these labels it is found again after sorting."""

    code: str
    no: str
    name: str
    unit: str
    category: str = ""


class IdentityAltered(WzdeskError):
    """The identity of a workbook is not as the city signed it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook was issued as.

    ``base`` has the text of each entry cell when it was sent ("" where it was empty), in the unit of the form;
    ``period`` is a period's code, ``issued`` a moment in UTC. ``headings`` tell the columns of the sheet.
    ``agency`` is the code of the body that is asked, "" where the region is; its rows are then those that it leads.
    ``tables`` tell where the cells stand on a workbook that is an agency's own; there are none on the application's form.
    """

    form: str
    name: str
    version: str
    region: str
    period: str
    issued: str
    office: str
    rows: tuple[IssuedRow, ...]
    headings: Mapping[FormColumn, str]
    base: Mapping[Place, str]
    agency: str = ""
    tables: tuple[MappedTable, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What it answers: form, region and period."""
        return self.form, self.region, self.period

    def payload(self) -> bytes:
        """The identity as the one text that is signed."""
        told: dict[str, object] = {
            "format": FORMAT_OF_OTHERS if self.agency or self.tables else FORMAT,
            "form": self.form,
            "name": self.name,
            "version": self.version,
            "region": self.region,
            "period": self.period,
            "issued": self.issued,
            "office": self.office,
            "rows": [list(row) for row in self.rows],
            "columns": [[column.value, words] for column, words in self.headings.items()],
            "base": [
                [self.base.get(Place(row.code, column)) for row in self.rows] for column in self.headings
            ],
        }
        if told["format"] == FORMAT_OF_OTHERS:
            told |= {"agency": self.agency, "tables": mapping_told(self.tables)}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """A short name of exactly this identity."""
        return digest_of(self.payload())


def digest_of(payload: bytes) -> str:
    """The SHA-256 of an identity's text, as hexadecimal digits."""
    return hashlib.sha256(payload).hexdigest()


def identity_of(payload: bytes) -> Identity:
    """The identity that a signed text tells.

    Raises:
        IdentityAltered: it is none, or one of a newer program.
    """
    try:
        told = json.loads(payload)
        if told["format"] not in {FORMAT, FORMAT_OF_OTHERS}:
            raise IdentityAltered("这份表是新版程序发出的，请先升级程序再收")
        rows, headings = _labels(told)
        return Identity(
            str(told["form"]),
            str(told["name"]),
            str(told["version"]),
            str(told["region"]),
            str(told["period"]),
            str(told["issued"]),
            str(told["office"]),
            rows,
            headings,
            _sent(rows, headings, told["base"]),
            str(told.get("agency", "")),
            mapping_of(told.get("tables", ())),
        )
    except NOT_TOLD as error:
        raise IdentityAltered("身份信息读不出来，可能被改动过") from error


def _sent(
    rows: Sequence[IssuedRow], headings: Iterable[FormColumn], told: Iterable[Sequence[str | None]]
) -> SentTexts:
    """What was sent in each cell that was to be filled."""
    codes = [row.code for row in rows]
    columns = dict(zip(headings, told, strict=True))
    for texts in columns.values():
        if len(texts) != len(codes) or not {*map(type, texts)} <= {str, _NONE}:
            raise ValueError
    return SentTexts(codes, columns)


@dataclass(frozen=True, slots=True)
class Labels:
    """What tells the rows and columns of a sheet, and what its cells held when it was sent; unproven.

    ``tables`` tell where the cells of an agency's own workbook stand; there are none of the application's form.
    """

    rows: tuple[IssuedRow, ...]
    headings: Mapping[FormColumn, str]
    base: SentTexts
    tables: tuple[MappedTable, ...] = ()


def labels_of(payload: bytes) -> Labels:
    """The labels in an identity's text.

    Raises:
        IdentityAltered: it is none.
    """
    try:
        told = json.loads(payload)
        rows, headings = _labels(told)
        sent = _sent(rows, headings, told["base"])
        return Labels(rows, headings, sent, mapping_of(told.get("tables", ())))
    except NOT_TOLD as error:
        raise IdentityAltered("身份信息读不出来，可能被改动过") from error


def _labels(told: dict[str, Any]) -> tuple[tuple[IssuedRow, ...], dict[FormColumn, str]]:
    rows = tuple(map(IssuedRow._make, told["rows"]))
    if not {*map(type, chain.from_iterable(rows))} <= {str}:
        raise TypeError
    return rows, {FormColumn(column): str(words) for column, words in told["columns"]}


def version_of(form: Form) -> str:
    """A short name of what a form asks: its rows, units and columns, not of who reports it until when."""
    asked = [
        [column.value for column in form.columns],
        [[row.indicator, row.name, row.unit, row.no, row.category] for row in form.rows],
    ]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()[:12]
