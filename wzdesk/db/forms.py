"""Forms in a data file: each one cell with its definition, read as tables to fill."""

from collections.abc import Collection

from sqlalchemy import insert
from sqlalchemy.orm import Session

from wzdesk.db.codec import (
    OBSERVATION_FIELDS,
    closing_of,
    dump,
    form_of,
    form_state,
    key_of,
    observation_of,
    readable,
)
from wzdesk.db.plan_tables import Execute, read_file_info, read_indicators, read_region
from wzdesk.db.tables import FormRow, table_of
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.form import Form, FormClosing
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import Period, period_of_code

_FORM = "SELECT code, definition, id FROM form WHERE code = :form"
_FORMS = "SELECT code, definition FROM form ORDER BY id"
_OF_PACKS = """
    SELECT f.code FROM form f JOIN change_set c ON c.id = f.change_set_id WHERE c.kind IN ('pack', 'update')
"""
_AGENCY = "SELECT name FROM agency WHERE code = :code"
_FIGURES = f"""
    SELECT {", ".join(f"o.{name}" for name in OBSERVATION_FIELDS)}, i.code, o.period, o.measure
    FROM json_each(:indicators) l
    CROSS JOIN indicator i ON i.code = l.value
    CROSS JOIN observation o ON o.indicator_id = i.id
         AND o.region_id = (SELECT id FROM region WHERE code = :region)
         AND o.period IN (:period, :single, :year_before, :single_before)
"""  # noqa: S608 - nothing but our own column names
_NOTES = """
    SELECT n.kind, i.code, n.period, n.about, n.text
    FROM cell_note n JOIN indicator i ON i.id = n.indicator_id
    WHERE n.region_id = (SELECT id FROM region WHERE code = :region)
      AND (n.period IN (:period, :single) OR n.period = :before AND n.kind = 'remark')
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
_PERIODS = """
    SELECT DISTINCT o.period
    FROM json_each(:indicators) l
    CROSS JOIN indicator i ON i.code = l.value
    CROSS JOIN observation o ON o.indicator_id = i.id
    WHERE o.region_id = (SELECT id FROM region WHERE code = :region)
    ORDER BY o.period DESC
"""


def save_forms(session: Session, forms: Collection[Form], change_set: int) -> None:
    """Add a pack's forms behind those that are there, as what a change set brought."""
    rows = [{"code": form.code, **form_state(form), "change_set_id": change_set} for form in forms]
    if rows:
        session.connection().execute(insert(table_of(FormRow)), rows)


def read_form(execute: Execute, code: str) -> Form | None:
    """A form by its code; None where there is no such one."""
    row = next(iter(list(execute(_FORM, {"form": code}))), None)
    return None if row is None else form_of(row[0], row[1])


def read_forms(execute: Execute) -> list[Form]:
    """All forms, in their order; retired ones too."""
    return [form_of(code, definition) for code, definition in execute(_FORMS, {})]


def forms_of_packs(execute: Execute) -> set[str]:
    """The codes of forms that stand as a pack brought them, untouched by anybody."""
    return {row[0] for row in execute(_OF_PACKS, {})}


def read_form_table(
    execute: Execute, code: str, region: str, period: Period, *, like: FormTable | None = None
) -> FormTable | None:
    """A form with the figures of a region and a period; None where the form or the region is not there.

    ``like`` is a table of the same form that was read just before: its form and indicators are not read again.
    """
    row = next(iter(list(execute(_FORM, {"form": code}))), None)
    its_region = read_region(execute, region)
    if row is None or its_region is None:
        return None
    form = like.form if like else form_of(row[0], row[1])
    indicators = like.indicators if like else _indicators(execute, form)
    table = FormTable(form, its_region, period, indicators, {})
    place = {
        "id": row[-1],
        "region": region,
        "period": period.code,
        "single": table.single.code,
        "year_before": period.year_before.code,
        "single_before": table.single.year_before.code,
        "before": form.previous(period).code if form.has(period) else "",
        "indicators": _codes(form),
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
        agency=_agency(execute, form.agency),
    )


def _indicators(execute: Execute, form: Form) -> dict[str, Indicator]:
    wanted = {line.indicator for line in form.rows}
    return {one.code: one for one in read_indicators(execute) if one.code in wanted}


def _agency(execute: Execute, code: str) -> str:
    row = next(iter(list(execute(_AGENCY, {"code": code}))), None) if code else None
    return row[0] if row else ""


def latest_period(execute: Execute, form: Form, region: str) -> Period | None:
    """The last of a form's periods for which a region has any figure of it."""
    rows = execute(_PERIODS, {"indicators": _codes(form), "region": region})
    periods = (period_of_code(row[0]) for row in rows)
    own = [period for period in periods if period is not None and form.has(period)]
    return max(own, key=lambda period: (period.last_year, period.last_month), default=None)


def _codes(form: Form) -> str:
    """The codes of a form's indicators, as the statements take them."""
    return dump([row.indicator for row in form.rows])


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
    names = ("indicators", "region", "period", "single", "year_before", "single_before")
    found = {}
    for row in execute(_FIGURES, {name: place[name] for name in names}):
        key = key_of(region, *row[-3:])
        found[key] = observation_of(key, row)
    return found


@readable("批注")
def _notes(execute: Execute, region: str, place: dict[str, object]) -> dict[NoteKey, str]:
    found = {}
    for kind, indicator, period, about, text in execute(
        _NOTES, {name: place[name] for name in ("region", "period", "single", "before")}
    ):
        its_period = period_of_code(period)
        assert its_period is not None
        found[NoteKey(NoteKind(kind), region, indicator, its_period, about)] = text
    return found


def _closing(execute: Execute, place: dict[str, object]) -> FormClosing | None:
    rows = execute(_CLOSINGS, {name: place[name] for name in ("id", "region", "period")})
    row = next(iter(list(rows)), None)
    return None if row is None else closing_of(row)
