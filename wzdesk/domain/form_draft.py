"""A form being put together: rows from the catalogue or from a sheet, section lines, columns, who and until when."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wzdesk.domain.errors import Refused
from wzdesk.domain.form import ALL_COLUMNS, TYPED_COLUMNS, Form, FormColumn, FormRow
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.period import Frequency
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.units import convert, same_unit

USUAL_COLUMNS = (
    FormColumn.LAST_YEAR,
    FormColumn.MONTH,
    FormColumn.TOTAL,
    FormColumn.GROWTH,
    FormColumn.REMARK,
)
MONEY_UNITS = ("万元", "亿元")
"""The units in which a form may show amounts of money, whatever the catalogue counts in."""
YEARLY_PLAN = "{year}"
"""Targets come from the plan of the form's own year."""
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line: an indicator, a section line (小节), or the words of a row that is no indicator of the catalogue yet."""

    name: str
    indicator: str = ""
    unit: str = ""
    no: str = ""
    depth: int = 0
    marked: bool = False
    is_section: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether nobody has said yet what the row is."""
        return not self.is_section and not self.indicator


Lines = tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True)
class FormDraft:
    """All that a person says of a form; ``code`` is "" until it is made. ``is_numbered``: the rows are numbered 1, 2, 3."""

    name: str = ""
    lines: Lines = ()
    code: str = ""
    columns: tuple[FormColumn, ...] = USUAL_COLUMNS
    frequency: Frequency = Frequency.MONTH
    reporters: tuple[str, ...] = ()
    due_day: int = 10
    plan: str = YEARLY_PLAN
    agency: str = ""
    due_months: int = 1
    carries_remarks: bool = False
    is_numbered: bool = True

    @property
    def indicators(self) -> set[str]:
        """Codes of the indicators that are in it."""
        return {line.indicator for line in self.lines if line.indicator}


def draft_of(form: Form) -> FormDraft:
    """A form to be changed."""
    lines: list[DraftLine] = []
    category = ""
    for row in form.rows:
        if row.category != category:
            category = row.category
            lines.append(DraftLine(category, is_section=True))
        lines.append(DraftLine(row.name, row.indicator, row.unit, row.no, row.depth, row.marked))
    numbers = [row.no for row in form.rows]
    return FormDraft(
        form.name,
        tuple(lines),
        form.code,
        form.columns,
        form.frequency,
        form.reporters,
        form.due_day,
        form.plan,
        form.agency,
        form.due_months,
        form.carries_remarks,
        is_numbered=numbers == [str(number) for number in range(1, len(numbers) + 1)],
    )


def form_of(draft: FormDraft, indicators: Mapping[str, Indicator], others: Collection[str]) -> Form:
    """The form that a draft describes; ``others`` are the names of the forms that there are beside it.

    Raises:
        Refused: something is missing or stands twice; the sentence says what.
    """
    if problem := problem_of(draft, indicators, others):
        raise Refused(problem)
    rows, category = [], ""
    for line in numbered(draft).lines:
        if line.is_section:
            category = line.name.strip()
            continue
        unit = line.unit or indicators[line.indicator].unit
        rows.append(
            FormRow(line.indicator, line.name.strip(), unit, line.no, category, line.depth, line.marked)
        )
    return Form(
        draft.code,
        draft.name.strip(),
        tuple(rows),
        columns_of(draft),
        draft.frequency,
        draft.reporters,
        draft.due_day,
        draft.plan,
        draft.agency,
        draft.due_months,
        draft.carries_remarks,
    )


def problem_of(draft: FormDraft, indicators: Mapping[str, Indicator], others: Collection[str]) -> str:
    """What still stands in the way of making the form, as one sentence; "" where nothing does."""
    name = draft.name.strip()
    if not name:
        return "还没有写表名。"
    if name in others:
        return f"已经有一张叫“{name}”的表，请换一个名字。"
    if problem := _problem_of_rows([line for line in draft.lines if not line.is_section], indicators):
        return problem
    if not set(columns_of(draft)) & set(TYPED_COLUMNS) - {FormColumn.LAST_YEAR}:
        return "至少要有一列填数：本月（本季）、累计或增速。"
    return ""


