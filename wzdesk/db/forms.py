"""Forms in a data file: stored once, read as tables to fill."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from wzdesk.db.codec import OBSERVATION_FIELDS, closing_of, key_of, observation_of, readable
from wzdesk.db.ids import id_of
from wzdesk.db.plan_tables import Execute, read_file_info, read_indicators, read_regions
from wzdesk.db.tables import FormLineRow, FormRow, table_of
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.form import Form, FormClosing, FormColumn
from wzdesk.domain.form import FormRow as Line
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period, period_of_code

_FORM = """
    SELECT code, name, frequency, columns, reporters, due_day, plan, id FROM form WHERE code = :form
"""
_LINES = """
    SELECT i.code, l.name, l.unit, l.no, l.category, l.depth, l.marked
    FROM form_line l JOIN indicator i ON i.id = l.indicator_id
    WHERE l.form_id = :id ORDER BY l.position
"""
_FIGURES = f"""
    SELECT {", ".join(f"o.{name}" for name in OBSERVATION_FIELDS)}, i.code, o.period, o.measure
    FROM form_line l
    JOIN indicator i ON i.id = l.indicator_id
    JOIN observation o ON o.indicator_id = l.indicator_id
         AND o.region_id = (SELECT id FROM region WHERE code = :region)
         AND o.period IN (:period, :single, :year_before, :single_before)
    WHERE l.form_id = :id
"""  # noqa: S608 - nothing but our own column names
_NOTES = """
    SELECT n.kind, i.code, n.period, n.about, n.text
    FROM cell_note n JOIN indicator i ON i.id = n.indicator_id
    WHERE n.region_id = (SELECT id FROM region WHERE code = :region) AND n.period IN (:period, :single)
"""
_OTHER_NOTES = """
    SELECT n.text FROM cell_note n
    WHERE n.region_id = (SELECT id FROM region WHERE code = :region)
      AND n.indicator_id = (SELECT id FROM indicator WHERE code = :indicator)
      AND n.kind = :kind AND n.about = :about AND n.period <> :period
"""
_CLOSINGS = """
    SELECT c.who, c.at, c.why FROM form_closing c
    WHERE c.form_id = :id AND c.region_id = (SELECT id FROM region WHERE code = :region) AND c.period = :period
"""
_TARGETS = """
    SELECT i.code, t.text
    FROM plan_target t JOIN plan p ON p.id = t.plan_id JOIN indicator i ON i.id = t.indicator_id
    WHERE p.code = :plan AND t.region_id = (SELECT id FROM region WHERE code = :region) AND t.target_column = 'level'
"""
_LATEST = """
    SELECT max(substr(o.period, 1, 4) || substr(o.period, -2))
    FROM form f JOIN form_line l ON l.form_id = f.id
    JOIN observation o ON o.indicator_id = l.indicator_id
    WHERE f.code = :form AND o.region_id = (SELECT id FROM region WHERE code = :region) AND o.period LIKE '____-01/__'
