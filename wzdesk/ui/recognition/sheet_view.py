"""How one sheet was read, as marks for its picture, lines for the list and groups of what was not taken."""

from collections import defaultdict
from collections.abc import Iterable

from wzdesk.excel.read.book import Sheet
from wzdesk.excel.recognise.table import Part, SheetReading, Table
from wzdesk.excel.recognise.words import LabelKind
from wzdesk.services.receiving.claims import Axis, Line, TableMatch
from wzdesk.services.receiving.differences import Difference, Kind
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui.exchange.sheet_geometry import Place, column_name
from wzdesk.ui.recognition.decisions import Decisions, ref_of
from wzdesk.ui.recognition.groups import groups_of
from wzdesk.ui.recognition.reading_marks import ReadKind, ReadMark, Sides
from wzdesk.ui.recognition.views import (
    NO_COLUMN,
    NO_INDICATOR,
    NO_REGION,
    LineView,
    Need,
    Overview,
    SheetView,
    how_of,
    is_unsure,
    meaning_of,
    place_of,
    ranges,
)
from wzdesk.ui.recognition.words import RULE_WORDS

_PARTS = {
    Part.TITLE: ReadKind.TITLE,
    Part.LINE: ReadKind.TITLE,
    Part.UNIT: ReadKind.UNIT,
    Part.SECTION: ReadKind.LABEL,
    Part.NOTE: ReadKind.SKIPPED,
}
_OF_NEED = {Need.UNKNOWN: ReadKind.UNKNOWN, Need.CONSENT: ReadKind.ASK, Need.ASK: ReadKind.ASK}


def sheet_view(
    reading: SheetReading, reception: SheetReception, overview: Overview, decisions: Decisions, asked: str
) -> SheetView:
    """One sheet with all its tables."""
    name = reading.sheet.name
    numbers = [at for at, one in enumerate(reception.tables) if one.match.table.sheet is reading.sheet]
    marks: dict[Place, ReadMark] = {}
    lines: list[LineView] = []
    for skipped in reading.skipped:
        marks[skipped.row, skipped.column] = ReadMark(ReadKind.SKIPPED, skipped.reason)
    for at in numbers:
        match = reception.tables[at].match
        found = _Lines(at, reception, overview, decisions).views()
        lines += found
        _mark_table(marks, match, {(view.axis, view.place): view for view in found}, overview, decisions)
    first = _name_axis(reception.tables[numbers[0]].match) if numbers else Axis.ROW
    lines.sort(key=lambda view: (view.need, view.axis is not first, view.table, view.place))
    return SheetView(
        name,
        tuple(numbers),
        marks,
        tuple(lines),
        groups_of(reading, [reception.tables[at].match for at in numbers]),
        _remarks(reception, numbers, asked, is_first=reading is reception.reading.sheets[0]),
        _hidden(reading.sheet),
    )


class _Lines:
    """The lines of one table."""

    def __init__(self, at: int, reception: SheetReception, overview: Overview, decisions: Decisions) -> None:
        self._at, self._reception, self._overview = at, reception, overview
        self._match = reception.tables[at].match
        self._decided = decisions.taken | decisions.left
        self._reasons: dict[tuple[Axis, int], set[str]] = defaultdict(set)
        self._taken: dict[tuple[Axis, int], list[Difference]] = defaultdict(list)
        for claim in self._match.claims:
            difference = overview.of_cell[ref_of(claim)]
            self._taken[Axis.ROW, claim.row].append(difference)
            self._taken[Axis.COLUMN, claim.column].append(difference)
        for one in self._match.not_taken:
            row, column = place_of(one.cell)
            self._reasons[Axis.ROW, row].add(one.reason)
            self._reasons[Axis.COLUMN, column].add(one.reason)
        self._name_axis = _name_axis(self._match)
        self._region_axis = _most(self._match, "region")
        self._names_regions = _are_rows_regions(self._match.table)

    def views(self) -> list[LineView]:
        """Columns first, then rows; those with nothing in them are left out."""
        lines = [*self._match.columns.values(), *self._match.rows.values()]
        return [self._view(line) for line in lines if self._speaks(line)]

    def _speaks(self, line: Line) -> bool:
        key = (line.axis, line.place)
        return bool(self._taken.get(key) or self._reasons.get(key))

    def _view(self, line: Line) -> LineView:
        match, known = self._match, self._overview.known
        is_taught = self._reception.is_taught_now(match.fingerprint, line.words, line.axis)
        need, word, trouble = self._need(line)
        how = how_of(line, is_taught=is_taught)
        is_taken = bool(self._taken.get((line.axis, line.place)))
        if need is Need.NONE and not is_taken:
            how = how if is_taught else "不收"
        return LineView(
            self._at,
            match.table.sheet.name,
            line,
            meaning_of(line, known) if need is not Need.UNKNOWN else "",
            word or how or "看表头",
            need,
            is_taken,
            self._lacks(line),
            trouble,
        )

    def _need(self, line: Line) -> tuple[Need, str, str]:
        """Why a line should be looked at, the word that says so in place of how it was found, and the cell it is about."""
        if line.is_left_out:
            return Need.NONE, "", ""
        found = Need.NONE, "", ""
        if line.axis is Axis.ROW or self._name_axis is Axis.COLUMN:
            found = self._findings(line)
            if found[0] is Need.FATAL:
                return found
        if self._lacks(line):
            return Need.UNKNOWN, "没认出", ""
        own = self._unsure(line)
        return found if found[0] < own[0] else own

    def _unsure(self, line: Line) -> tuple[Need, str, str]:
        """Whether a name was only alike or spelt otherwise."""
        if is_unsure(line) and self._taken.get((line.axis, line.place)):
            named = line.facts.indicator or line.facts.region
            assert named is not None
            return (Need.CONSENT if named.how.needs_consent else Need.ASK), "", ""
        return Need.NONE, "", ""

    def _findings(self, line: Line) -> tuple[Need, str, str]:
        found = Need.NONE, "", ""
        for each in self._taken.get((line.axis, line.place), ()):
            ref = ref_of(each.claim)
            if ref in self._decided or each.kind is Kind.CLOSED:
                continue
            if each.kind is Kind.CONFLICT:
                return Need.FATAL, "互相矛盾", each.claim.cell
            for finding in self._overview.findings.get(ref, ()):
                if finding.holds_back:
                    return Need.FATAL, RULE_WORDS[finding.rule], each.claim.cell
                found = Need.QUERY, RULE_WORDS[finding.rule], each.claim.cell
        return found

    def _lacks(self, line: Line) -> str:
        """What would have to be known for the cells of a line to be taken."""
        facts = line.facts
        if line.is_left_out or facts.role is not None or self._taken.get((line.axis, line.place)):
            return ""
        for reason in self._reasons.get((line.axis, line.place), ()):
            if reason.startswith(NO_COLUMN) and line.axis is Axis.COLUMN:
                return "column"
            if reason.startswith(NO_INDICATOR) and line.axis is self._name_axis and facts.indicator is None:
                return "region" if self._names_regions and line.axis is Axis.ROW else "indicator"
            if reason.startswith(NO_REGION) and line.axis is self._region_axis and facts.region is None:
                return "region"
        return ""


