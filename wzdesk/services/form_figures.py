"""A figure for a cell of a form: as reported, in the unit that the form asks for, never a guess."""

import re
from dataclasses import dataclass
from decimal import Decimal

from wzdesk.domain.missing_words import availability_of
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.quantity import Availability, Op
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.text import closed_up, normalise
from wzdesk.domain.units import convert, parse_unit, plain, same_unit
from wzdesk.excel.fill.report import FillValue
from wzdesk.excel.read.headings import Role
from wzdesk.excel.read.plan_tables import FoundColumn, FoundRow, FoundTable
from wzdesk.services.read_plan_cells import unit_over

_BRACKETS = re.compile(r"[(（]([^()（）]{1,12})[)）]")
_DASHES = re.compile(r"[—–-]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known for a cell: its text as reported, its exact value where it has one, its unit; or why there is none."""

    text: str = ""
    number: Decimal | None = None
    unit: str = ""
    why: str = ""


def target_figure(text: str, unit: str) -> Figure:
    """A target; a dash is none."""
    if availability_of(closed_up(normalise(text))) is Availability.NOT_APPLICABLE or not text.strip():
        return Figure(why="没有定目标")
    return Figure(text, decimal_of(normalise(text)), unit)


def reported_figure(found: Observation, unit: str, asked: Measure) -> Figure:
    """An observation's figure for a column that asks for ``asked``."""
    quantity = found.quantity
    if asked is not found.key.measure:  # a change under growth: only where its words say that it is one
        if decimal_of(normalise(quantity.text)) is not None:
            return Figure(why=f"库里存的“{quantity.text}”是变动，不是增速")
        return Figure(quantity.text, None, unit)
    is_bare = quantity.op is Op.AT and quantity.high is None and not quantity.also
    number = quantity.value if is_bare else None
    if asked is Measure.CHANGE:
        number = decimal_of(normalise(quantity.text))
    return Figure(quantity.text, number, (quantity.unit if number is not None else "") or unit)


def unit_asked(found: FoundTable, column: FoundColumn, row: FoundRow, own: str) -> str:
    """The unit that a form says for a cell: beside the row, over the column, behind the name, over the table; or "".

    ``own`` chooses where the line over the table names several (亿元、%).
    """
    if unit := row.label(Role.UNIT).strip():
        return unit
    for words in (column.heading.text, row.label(Role.PART), row.label(Role.NAME)):
        for said in reversed(_BRACKETS.findall(normalise(words))):
            unit = str(said).removeprefix("单位:").strip()
            if parse_unit(unit) and (convert(Decimal(1), own, unit) is not None or not parse_unit(own)):
                return unit
    over = unit_over(found, row)
    several = [unit for unit in over.split("、") if convert(Decimal(1), own, unit) is not None]
    return several[0] if "、" in over and several else over


def in_form(figure: Figure, form_unit: str) -> tuple[FillValue, str]:
    """What is written: a plain number as number, in the form's unit; anything else as its text. And a remark."""
    own, unit = figure.unit, plain_unit(form_unit)
    if not unit or not plain_unit(own) or same_unit(unit, own):
        return (figure.text if figure.number is None else figure.number), ""
    if figure.number is None:
        return _text_in_form(figure, form_unit)
    converted = convert(figure.number, own, unit)
    if converted is None:
        return None, f"表样按{form_unit}，存的按{own}，换不了单位"
    return converted, f"{figure.text.removesuffix(own)}{own}换成 {plain(converted)}{form_unit}"


def _text_in_form(figure: Figure, form_unit: str) -> tuple[FillValue, str]:
    """Words go as they are; words around a figure only where it has no unit of its own to convert."""
    said = normalise(figure.text)
    if not re.search(r"\d", said) or "%" in said or "增长" in said:
        return figure.text, ""
    why = f"表样按{form_unit}，存的“{figure.text}”按{figure.unit}，不是单个的数，换不了单位"
    return None, why


def says_the_same(there: str, text: str, value: FillValue) -> bool:
    """Whether a cell holds the figure already: the same number, or the same words but for blanks and dashes."""
    number = decimal_of(normalise(there).removesuffix("%"))
    if isinstance(value, Decimal):
        return number == value
    return _bare(there) in {_bare(text), _bare(str(value))}


def _bare(text: str) -> str:
    return _DASHES.sub("-", closed_up(normalise(text)))
