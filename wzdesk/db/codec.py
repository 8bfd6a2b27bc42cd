"""Domain values as texts of a row and back; both doors use it, so nothing but the standard library here.

A *state* holds the texts of one stored cell, column by column; a revision keeps it as JSON without what is empty.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache, wraps
from json.encoder import encode_basestring
from typing import Any, ParamSpec, TypeVar

from wzdesk.db.errors import RowDamaged
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import CellKey, ClosingKey, FormKey, OverrideKey, TargetKey
from wzdesk.domain.form import Form, FormClosing, FormColumn, FormRow
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Frequency, Period, period_of_code
from wzdesk.domain.projects.keys import LedgerKey, ProblemKey, ProgressKey, ProjectKey
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.verdict import Override, Verdict

P = ParamSpec("P")
T = TypeVar("T")
State = dict[str, Any]  # texts, and whole numbers of fen; None where there is none
Values = tuple[str | None, ...]  # a state without the names: the columns in their order
Key = CellKey

OBSERVATION_FIELDS = (
    "text", "availability", "basis", "op", "value", "high", "unit", "also", "status", "note", "source",
)  # fmt: skip
TARGET_FIELDS = ("text",)
OVERRIDE_FIELDS = ("verdict", "reason", "who", "at", "source")
NOTE_FIELDS = ("text",)
CLOSING_FIELDS = ("who", "at", "why")
FORM_FIELDS = ("definition",)


def readable(what: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """For functions that make a domain value of a row: what they cannot read is damage, not our mistake."""

    def decorate(mapping: Callable[P, T]) -> Callable[P, T]:
        @wraps(mapping)
        def mapped(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return mapping(*args, **kwargs)
            except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
                raise RowDamaged(what) from error

        return mapped

    return decorate


def dump(value: object) -> str:
    """Compact JSON that keeps Chinese readable."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def exact_text(value: Decimal | None) -> str | None:
    """A decimal with every digit it was given, never with an exponent.

    Raises:
        ValueError: for NaN and infinities, which no report holds.
    """
    if value is None:
        return None
    if not value.is_finite():
        raise ValueError(f"not a number that can be stored: {value}")
    return format(value, "f")


def decimal_of(text: str | None) -> Decimal | None:
    """The decimal of a stored text."""
    return None if text is None else Decimal(text)


def utc_text(when: datetime) -> str:
    """A moment as ISO text in UTC; a naive one is local time."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


_PLAIN: dict[str, str] = {
    member: member.value for kind in (Availability, Basis, Op, ObsStatus, Measure) for member in kind
}
# Looking a member up is several times quicker than making it of its value.
_AVAILABILITIES = {member.value: member for member in Availability}
_BASES = {member.value: member for member in Basis}
_OPS = {member.value: member for member in Op}
_STATUSES = {member.value: member for member in ObsStatus}
_MEASURES = {member.value: member for member in Measure}


@readable("数据")
def key_of(region: str, indicator: str, period: str, measure: str) -> ObservationKey:
    """The key of a row."""
    return ObservationKey(region, indicator, _period_of(period), _MEASURES[measure])


@lru_cache(maxsize=4096)
def _code_of(period: Period) -> str:
    return period.code


@lru_cache(maxsize=4096)
def _period_of(code: str) -> Period:
    period = period_of_code(code)
    if period is None:
        raise ValueError(f"not a period code: {code}")
    return period


def observation_state(observation: Observation) -> State:
    """The texts of an observation's columns."""
    return dict(zip(OBSERVATION_FIELDS, observation_values(observation), strict=True))


def observation_values(observation: Observation) -> Values:
    """The texts of OBSERVATION_FIELDS; plain ones, for a driver takes a member of an enum the long way."""
    quantity = observation.quantity
    return (
        quantity.text,
        _PLAIN[quantity.availability],
        _PLAIN[quantity.basis] if quantity.basis else None,
        _PLAIN[quantity.op] if quantity.op else None,
        exact_text(quantity.value),
        exact_text(quantity.high),
        quantity.unit,
        dump([_aside(part) for part in quantity.also]) if quantity.also else None,
        _PLAIN[observation.status],
        observation.note,
        observation.source,
    )


def observation_texts(key: ObservationKey) -> tuple[str, str, str]:
    """The texts of a key's period and measure, and the key as revisions name it."""
    period, measure = _code_of(key.period), _PLAIN[key.measure]
    return period, measure, f"{key.region}|{key.indicator}|{period}|{measure}"