def _most(match: TableMatch, what: str) -> Axis | None:
    rows = sum(getattr(line.facts, what) is not None for line in match.rows.values())
    columns = sum(getattr(line.facts, what) is not None for line in match.columns.values())
    if not rows and not columns:
        return None
    return Axis.ROW if rows >= columns else Axis.COLUMN


def _are_rows_regions(table: Table) -> bool:
    """Whether the heading over the names says that they are of regions, though none is known here."""
    heads = (
        table.sheet.text_at(row, column)
        for row in table.header_rows
        for column, kind in table.labels.items()
        if kind is LabelKind.NAME
    )
    return any(
        word in "".join(head.split()) for head in heads for word in ("地区", "城市", "县（市", "县市区")
    )


def _name_axis(match: TableMatch) -> Axis:
    """Where the indicators stand, or should stand: across from the regions."""
    if axis := _most(match, "indicator"):
        return axis
    return Axis.COLUMN if _most(match, "region") is Axis.ROW else Axis.ROW


def _mark_table(
    marks: dict[Place, ReadMark],
    match: TableMatch,
    views: dict[tuple[Axis, int], LineView],
    overview: Overview,
    decisions: Decisions,
) -> None:
    table = match.table
    for line in table.lines:
        marks[line.row, line.column] = ReadMark(_PARTS.get(line.part, ReadKind.TITLE), _part_tip(line.part))
    _mark_headings(marks, table, views)
    _mark_labels(marks, table, views)
    for one in match.not_taken:
        marks[place_of(one.cell)] = ReadMark(ReadKind.SKIPPED, one.reason)
    kinds = {
        (claim.row, claim.column): _kind(overview.of_cell[ref_of(claim)], overview, decisions)
        for claim in match.claims
    }
    waiting = {place for place, kind in kinds.items() if kind is ReadKind.WAITING}
    taken = set(kinds) - waiting
    blanks = _blanks(match, marks, taken)
    taken |= blanks
    for place in blanks:
        marks[place] = ReadMark(ReadKind.BLANK, "空着，没有数", _sides(place, taken))
    for claim in match.claims:
        place = claim.row, claim.column
        sides = _sides(place, waiting if place in waiting else taken)
        marks[place] = ReadMark(kinds[place], _claim_tip(overview.of_cell[ref_of(claim)]), sides)