"""


def save_forms(session: Session, forms: Collection[Form]) -> None:
    """Add forms behind those that are there.

    Raises:
        UnknownCode: a form names an indicator that the file does not have.
    """
    last = session.scalar(select(func.max(FormRow.position)))
    for position, form in enumerate(forms, start=0 if last is None else last + 1):
        _save_form(session, form, position)


def _save_form(session: Session, form: Form, position: int) -> None:
    connection = session.connection()
    values = {
        "code": form.code,
        "name": form.name,
        "frequency": form.frequency.value,
        "columns": json.dumps([column.value for column in form.columns]),
        "reporters": json.dumps(list(form.reporters)),
        "due_day": form.due_day,
        "plan": form.plan,
        "position": position,
    }
    connection.execute(insert(table_of(FormRow)).values(values))
    number = id_of(session, "form", form.code)
    lines = [
        {
            "form_id": number,
            "position": at,
            "indicator_id": id_of(session, "indicator", line.indicator),
            "no": line.no,
            "name": line.name,
            "unit": line.unit,
            "category": line.category,
            "depth": line.depth,
            "marked": line.marked,
        }
        for at, line in enumerate(form.rows)
    ]
    if lines:
        connection.execute(insert(table_of(FormLineRow)), lines)


def read_form(execute: Execute, code: str) -> Form | None:
    """A form by its code; None where there is no such one."""
    row = next(iter(list(execute(_FORM, {"form": code}))), None)
    return None if row is None else _form(row, list(execute(_LINES, {"id": row[-1]})))


@readable("填报表")
def _form(row: Sequence[Any], lines: Sequence[Sequence[Any]]) -> Form:
    code, name, frequency, columns, reporters, due_day, plan, _ = row
    return Form(
        code,
        name,
        tuple(map(_line, lines)),
        tuple(FormColumn(column) for column in json.loads(columns)),
        Frequency(frequency),
        tuple(json.loads(reporters)),
        due_day,
        plan,
    )


def _line(row: Sequence[Any]) -> Line:
    indicator, name, unit, no, category, depth, marked = row
    return Line(indicator, name, unit, no, category, depth, bool(marked))


def read_form_table(execute: Execute, code: str, region: str, period: Period) -> FormTable | None:
    """A form with the figures of a region and a period; None where the form or the region is not there."""
    row = next(iter(list(execute(_FORM, {"form": code}))), None)
    its_region = next((one for one in read_regions(execute) if one.code == region), None)
    if row is None or its_region is None:
        return None
    form = _form(row, list(execute(_LINES, {"id": row[-1]})))
    wanted = {line.indicator for line in form.rows}
    indicators = {one.code: one for one in read_indicators(execute) if one.code in wanted}
    table = FormTable(form, its_region, period, indicators, {})
    place = {
        "id": row[-1],
        "region": region,
        "period": period.code,
        "single": table.single.code,
        "year_before": period.year_before.code,
        "single_before": table.single.year_before.code,
    }
    return FormTable(
        form,
        its_region,
        period,
        indicators,
        _figures(execute, region, place),
        _notes(execute, region, place),
        _targets(execute, form, region, period),
        _closing(execute, place),
        read_file_info(execute).is_demo,
    )


def latest_period(execute: Execute, code: str, region: str) -> Period | None:
    """The last year-to-date period for which a region has any figure of a form."""
    found = next(iter(execute(_LATEST, {"form": code, "region": region})))[0]
    return None if found is None else period_of_code(f"{found[:4]}-01/{found[4:]}")


def other_notes(execute: Execute, key: NoteKey) -> list[str]:
    """Notes of the same kind about the same cell in other periods."""
    place = {
        "region": key.region,
        "indicator": key.indicator,
        "kind": key.kind.value,
        "about": key.about,
        "period": key.period.code,
    }
    return [row[0] for row in execute(_OTHER_NOTES, place)]


def _targets(execute: Execute, form: Form, region: str, period: Period) -> dict[str, str]:
    wanted = {line.indicator for line in form.rows}
    rows = execute(_TARGETS, {"plan": form.plan_of(period.last_year), "region": region})
    return {indicator: text for indicator, text in rows if indicator in wanted}


def _figures(execute: Execute, region: str, place: dict[str, object]) -> dict[ObservationKey, Observation]:
    names = ("id", "region", "period", "single", "year_before", "single_before")
    found = {}
    for row in execute(_FIGURES, {name: place[name] for name in names}):
        key = key_of(region, *row[-3:])
        found[key] = observation_of(key, row)
    return found


@readable("批注")
def _notes(execute: Execute, region: str, place: dict[str, object]) -> dict[NoteKey, str]:
    found = {}
    for kind, indicator, period, about, text in execute(
        _NOTES, {name: place[name] for name in ("region", "period", "single")}
    ):
        its_period = period_of_code(period)
        assert its_period is not None
        found[NoteKey(NoteKind(kind), region, indicator, its_period, about)] = text
    return found


def _closing(execute: Execute, place: dict[str, object]) -> FormClosing | None:
    rows = execute(_CLOSINGS, {name: place[name] for name in ("id", "region", "period")})
    row = next(iter(list(rows)), None)
    return None if row is None else closing_of(row)
