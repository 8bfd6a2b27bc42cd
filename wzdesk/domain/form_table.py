"""A form as a table to fill: its rows for a region and a period, with what is stored for each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.correction import Correction, correction_key, correction_of
from wzdesk.domain.form import TYPED_COLUMNS, Form, FormClosing, FormColumn, FormRow, single_of
from wzdesk.domain.indicator import Accumulation, Indicator
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity import Basis, Op, Quantity
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.domain.region import Region
from wzdesk.domain.target_reading import read_target
from wzdesk.domain.text import normalise
from wzdesk.domain.units import convert, plain, same_unit

_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class FormTable:
    """A form of a region and a period with everything its page, its checks and its workbook need.

    ``observations`` holds the figures of the period and those of the year before; ``notes`` those of the period, and the
    remarks of the period before; ``targets`` the sentences of the form's plan by row. In a table across regions
    (``across_regions``) every row is of another region and all of one indicator; ``region`` is the one it was opened from.
    """

    form: Form
    region: Region
    period: Period
    indicators: Mapping[str, Indicator]
    observations: Mapping[ObservationKey, Observation]
    notes: Mapping[NoteKey, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    closing: FormClosing | None = None
    is_demo: bool = False
    """Whether the data file holds invented figures."""
    closed_regions: frozenset[str] = frozenset()
    """In a table across regions, those whose period is closed."""
    agency: str = ""
    """The name of the body that fills the form, where it names one."""
    _keys: dict[tuple[str, FormColumn], ObservationKey | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The keys of cells that were asked for; a table after an edit is of the same place and has the same ones."""
    _asked: list[tuple[tuple[FormRow, ...], list[tuple[ObservationKey, ...]]]] = field(
        default_factory=list, compare=False, repr=False
    )
    is_across: bool = field(init=False, compare=False, repr=False)
    """Whether the rows are regions; found once, for it is asked with every cell."""

    def __post_init__(self) -> None:
        """Look through the rows once."""
        object.__setattr__(self, "is_across", any(row.region for row in self.form.rows))

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be typed until it is opened again."""
        return self.closing is not None

    @property
    def single(self) -> Period:
        """The period's own month or quarter, of which 本月 tells."""
        return single_of(self.form.frequency, self.period)

    @property
    def words(self) -> str:
        """The period as the form says it: 2024年前三季度."""
        return self.form.words(self.period)

    def region_of(self, row: FormRow) -> str:
        """The region whose figures stand in a row."""
        return row.region or self.region.code

    def code_at(self, key: ObservationKey | NoteKey) -> str:
        """The code of the row that a figure would stand in."""
        return key.region if self.is_across else key.indicator

    def key_of(self, row: FormRow, column: FormColumn) -> ObservationKey | None:
        """Where a cell's figure is stored; None for columns that hold none.

        上年同期 has a place of its own beside last year's figure: what this period's form says of it may have been
        revised since, and both are kept.
        """
        cell = row.code, column
        if cell not in self._keys:
            self._keys[cell] = self._key_of(row, column)
        return self._keys[cell]

    def _key_of(self, row: FormRow, column: FormColumn) -> ObservationKey | None:
        region, indicator = self.region_of(row), row.indicator
        match column:
            case _ if row.parts:
                return None
            case FormColumn.TOTAL:
                return ObservationKey(region, indicator, self.period, Measure.LEVEL)
            case FormColumn.GROWTH:
                return ObservationKey(region, indicator, self.period, Measure.GROWTH)
            case FormColumn.MONTH if self.has_month(row):
                return ObservationKey(region, indicator, self.single, Measure.LEVEL)
            case FormColumn.LAST_YEAR:
                return ObservationKey(region, indicator, self.period, Measure.BASE)
        return None

    def has_month(self, row: FormRow) -> bool:
        """Whether a single month of the row means something: of stocks and ratios it does not."""
        if self.single.months == self.period.months or self.form.frequency is Frequency.YEAR:
            return False
        return self.indicators[row.indicator].accumulation in {Accumulation.YTD, Accumulation.PERIOD}

    def stored_last_year(self, row: FormRow) -> Observation | None:
        """What was reported for the same period last year."""
        key = ObservationKey(self.region_of(row), row.indicator, self.period.year_before, Measure.LEVEL)
        return self.observations.get(key)

    def observation(self, row: FormRow, column: FormColumn) -> Observation | None:
        """The figure of a cell; 上年同期 that nobody revised is last year's own."""
        key = self.key_of(row, column)
        if key is None:
            return None
        found = self.observations.get(key)
        return self.stored_last_year(row) if found is None and column is FormColumn.LAST_YEAR else found

    def revised_base(self, row: FormRow) -> Observation | None:
        """Last year's figure where this period's form says another one."""
        key = self.key_of(row, FormColumn.LAST_YEAR)
        stored = self.stored_last_year(row)
        return stored if stored is not None and key in self.observations else None

    def text(self, row: FormRow, column: FormColumn) -> str:
        """A cell as it shows: as given, in the form's unit; what is computed is empty where it cannot be."""
        if row.parts:
            return self._sum_text(row, column)
        match column:
            case FormColumn.REMARK:
                return self.notes.get(self.remark_key(row), "")
            case FormColumn.TARGET:
                return self._target_text(row)
            case FormColumn.COMPLETION:
                return percent_words(self.completion(row))
            case FormColumn.TIME:
                return percent_words(self.time_progress) if self.completion(row) is not None else ""
        found = self.observation(row, column)
        if found is None:
            return ""
        return (
            found.quantity.text
            if column is FormColumn.GROWTH
            else text_in(found.quantity, self.indicators[row.indicator].unit, row.unit)
        )

    def _sum_text(self, row: FormRow, column: FormColumn) -> str:
        """The sum of a row's parts; empty while one of them is missing or is not a plain number."""
        own = self.indicators[row.indicator].unit
        found = [self.observation(part, column) for part in self.form.rows if part.region in row.parts]
        values = [
            one.quantity.value
            for one in found
            if one is not None and one.quantity.op is Op.AT and one.quantity.value is not None
        ]
        if column is FormColumn.GROWTH or column not in TYPED_COLUMNS or len(values) != len(row.parts):
            return ""
        return shown_in(plain(sum(values, Decimal())), own, row.unit)

    def _target_text(self, row: FormRow) -> str:
        """The target as written; an amount in another unit than the form's says its own."""
        text, own = self.targets.get(row.code, ""), self.indicators[row.indicator].unit
        if (
            self.amount_aimed_at(row) is None
            or same_unit(plain_unit(row.unit), plain_unit(own))
            or own in text
        ):
            return text
        return f"{text}（{own}）"

    def remark_key(self, row: FormRow) -> NoteKey:
        """Where a row's 备注 is kept."""
        return NoteKey(NoteKind.REMARK, self.region_of(row), row.indicator, self.period)

    def carried_key(self, row: FormRow) -> NoteKey:
        """Where it is kept that a row's 备注 came from the period before and was not touched since."""
        return NoteKey(NoteKind.CARRIED, self.region_of(row), row.indicator, self.period)

    def is_carried(self, row: FormRow) -> bool:
        """Whether a row's 备注 is that of the period before, and nobody has looked at it since."""
        return self.carried_key(row) in self.notes

    def last_remark(self, row: FormRow) -> str:
        """The row's 备注 of the period before."""
        if not self.form.has(self.period):
            return ""
        before = self.form.previous(self.period)
        return self.notes.get(NoteKey(NoteKind.REMARK, self.region_of(row), row.indicator, before), "")

    @property
    def is_begun(self) -> bool:
        """Whether anything was filled in for the period."""
        return self.counts()[0] > 0 or any(self.remark_key(row) in self.notes for row in self.form.rows)

    def correction(self, row: FormRow, column: FormColumn) -> Correction | None:
        """What a figure was when its period was closed, where it was corrected since (修订)."""
        key = self.key_of(row, column)
        text = self.notes.get(correction_key(key)) if key else None
        return correction_of(text) if text else None

    def follow_key(self, row: FormRow) -> NoteKey:
        """Where it is kept that a row is followed up (跟踪)."""
        return NoteKey(NoteKind.FOLLOW_UP, self.region_of(row), row.indicator, self.period)

    def is_followed(self, row: FormRow) -> bool:
        """Whether somebody put a star on the row."""
        return not row.parts and self.follow_key(row) in self.notes

    @property
    def time_progress(self) -> Decimal:
        """How much of the year is over, in percent (时间进度)."""
        return Decimal(self.period.last_month) * _HUNDRED / 12

    def completion(self, row: FormRow) -> Decimal | None:
        """The year-to-date figure in percent of the year's target (完成率), unrounded; None where there is none.

        Only a figure that adds up over the year has a share of its target, and only a target that is an amount.
        """
        indicator = self.indicators[row.indicator]
        found = self.observation(row, FormColumn.TOTAL)
        if indicator.accumulation is not Accumulation.YTD or found is None or found.quantity.value is None:
            return None
        amount = self.amount_aimed_at(row)
        return found.quantity.value * _HUNDRED / amount if amount else None

    def amount_aimed_at(self, row: FormRow) -> Decimal | None:
        """The amount that the year's target names, in the catalogue's unit; None where it names none."""
        indicator = self.indicators[row.indicator]
        target = read_target(self.targets.get(row.code, ""), indicator.unit, indicator.direction)
        for clause in target.clauses:
            if clause.basis is Basis.LEVEL and clause.value and clause.value > 0:
                return convert(clause.value, clause.unit or indicator.unit, indicator.unit)
        return None

    def counts(self) -> tuple[int, int]:
        """Cells that hold a figure, and all that may (本月, 累计 and 增速 of every row)."""
        cells = [key for keys in self.asked_keys() for key in keys]
        return sum(key in self.observations for key in cells), len(cells)

    @property
    def is_worked_on(self) -> bool:
        """Whether somebody typed or brought a figure; those of a pack name the document that published them."""
        found = (self.observations.get(key) for keys in self.asked_keys() for key in keys)
        return any(one is not None and (not one.source or one.is_from_workbook) for one in found)

    def asked_keys(self) -> Sequence[tuple[ObservationKey, ...]]:
        """Of each row, where the figures stand that are to be filled: 本月, 累计 and 增速."""
        rows = self.form.rows
        if not self._asked or self._asked[0][0] is not rows:
            columns = [
                its for its in self.form.columns if its in TYPED_COLUMNS and its is not FormColumn.LAST_YEAR
            ]
            keys = [tuple(key for its in columns if (key := self.key_of(row, its))) for row in rows]
            self._asked[:] = [(rows, keys)]
        return self._asked[0][1]


