"""The rows and columns of a table as they are understood: which way the indicators run, and what each line says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wzdesk.domain.observation import Measure
from wzdesk.excel.recognise.table import Table
from wzdesk.services.receiving.claims import Axis, Line
from wzdesk.services.receiving.context import Known
from wzdesk.services.receiving.facts import Facts, Role, alike_in, facts_of
from wzdesk.services.receiving.layouts import ColumnChoice, Layout, RowChoice, words_key
from wzdesk.services.receiving.names import How, Named
from wzdesk.services.receiving.times import TimeWords


@dataclass(frozen=True, slots=True)
class Lines:
    """All rows and columns of a table; the axes on which indicators and regions stand, None where on neither."""

    rows: dict[int, Line]
    columns: dict[int, Line]
    indicator_axis: Axis | None
    region_axis: Axis | None


def lines_of(table: Table, known: Known, layout: Layout | None) -> Lines:
    """Understand each row and column, with what was taught about this layout."""
    meanings = _Meanings(known)
    rows = {row.row: _row_line(row.row, row.path, row.code, known, meanings) for row in table.rows}
    columns = {
        column.column: Line(Axis.COLUMN, column.column, column.words, meanings[column.words])
        for column in table.columns
    }
    if layout:
        rows = {place: _taught_row(line, layout) for place, line in rows.items()}
        columns = {place: _taught_column(line, layout) for place, line in columns.items()}
    indicator_axis = _axis(rows, columns, "indicator")
    region_axis = _axis(rows, columns, "region")
    rows = _one_meaning(rows, Axis.ROW, indicator_axis, region_axis)
    columns = _one_meaning(columns, Axis.COLUMN, indicator_axis, region_axis)
    if indicator_axis is not Axis.ROW:
        columns = _beside_their_level(_under_title(columns, table.title, known))
        indicator_axis = _axis(rows, columns, "indicator")
        rows = _one_meaning(rows, Axis.ROW, indicator_axis, region_axis)
    if indicator_axis is Axis.ROW or (indicator_axis is None and region_axis is not Axis.ROW):
        rows = _with_alike(rows, known, region_axis)
    elif indicator_axis is Axis.COLUMN:
        columns = _with_alike(columns, known, region_axis)
    return Lines(rows, columns, indicator_axis, region_axis)


class _Meanings(dict[tuple[str, ...], Facts]):
    """The facts of the words of lines; those of each word and of each path are found once."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known
        self._of_word: dict[str, Facts] = {}

    def __missing__(self, words: tuple[str, ...]) -> Facts:
        self[words] = found = facts_of(words, self._known.names, self._known.regions, self._of_word)
        return found


def _row_line(
    place: int, path: tuple[str, ...], code: str, known: Known, meanings: Mapping[tuple[str, ...], Facts]
) -> Line:
    facts = meanings[path]
    if code:
        if named := known.names.of_code(code):
            facts = replace(facts, indicator=named)
        elif facts.region is None and (region := known.regions.find(code)):
            facts = replace(facts, region=region)
    return Line(Axis.ROW, place, path, facts)


def _taught_row(line: Line, layout: Layout) -> Line:
    choice = layout.rows.get(words_key(line.words))
    return line if choice is None else chosen_row(line, choice, How.REMEMBERED)


def _taught_column(line: Line, layout: Layout) -> Line:
    choice = layout.columns.get(words_key(line.words))
    return line if choice is None else chosen_column(line, choice, How.REMEMBERED)


def chosen_row(line: Line, choice: RowChoice, how: How) -> Line:
    """A row with what a person said of it."""
    facts = line.facts
    if choice.indicator:
        facts = replace(facts, indicator=Named(choice.indicator, how))
    if choice.region:
        facts = replace(facts, region=Named(choice.region, how))
    if choice.unit:
        facts = replace(facts, unit=choice.unit)
    return replace(line, facts=facts, is_left_out=choice.is_left_out)