@readable("数据")
def observation_of(key: ObservationKey, row: Sequence[Any]) -> Observation:
    """The observation of a row that begins with OBSERVATION_FIELDS in their order."""
    text, availability, basis, op, value, high, unit, also, status, note, source = row[:11]
    quantity = Quantity(
        text,
        _AVAILABILITIES[availability],
        _BASES[basis] if basis else None,
        _OPS[op] if op else None,
        decimal_of(value),
        decimal_of(high),
        unit,
        tuple(_quantity(part) for part in json.loads(also)) if also else (),
    )
    return Observation(key, quantity, _STATUSES[status], note, source)


def _aside(quantity: Quantity) -> dict[str, Any]:
    """A value beside the main one as JSON, without what is empty."""
    given = {
        "text": quantity.text,
        "availability": quantity.availability.value,
        "basis": quantity.basis,
        "op": quantity.op,
        "value": exact_text(quantity.value),
        "high": exact_text(quantity.high),
        "unit": quantity.unit,
        "also": [_aside(part) for part in quantity.also],
    }
    return {name: part for name, part in given.items() if part not in (None, "", [])}


def _quantity(given: Mapping[str, Any]) -> Quantity:
    return Quantity(
        given.get("text", ""),
        Availability(given["availability"]),
        Basis(given["basis"]) if "basis" in given else None,
        Op(given["op"]) if "op" in given else None,
        decimal_of(given.get("value")),
        decimal_of(given.get("high")),
        given.get("unit", ""),
        tuple(_quantity(part) for part in given.get("also", ())),
    )


def override_state(override: Override) -> State:
    """The texts of an override's columns."""
    return {
        "verdict": override.verdict.value,
        "reason": override.reason,
        "who": override.who,
        "at": utc_text(override.when) if override.when else None,
        "source": override.source,
    }


@readable("判定")
def override_of(row: Sequence[Any]) -> Override:
    """The override of a row that begins with OVERRIDE_FIELDS in their order."""
    verdict, reason, who, at, source = row[:5]
    return Override(Verdict(verdict), reason, who, datetime.fromisoformat(at) if at else None, source)


def closing_state(closing: FormClosing) -> State:
    """The texts of a closing's columns."""
    return {"who": closing.who, "at": utc_text(closing.when) if closing.when else None, "why": closing.why}


@readable("关账")
def closing_of(row: Sequence[Any]) -> FormClosing:
    """The closing of a row that begins with CLOSING_FIELDS in their order."""
    who, at, why = row[:3]
    return FormClosing(who, datetime.fromisoformat(at) if at else None, why)


def form_state(form: Form) -> State:
    """The text of a form's column; its code is its key."""
    definition = {
        "name": form.name,
        "frequency": form.frequency.value,
        "columns": [column.value for column in form.columns],
        "reporters": list(form.reporters),
        "agency": form.agency,
        "due_day": form.due_day,
        "due_months": form.due_months,
        "plan": form.plan,
        "carries_remarks": form.carries_remarks,
        "is_retired": form.is_retired,
        "rows": [_form_row(row) for row in form.rows],
    }
    return {"definition": dump(definition)}


def _form_row(row: FormRow) -> dict[str, Any]:
    told: dict[str, Any] = {"indicator": row.indicator, "name": row.name, "unit": row.unit, "no": row.no}
    told |= {"category": row.category, "depth": row.depth, "marked": row.marked}
    return {name: value for name, value in told.items() if value}


@readable("填报表")
def form_of(code: str, definition: str) -> Form:
    """The form of a row."""
    told: dict[str, Any] = json.loads(definition)
    return Form(
        code,
        told["name"],
        tuple(_row_of(row) for row in told["rows"]),
        tuple(FormColumn(column) for column in told["columns"]),
        Frequency(told["frequency"]),
        tuple(told["reporters"]),
        told["due_day"],
        told["plan"],
        told.get("agency", ""),
        told.get("due_months", 1),
        told.get("carries_remarks", False),
        told.get("is_retired", False),
    )


def _row_of(told: Mapping[str, Any]) -> FormRow:
    return FormRow(
        told["indicator"],
        told["name"],
        told.get("unit", ""),
        told.get("no", ""),
        told.get("category", ""),
        told.get("depth", 0),
        told.get("marked", False),
    )


