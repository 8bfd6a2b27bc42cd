"""Forms of a pack: a TOML file with what the form is, and a CSV file of the same name with its rows."""

from pathlib import Path

from wzdesk.domain.form import ALL_COLUMNS, Form, FormColumn, FormRow
from wzdesk.domain.period import Frequency
from wzdesk.packs.catalogue import INDICATORS, REGIONS
from wzdesk.packs.cells import demand, flag, once, refer, whole
from wzdesk.packs.csv_rows import Columns, Row, read_rows
from wzdesk.packs.known import Known
from wzdesk.packs.mistakes import Findings
from wzdesk.packs.toml_file import TomlFile, read_toml

_COLUMNS = Columns(("indicator", "name"), ("no", "unit", "category", "depth", "marked"))
_REQUIRED: dict[str, type] = {"code": str, "name": str}
_OPTIONAL: dict[str, type] = {
    "frequency": str,
    "columns": list,
    "reporters": list,
    "due_day": int,
    "due_months": int,
    "plan": str,
    "agency": str,
    "carries_remarks": bool,
}
_FREQUENCIES = {one.value: one for one in (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR)}


def read_forms(folder: Path, findings: Findings, known: Known) -> tuple[Form, ...]:
    """All forms of the folder ``forms``, in the order of their file names."""
    stems = sorted({path.stem for path in (folder / "forms").glob("*.*") if path.suffix in {".toml", ".csv"}})
    forms: list[Form] = []
    for stem in stems:
        head = read_toml(folder, f"forms/{stem}.toml", findings)
        rows = read_rows(folder, f"forms/{stem}.csv", _COLUMNS, findings)
        if head is None:
            continue
        form = _form(head, rows, known)
        if any(other.code == form.code for other in forms):
            head.mistake("code", f"填报表代码“{form.code}”与另一张表重复，请改正。")
        forms.append(form)
    return tuple(forms)


def _form(head: TomlFile, rows: list[Row], known: Known) -> Form:
    head.check(_REQUIRED, _OPTIONAL)
    for region in head.several("reporters"):
        if region not in known.regions:
            head.mistake("reporters", f"填报地区“{region}”在 {REGIONS} 里没有，请改正或在那里补上。")
    frequency = head.words("frequency") or Frequency.MONTH.value
    if frequency not in _FREQUENCIES:
        head.mistake("frequency", f"“frequency”写的是“{frequency}”，应为 month、quarter、year 之一，请改正。")
    return Form(
        code=head.words("code"),
        name=head.words("name"),
        rows=tuple(_rows(rows, known)),
        columns=_columns(head),
        frequency=_FREQUENCIES.get(frequency, Frequency.MONTH),
        reporters=head.several("reporters"),
        due_day=_number(head, "due_day", 10, 31),
        plan=head.words("plan"),
        agency=_agency(head, known),
        due_months=_number(head, "due_months", 1, 12),
        carries_remarks=bool(head.values.get("carries_remarks", False)),
    )


def _columns(head: TomlFile) -> tuple[FormColumn, ...]:
    names = head.several("columns")
    known = {column.value: column for column in FormColumn}
    for name in names:
        if name not in known:
            head.mistake("columns", f"没有“{name}”这一列，可用的列是：{'、'.join(known)}。请改正。")
    chosen = {known[name] for name in names if name in known} or set(ALL_COLUMNS)
    if head.words("frequency") == Frequency.YEAR.value:
        chosen.discard(FormColumn.MONTH)  # a year has no single period beside itself
    return tuple(column for column in ALL_COLUMNS if column in chosen)


def _number(head: TomlFile, name: str, usual: int, most: int) -> int:
    number = head.values.get(name, usual)
    if isinstance(number, int) and 1 <= number <= most:
        return number
    head.mistake(name, f"“{name}”应为 1 到 {most} 之间的整数，请改正。")
    return usual


def _agency(head: TomlFile, known: Known) -> str:
    agency = head.words("agency")
    if agency and agency not in known.agencies:
        head.mistake("agency", f"填报单位“{agency}”在 agencies.csv 里没有，请改正或在那里补上。")
    return agency


def _rows(rows: list[Row], known: Known) -> list[FormRow]:
    once(rows, "indicator")
    lines = []
    for row in rows:
        demand(row, "indicator", "name")
        refer(row, "indicator", [row["indicator"]], known.indicators, INDICATORS)
        indicator = known.indicators.get(row["indicator"])
        lines.append(
            FormRow(
                indicator=row["indicator"],
                name=row["name"],
                unit=row["unit"] or (indicator.unit if indicator else ""),
                no=row["no"],
                category=row["category"],
                depth=whole(row, "depth", 0) or 0,
                marked=flag(row, "marked"),
            )
        )
    return lines