def _blanks(match: TableMatch, marks: dict[Place, ReadMark], taken: set[Place]) -> set[Place]:
    """Empty cells between taken ones of a column, so that one frame goes around all."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, column in taken:
        rows_of[column].append(row)
    return {
        (row.row, column)
        for column, rows in rows_of.items()
        for row in match.table.rows
        if min(rows) <= row.row <= max(rows)
        and (row.row, column) not in taken
        and (row.row, column) not in marks
    }


def _mark_headings(
    marks: dict[Place, ReadMark], table: Table, views: dict[tuple[Axis, int], LineView]
) -> None:
    columns = [*table.labels, *(column.column for column in table.columns)]
    for row in table.header_rows:
        for column in columns:
            kind = ReadKind.UNIT if table.labels.get(column) is LabelKind.UNIT else ReadKind.HEADING
            marks[row, column] = ReadMark(kind, "表头")
    for place in table.value_columns:
        view = views.get((Axis.COLUMN, place))
        if view and view.need in _OF_NEED and (lowest := _lowest(table, place)):
            marks[lowest, place] = ReadMark(_OF_NEED[view.need], f"{view.words}：{view.how}")


def _lowest(table: Table, column: int) -> int | None:
    """The lowest heading row with words of its own over a column."""
    rows = [row for row in table.header_rows if (row, column) in table.sheet.cells]
    return max(rows, default=None)


def _mark_labels(marks: dict[Place, ReadMark], table: Table, views: dict[tuple[Axis, int], LineView]) -> None:
    names = [column for column, kind in table.labels.items() if kind is LabelKind.NAME]
    for row in table.rows:
        held = table.sheet.cells.row(row.row)
        for column, label in table.labels.items():
            kind = ReadKind.UNIT if label is LabelKind.UNIT else ReadKind.LABEL
            marks[row.row, column] = ReadMark(kind, WORD_TIPS[kind])
        view = views.get((Axis.ROW, row.row))
        if view and view.need in _OF_NEED:
            own = [column for column in names if column in held]
            if column := own[-1] if own else names[-1] if names else 0:
                marks[row.row, column] = ReadMark(_OF_NEED[view.need], f"{view.words}：{view.how}")


WORD_TIPS = {ReadKind.UNIT: "单位", ReadKind.LABEL: "行标签"}


def _part_tip(part: Part) -> str:
    tips = {Part.UNIT: "单位", Part.SECTION: "小标题", Part.NOTE: "表下的注，不是数"}
    return tips.get(part, "标题，地区和期别从这里看")


def _kind(each: Difference, overview: Overview, decisions: Decisions) -> ReadKind:
    ref = ref_of(each.claim)
    if ref in decisions.left or each.kind is Kind.CLOSED:
        return ReadKind.SKIPPED
    findings = overview.findings.get(ref, ())
    if ref not in decisions.taken:
        if each.kind is Kind.CONFLICT or any(one.holds_back for one in findings):
            return ReadKind.FATAL
        if each.claim.how.needs_consent and each.kind is not Kind.SAME:
            return ReadKind.WAITING
        if findings:
            return ReadKind.QUERY
    return ReadKind.CHANGED if each.kind is Kind.CHANGED else ReadKind.TAKEN


def _claim_tip(each: Difference) -> str:
    before = each.before.quantity.text if each.before else ""
    told = {
        Kind.NEW: "新的数",
        Kind.SAME: "和已存的相同" if each.before else "和别的格重复，只写一次",
        Kind.CHANGED: f"已存的是 {before}",
        Kind.CONFLICT: "和别的格矛盾：" + "、".join(each.rivals),
        Kind.CLOSED: f"已存的是 {before}" if before else "还没有存过",
    }[each.kind]
    return "\n".join(part for part in (told, each.claim.remark) if part)


def _sides(place: Place, places: set[Place]) -> Sides:
    row, column = place
    sides = Sides.NONE
    for side, beside in (
        (Sides.LEFT, (row, column - 1)),
        (Sides.TOP, (row - 1, column)),
        (Sides.RIGHT, (row, column + 1)),
        (Sides.BOTTOM, (row + 1, column)),
    ):
        if beside not in places:
            sides |= side
    return sides


def _remarks(
    reception: SheetReception, numbers: Iterable[int], asked: str, *, is_first: bool
) -> tuple[str, ...]:
    """Sentences about the file and about how sure the reading of this sheet is."""
    found = list(reception.reading.remarks) if is_first else []
    words = reception.known.region_words
    for at in numbers:
        match = reception.tables[at].match
        if asked and match.region not in {asked, None} and "没有写" not in "".join(match.why[:1]):
            named = words.get(match.region or "", "")
            found.append(f"表上写的是{named}，正在填的是{words.get(asked, '')}；写入的是{named}的数。")
        if match.table.confidence < 1:
            told = "；".join(match.table.reasons)
            found.append(f"这张表认得不全有把握（{round(match.table.confidence * 100)}%）：{told}。")
        if match.remembered:
            found.append("这种表以前认过，已按记住的对应。")
    return tuple(dict.fromkeys(found))


def _hidden(sheet: Sheet) -> str:
    columns = "、".join(column_name(column) for column in sorted(sheet.hidden_columns)[:6])
    rows = ranges(sorted(sheet.hidden_rows)[:200])
    parts = [f"{columns} 列隐藏" if columns else "", f"第 {rows} 行隐藏" if rows and len(rows) < 40 else ""]
    if rows and len(rows) >= 40:
        parts[1] = f"隐藏了 {len(sheet.hidden_rows)} 行"
    return "　".join(part for part in parts if part)
