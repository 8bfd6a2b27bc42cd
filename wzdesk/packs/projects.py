"""Projects that documents name, and the totals that they publish of them."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path

from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.projects.amount import from_yi
from wzdesk.domain.projects.pack_ledger import PackLedger, PublishedTotal
from wzdesk.domain.projects.project import AnnualPlan, Membership, Nature, Project
from wzdesk.domain.projects.when import When
from wzdesk.packs.catalogue import REGIONS
from wzdesk.packs.cells import demand, once, refer, several, word
from wzdesk.packs.csv_rows import Columns, Row, read_rows
from wzdesk.packs.known import Known
from wzdesk.packs.mistakes import Findings

FOLDER = "projects"
FIELDS, NAMED, PUBLISHED = f"{FOLDER}/fields.csv", f"{FOLDER}/named.csv", f"{FOLDER}/published.csv"

_FIELD_COLUMNS = Columns(("field", "subfield"), ("source",))
_NAMED_COLUMNS = Columns(
    ("code", "name", "field", "year", "list", "source"),
    ("subfield", "nature", "regions", "plan", "total", "start", "end", "said"),
)
_PUBLISHED_COLUMNS = Columns(
    ("year", "list", "source"),
    ("field", "subfield", "nature", "area", "count", "total", "plan", "done", "rate", "note"),
)
NATURES = {nature.value: nature for nature in Nature}


def read_ledger(folder: Path, findings: Findings, known: Known) -> PackLedger:
    """What the pack's documents say of projects; a pack may have none."""
    fields = {
        (row["field"], row["subfield"])
        for row in read_rows(folder, FIELDS, _FIELD_COLUMNS, findings, required=False)
    }
    return PackLedger(
        _named(folder, findings, known, fields), published=_published(folder, findings, known, fields)
    )


def _named(
    folder: Path, findings: Findings, known: Known, fields: Collection[tuple[str, str]]
) -> tuple[Project, ...]:
    rows = read_rows(folder, NAMED, _NAMED_COLUMNS, findings, required=False)
    once(rows, "code")
    for row in rows:
        demand(row, "code", "name", "year", "list")
        refer(row, "regions", several(row, "regions"), known.regions, REGIONS)
        _check(row, known, fields)
    return tuple(_project(row) for row in rows)


def _check(row: Row, known: Known, fields: Collection[tuple[str, str]]) -> None:
    if row["field"] and (row["field"], row["subfield"]) not in {*fields, *((one, "") for one, _ in fields)}:
        row.mistake(f"领域“{row['field']}{row['subfield']}”在 {FIELDS} 里没有，请改正或在那里补上。")
    document = row["source"].split(" ")[0]
    if document not in known.documents:
        row.mistake(f"来源“{row['source']}”的第一个词应为来源文件的代号，请改正。")


def _project(row: Row) -> Project:
    year = number(row, "year")
    nature = word(row, "nature", NATURES, Nature.CARRIED_ON) if row["nature"] else None
    plan = _amount(row, "plan")
    plans = () if nature is None else (AnnualPlan(year, None if plan is None else from_yi(plan), nature),)
    return Project(
        row["code"],
        row["name"],
        field=row["field"],
        subfield=row["subfield"],
        regions=several(row, "regions"),
        content=row["said"],
        total=from_yi(_amount(row, "total") or Decimal(0)),
        planned_start=_year(row, "start"),
        planned_end=_year(row, "end"),
        source=row["source"],
        memberships=(Membership(row["list"], date(year, 1, 1)),) if year else (),
        plans=plans,
    )


def _year(row: Row, column: str) -> When | None:
    year = number(row, column)
    return When(year) if year else None


def _published(
    folder: Path, findings: Findings, known: Known, fields: Collection[tuple[str, str]]
) -> tuple[PublishedTotal, ...]:
    rows = read_rows(folder, PUBLISHED, _PUBLISHED_COLUMNS, findings, required=False)
    for row in rows:
        demand(row, "year", "list")
        _check(row, known, fields)
    return tuple(_total(row) for row in rows)


def _total(row: Row) -> PublishedTotal:
    amounts = {name: _amount(row, name) for name in ("total", "plan", "done", "rate")}
    return PublishedTotal(
        year=number(row, "year"),
        project_list=row["list"],
        field=row["field"],
        subfield=row["subfield"],
        nature=word(row, "nature", NATURES, Nature.CARRIED_ON) if row["nature"] else None,
        area=row["area"],
        count=number(row, "count") if row["count"] else None,
        source=row["source"],
        note=row["note"],
        **amounts,
    )


def number(row: Row, column: str) -> int:
    """A whole number; what is none is noted."""
    text = row[column]
    if text and not (text.isascii() and text.isdigit()):
        row.mistake(f"“{column}”一栏的“{text}”应为整数，请改正。")
        return 0
    return int(text or 0)


def _amount(row: Row, column: str) -> Decimal | None:
    """An amount of 亿元; what is none is noted."""
    if not row[column]:
        return None
    amount = decimal_of(row[column])
    if amount is None or amount < 0:
        row.mistake(f"“{column}”一栏的“{row[column]}”应为不小于 0 的数（亿元），请改正。")
    return amount