def _problem_of_rows(rows: Sequence[DraftLine], indicators: Mapping[str, Indicator]) -> str:
    if not rows:
        return "还没有选指标，请从左边的目录里选。"
    if unknown := [line.name for line in rows if line.is_unknown]:
        return f"有 {len(unknown)} 行在目录里没有（{unknown[0]}），请对到一个指标、新增为指标，或删去。"
    codes = [line.indicator for line in rows]
    if twice := next((line for at, line in enumerate(rows) if line.indicator in codes[:at]), None):
        return f"“{twice.name}”对到的指标在这张表里有两行，请删去一行或改对。"
    if nameless := next((line for line in rows if not line.name.strip()), None):
        return f"指标“{indicators[nameless.indicator].name}”的行没有名称，请补上。"
    for line in rows:
        own = indicators[line.indicator].unit
        if not fits(line.unit, own):
            return f"“{line.name}”的单位“{line.unit}”和目录里的“{own}”不能换算，请改。"
    return ""


def columns_of(draft: FormDraft) -> tuple[FormColumn, ...]:
    """The columns in their order; a yearly form has no single period beside the year."""
    left_out = {FormColumn.MONTH} if draft.frequency is Frequency.YEAR else set()
    return tuple(column for column in ALL_COLUMNS if column in draft.columns and column not in left_out)


def numbered(draft: FormDraft) -> FormDraft:
    """The draft with its rows numbered through, where that is asked for."""
    if not draft.is_numbered:
        return draft
    number, lines = 0, []
    for line in draft.lines:
        number += not line.is_section
        lines.append(line if line.is_section else replace(line, no=str(number)))
    return replace(draft, lines=tuple(lines))


def fits(unit: str, own: str) -> bool:
    """Whether figures under a form's unit can be kept in the catalogue's."""
    said = plain_unit(unit)
    return (
        not said or same_unit(said, plain_unit(own)) or convert(Decimal(1), said, plain_unit(own)) is not None
    )


def money_unit(lines: Sequence[DraftLine], indicators: Mapping[str, Indicator]) -> str | None:
    """The unit of all amounts of money, "" where each has that of the catalogue, None where they are mixed."""
    amounts = [line for line in lines if line.indicator and indicators[line.indicator].unit in MONEY_UNITS]
    if all(line.unit == indicators[line.indicator].unit for line in amounts):
        return ""
    units = {line.unit for line in amounts}
    return units.pop() if len(units) == 1 and units <= set(MONEY_UNITS) else None


def in_money_unit(lines: Lines, unit: str, indicators: Mapping[str, Indicator]) -> Lines:
    """The lines with all amounts of money in one unit; "" gives each that of the catalogue back."""
    return tuple(
        replace(line, unit=unit or indicators[line.indicator].unit)
        if line.indicator and indicators[line.indicator].unit in MONEY_UNITS
        else line
        for line in lines
    )


def line_of(indicator: Indicator, unit: str = "") -> DraftLine:
    """A new line of an indicator, its amounts of money in the form's ``unit``."""
    shown = unit if unit and indicator.unit in MONEY_UNITS else indicator.unit
    return DraftLine(indicator.name, indicator.code, shown)


def inserted(lines: Lines, at: int, new: Sequence[DraftLine]) -> Lines:
    """New lines before place ``at``."""
    return (*lines[:at], *new, *lines[at:])


def removed(lines: Lines, places: Collection[int]) -> Lines:
    """The lines without those at some places."""
    return tuple(line for at, line in enumerate(lines) if at not in places)


def moved(lines: Lines, places: Collection[int], step: int) -> Lines:
    """Lines at some places a step up (-1) or down (1); as they were where one would leave the list."""
    if not places or min(places) + step < 0 or max(places) + step >= len(lines):
        return lines
    kept = list(lines)
    for at in sorted(places, reverse=step > 0):
        kept[at], kept[at + step] = kept[at + step], kept[at]
    return tuple(kept)


def indented(lines: Lines, places: Collection[int], step: int) -> Lines:
    """Rows further in or out; one that is out again is no part (#) any more."""
    return _changed(lines, places, lambda line: _at_depth(line, line.depth + step))


def marked_as_part(lines: Lines, places: Collection[int]) -> Lines:
    """Rows with a ``#`` (其中) before their name, or without it where all have one."""
    is_on = not all(lines[at].marked for at in places if not lines[at].is_section)
    return _changed(
        lines,
        places,
        lambda line: replace(line, marked=is_on, depth=max(line.depth, 1) if is_on else line.depth),
    )


def _at_depth(line: DraftLine, depth: int) -> DraftLine:
    kept = max(0, min(depth, DEEPEST))
    return replace(line, depth=kept, marked=line.marked and kept > 0)


def _changed(lines: Lines, places: Collection[int], change: Callable[[DraftLine], DraftLine]) -> Lines:
    return tuple(
        change(line) if at in places and not line.is_section else line for at, line in enumerate(lines)
    )