def text_in(quantity: Quantity, own: str, unit: str) -> str:
    """A figure's text under a unit that may not be the catalogue's ``own``: 44.86 (亿元) is 448600 under 万元."""
    said = plain_unit(unit)
    text = quantity.text.strip()
    if said and text.endswith(said):
        return text.removesuffix(said).rstrip()
    if not said or (same_unit(said, plain_unit(own)) and not _is_in_another(text, said)):
        return text
    if quantity.value is None or quantity.op is not Op.AT or quantity.also:
        return text
    converted = convert(quantity.value, plain_unit(own), said)
    return text if converted is None else plain(converted)


def _is_in_another(text: str, unit: str) -> bool:
    """Whether a text is a number with a unit of its own that is not ``unit``: 448600万元 under 亿元."""
    if text[-1:].isdigit():
        return False
    given = normalise(text).lstrip("0123456789.,- ")
    return bool(given) and not same_unit(given, unit) and convert(Decimal(1), given, unit) is not None


def shown_in(text: str, own: str, unit: str) -> str:
    """A figure's text in the catalogue's unit ``own`` as it is typed under another one; as it is where it is no number."""
    number = decimal_of(normalise(text))
    if number is None or same_unit(plain_unit(unit), plain_unit(own)):
        return text
    converted = convert(number, plain_unit(own), plain_unit(unit))
    return text if converted is None else plain(converted)


def percent_words(value: Decimal | None) -> str:
    """A share as shown: one decimal, half up."""
    return "" if value is None else f"{value.quantize(_TENTH, ROUND_HALF_UP)}%"