def chosen_column(line: Line, choice: ColumnChoice, how: How) -> Line:
    """A column with what a person said of it.

    A measure makes a figure of what looked like something else; a measure or a region does away with unknown words.
    """
    line = chosen_row(line, RowChoice(choice.is_left_out, choice.indicator, choice.region, choice.unit), how)
    facts = line.facts
    if choice.measure:
        facts = replace(facts, measure=choice.measure, role=None)
    if choice.measure or choice.region:
        facts = replace(facts, rest=())
    if choice.relation:
        facts = replace(facts, time=replace(facts.time, relation=choice.relation))
    return replace(line, facts=facts)


def _axis(rows: Mapping[int, Line], columns: Mapping[int, Line], what: str) -> Axis | None:
    """The axis on which most lines name an indicator, or a region."""
    shares = {}
    for axis, lines in ((Axis.ROW, rows), (Axis.COLUMN, columns)):
        told = [line for line in lines.values() if getattr(line.facts, what)]
        figures = [line for line in lines.values() if line.facts.role is None]
        shares[axis] = (len(told) / max(len(figures), 1), len(told))
    best = max(shares, key=lambda axis: shares[axis])
    return best if shares[best][1] else None


def _one_meaning(
    lines: dict[int, Line], axis: Axis, indicator_axis: Axis | None, region_axis: Axis | None
) -> dict[int, Line]:
    """Indicators count on their axis alone; so do regions, unless both stand on the rows of a long table."""
    found = {}
    for place, line in lines.items():
        facts = line.facts
        if indicator_axis not in {axis, None} and facts.indicator:
            facts = replace(facts, indicator=None)
        if region_axis not in {axis, None} and facts.region:
            facts = replace(facts, region=None)
        found[place] = line if facts is line.facts else replace(line, facts=facts)
    return found


def _under_title(columns: dict[int, Line], title: str, known: Known) -> dict[int, Line]:
    """Columns whose words and the title's together name an indicator."""
    found = {}
    for place, line in columns.items():
        facts = line.facts
        is_unknown = facts.indicator is None and facts.role is None and facts.rest
        named = known.names.under_title(facts.rest[0], title) if is_unknown else None
        found[place] = replace(line, facts=replace(facts, indicator=named, rest=())) if named else line
    return found


def _beside_their_level(columns: dict[int, Line]) -> dict[int, Line]:
    """增速 right of an indicator's level is the growth of that one; it is shown to the person."""
    found: dict[int, Line] = {}
    named: Named | None = None
    for place, line in sorted(columns.items()):
        facts = line.facts
        bare = facts.indicator is None and facts.role is None
        if bare and facts.measure in {Measure.GROWTH, Measure.CHANGE} and len(line.words) == 1 and named:
            line = replace(line, facts=replace(facts, indicator=Named(named.code, How.NORMALISED), rest=()))  # noqa: PLW2901
        else:
            named = facts.indicator if facts.indicator and facts.measure in {None, Measure.LEVEL} else None
        found[place] = line
    return found


def _with_alike(lines: dict[int, Line], known: Known, region_axis: Axis | None) -> dict[int, Line]:
    """Lines without an indicator, where a name is alike enough to be offered."""
    found = {}
    for place, line in lines.items():
        own_axis_of_regions = region_axis is line.axis and line.facts.region and len(line.words) < 2
        if (
            line.facts.indicator is None
            and not own_axis_of_regions
            and line.facts.role is None
            and line.words
        ):
            named = alike_in(line.words, known.names)
            line = replace(line, facts=replace(line.facts, indicator=named))  # noqa: PLW2901
        found[place] = line
    return found


def names_a_time(lines: Sequence[Line]) -> bool:
    """Whether most lines name a time: years running down the first column."""
    told = sum(not line.facts.time.says_nothing for line in lines)
    return told * 2 > len(lines)


__all__ = ["Lines", "Role", "TimeWords", "chosen_column", "chosen_row", "lines_of", "names_a_time"]
