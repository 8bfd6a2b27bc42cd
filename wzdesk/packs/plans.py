"""Plans of a pack: a TOML file with what the plan is, and a CSV file of the same name with its table."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from wzdesk.domain.plan import Nature, Plan, PlanItem, PlanPart
from wzdesk.packs.catalogue import INDICATORS, REGIONS
from wzdesk.packs.cells import demand, flag, refer, whole, word
from wzdesk.packs.csv_rows import Columns, Row, read_rows
from wzdesk.packs.known import Known
from wzdesk.packs.mistakes import Findings
from wzdesk.packs.toml_file import TomlFile, read_toml

_COLUMNS = Columns(
    ("no", "name", "indicator", "unit", "target"),
    ("category", "depth", "marked", "part", "rate_target", "base", "nature", "shares_target", "source_row"),
)
_REQUIRED: dict[str, type] = {"code": str, "name": str, "region": str, "first_year": int, "last_year": int}
_OPTIONAL: dict[str, type] = {
    "document": str, "table": str, "notes": list, "stated": str, "base_year": int, "growth_first": bool,
    "about_tolerance": Decimal, "nearly_tolerance": Decimal, "tolerance_source": str,
}  # fmt: skip
_NATURES = {"预期性": Nature.EXPECTED, "约束性": Nature.BINDING}


def read_plans(folder: Path, findings: Findings, known: Known) -> tuple[Plan, ...]:
    """All plans of the folder ``plans``, in the order of their file names."""
    stems = sorted({path.stem for path in (folder / "plans").glob("*.*") if path.suffix in {".toml", ".csv"}})
    plans: list[Plan] = []
    for stem in stems:
        head = read_toml(folder, f"plans/{stem}.toml", findings)
        rows = read_rows(folder, f"plans/{stem}.csv", _COLUMNS, findings)
        if head is None:
            continue
        plan = _plan(head, rows, known)
        if any(other.code == plan.code for other in plans):
            head.mistake("code", f"计划代码“{plan.code}”与另一个计划重复，请改正。")
        plans.append(plan)
    return tuple(plans)


def _plan(head: TomlFile, rows: list[Row], known: Known) -> Plan:
    head.check(_REQUIRED, _OPTIONAL)
    _check_references(head, known)
    first_year, last_year = head.year("first_year") or 0, head.year("last_year") or 0
    if first_year > last_year:
        head.mistake("last_year", "“last_year”早于“first_year”，请改正。")
    default = Plan("", "", "", 0, 0, ())
    return Plan(
        code=head.words("code"),
        name=head.words("name"),
        region=head.words("region"),
        first_year=first_year,
        last_year=last_year,
        items=tuple(_items(head, rows, known)),
        growth_first=head.values.get("growth_first", default.growth_first) is True,
        about_tolerance=head.share("about_tolerance", default.about_tolerance),
        nearly_tolerance=head.share("nearly_tolerance", default.nearly_tolerance),
        notes=head.several("notes"),
        stated=head.words("stated"),
        document=head.words("document"),
        table=head.words("table"),
        base_year=head.year("base_year"),
        tolerance_source=head.words("tolerance_source"),
    )


def _check_references(head: TomlFile, known: Known) -> None:
    region, document = head.words("region"), head.words("document")
    if region and region not in known.regions:
        head.mistake("region", f"地区“{region}”在 {REGIONS} 里没有，请改正或在那里补上。")
    if document and document not in known.documents:
        head.mistake("document", f"来源文件“{document}”在 pack.toml 里没有，请改正或在那里补上。")


def _items(head: TomlFile, rows: list[Row], known: Known) -> Iterator[PlanItem]:
    """Rows of one number that follow each other are the parts of one item."""
    _check_rows(rows, known)
    _check_order(rows)
    above: Row | None = None
    for _, group in groupby(rows, key=lambda row: row["no"]):
        members = list(group)
        parts = []
        for row in members:
            parts.append(_part(head, row, above))
            above = row
        yield _item(members, tuple(parts))


def _check_rows(rows: list[Row], known: Known) -> None:
    lines: dict[str, int] = {}
    for row in rows:
        demand(row, "no", "indicator")
        refer(row, "indicator", [row["indicator"]], known.indicators, INDICATORS)
        first = lines.setdefault(row["indicator"], row.line)
        if row["indicator"] and first != row.line:
            row.mistake(f"指标“{row['indicator']}”在本计划第{first}行已有，一个计划里只能出现一次，请改正。")


def _check_order(rows: list[Row]) -> None:
    """Numbers stand in rising order, and the rows of one number together."""
    seen: dict[str, int] = {}
    last = 0
    for no, group in groupby(rows, key=lambda row: row["no"]):
        row = next(group)
        if no in seen:
            row.mistake(f"序号“{no}”在第{seen[no]}行已有，同一序号的各行应连在一起，请移到一处。")
        elif no.isdecimal() and int(no) < last:
            row.mistake(f"序号“{no}”排在“{last}”之后，请按序号从小到大排列。")
        seen.setdefault(no, row.line)
        last = max(last, int(no)) if no.isdecimal() else last


def _item(rows: list[Row], parts: tuple[PlanPart, ...]) -> PlanItem:
    first = rows[0]
    demand(first, "name")
    for column, what in (("name", "名称"), ("category", "类别"), ("depth", "层次"), ("marked", "#标记")):
        _check_same(rows, column, what)
    for row in rows:
        if len(rows) > 1 and not row["part"]:
            row.mistake(f"序号“{row['no']}”有{len(rows)}行，每行的“part”一栏都要写分项名，请补上。")
        if len(rows) == 1 and row["part"]:
            row.mistake(f"序号“{row['no']}”只有一行，“part”一栏应为空：名称请写在“name”一栏。")
    return PlanItem(
        no=first["no"],
        name=first["name"],
        category=first["category"],
        parts=parts,
        depth=whole(first, "depth", 0) or 0,
        marked=flag(first, "marked"),
    )


def _check_same(rows: list[Row], column: str, what: str) -> None:
    for row in rows[1:]:
        if row[column] and row[column] != rows[0][column]:
            row.mistake(
                f"序号“{row['no']}”有两个{what}：“{rows[0][column]}”（第{rows[0].line}行）和“{row[column]}”，请改成一致。"
            )


def _part(head: TomlFile, row: Row, above: Row | None) -> PlanPart:
    shares = flag(row, "shares_target")
    target = row["target"]
    if shares and above is None:
        row.mistake("“shares_target”为 1 表示目标与上一行合并，首行不能这样写，请改为 0。")
    elif shares and above is not None:
        # Only the row above holds the text of a merged cell; repeating it here is welcome.
        target = target or above["target"]
        if target != above["target"]:
            row.mistake(f"目标与上一行合并，却写成“{target}”，应与上一行的“{above['target']}”相同，请改正。")
    source = " ".join(filter(None, (head.words("document"), head.words("table"), row["source_row"])))
    return PlanPart(
        indicator=row["indicator"],
        unit=row["unit"],
        target=target,
        rate_target=row["rate_target"],
        base=row["base"],
        name=row["part"],
        shares_target=shares,
        nature=word(row, "nature", _NATURES, Nature.EXPECTED) if row["nature"] else None,
        source=source,
    )