def state_text(state: Mapping[str, Any] | None) -> str | None:
    """A state as the JSON a revision keeps; None where there was nothing."""
    return (
        None
        if state is None
        else dump({name: text for name, text in state.items() if text not in (None, "")})
    )


def values_text(values: Values, change_set_id: int | None = None) -> str:
    """The same JSON of an observation's columns, with the change set that wrote them where it is told."""
    text, availability, basis, op, value, high, unit, also, status, note, source = values
    head = f',"text":{encode_basestring(text)}' if text else ""
    number = f',"value":{encode_basestring(value)}' if value else ""
    if high:
        number += f',"high":{encode_basestring(high)}'
    tail = f',"source":{encode_basestring(source)}' if source else ""
    if change_set_id is not None:
        tail += f',"set":{change_set_id}'
    kind, rest = _members(_KIND, (availability, basis, op)), _members(_REST, (unit, also, status, note))
    return f"{{{f'{head}{kind}{number}{rest}{tail}'[1:]}}}"


@lru_cache(maxsize=4096)
def _members(names: tuple[str, ...], texts: Values) -> str:
    """Members of a JSON object, each after a comma, without what is empty; for texts of which there are few."""
    return "".join(
        [f',"{name}":{encode_basestring(text)}' for name, text in zip(names, texts, strict=True) if text]
    )


_KIND, _REST = OBSERVATION_FIELDS[1:4], OBSERVATION_FIELDS[6:10]


_NULLABLE = frozenset(
    {"basis", "op", "value", "high", "also", "at"}
    | {f"{account}_{span}" for account in ("reported", "booked") for span in ("month", "year", "start")}
    | {"funds", "image_percent", "due", "raised", "solved"}
)


@readable("历史")
def state_of(text: str | None, fields: Sequence[str]) -> State | None:
    """The state in a revision's JSON."""
    if text is None:
        return None
    kept: dict[str, Any] = json.loads(text)
    return {name: kept.get(name, None if name in _NULLABLE else "") for name in fields}


@readable("历史")
def values_of(text: str | None) -> Values | None:
    """An observation's columns in a revision's JSON."""
    if text is None:
        return None
    kept: dict[str, str] = json.loads(text)
    return tuple([kept.get(name, blank) for name, blank in _BLANKS])


_BLANKS = tuple((name, None if name in _NULLABLE else "") for name in OBSERVATION_FIELDS)


def key_text(key: Key) -> str:
    """A key by its codes, as revisions name it."""
    match key:
        case ObservationKey():
            return observation_texts(key)[-1]
        case TargetKey():
            return f"{key.plan}|{key.region}|{key.indicator}|{key.column}"
        case OverrideKey():
            return f"{key.plan}|{key.region}|{key.item_no}"
        case NoteKey():
            return "|".join((key.kind, key.region, _code_of(key.period), key.about, key.indicator))
        case ClosingKey():
            return f"{key.region}|{_code_of(key.period)}|{key.form}"
        case FormKey():
            return key.form
        case _:
            return _ledger_text(key)


def _ledger_text(key: LedgerKey) -> str:
    match key:
        case ProjectKey():
            return key.project
        case ProgressKey():
            return f"{key.project}|{_code_of(key.month)}"
        case ProblemKey():
            return f"{key.project}|{key.no}"


def observation_key(text: str) -> ObservationKey:
    """The key in a revision of an observation."""
    region, rest = text.split("|", 1)
    indicator, period, measure = rest.rsplit("|", 2)
    return key_of(region, indicator, period, measure)


def target_key(text: str) -> TargetKey:
    """The key in a revision of a target sentence."""
    plan, region, rest = text.split("|", 2)
    return TargetKey(plan, region, *rest.rsplit("|", 1))


def override_key(text: str) -> OverrideKey:
    """The key in a revision of an override."""
    return OverrideKey(*text.split("|", 2))


@readable("历史")
def note_key(text: str) -> NoteKey:
    """The key in a revision of a note."""
    kind, region, period, about, indicator = text.split("|", 4)
    return NoteKey(NoteKind(kind), region, indicator, _period_of(period), about)


@readable("历史")
def closing_key(text: str) -> ClosingKey:
    """The key in a revision of a closing."""
    region, period, form = text.split("|", 2)
    return ClosingKey(form, region, _period_of(period))
