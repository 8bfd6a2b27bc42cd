"""Assessment of a plan's items: which clauses count, against which figures, and what follows (§4)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from wzdesk.domain.indicator import Direction, Indicator
from wzdesk.domain.judge import Rules, figure_words, judge_number
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.plan import Nature, Plan, PlanItem, PlanPart
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.quantity import NOT_GIVEN, Availability, Basis, Quantity
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.quantity_words import number_words
from wzdesk.domain.target import Clause, Strength, Target
from wzdesk.domain.target_reading import read_target
from wzdesk.domain.text import name_key, normalise
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.domain.verdict import Assessment, Judgement, PartJudgement, Verdict

_DONE = re.compile(
    r"(?:已|均|都|全部|全面|提前|超额|如期|圆满|已经|预计)*(?:完成|达到|达成|实现)(?:了)?(?:(?:省|国家|市|上级|年度|全年|规划|计划)\w{0,8})?(?:任务|目标|指标|要求)?|(?:已|均|全部)?达标"
)
_PLANS_KEPT = 8
_SEVERITY = (Verdict.MISSED, Verdict.NEARLY, Verdict.UNDETERMINED)
_BASIS_COLUMNS = {
    Basis.LEVEL: (Column.LEVEL,),
    Basis.GROWTH: (Column.GROWTH, Column.RATE),
    Basis.CHANGE: (Column.CHANGE, Column.RATE),
    Basis.CUMULATIVE: (Column.RATE,),
}
_COLUMN_NAMES = {
    Basis.LEVEL: "绝对值",
    Basis.GROWTH: "增速",
    Basis.CHANGE: "变动",
    Basis.CUMULATIVE: "累计数",
}


def says_done(quantity: Quantity) -> bool:
    """Whether a cell says 已完成 or 完成省下达目标 in place of a figure; a remark in parentheses aside."""
    if quantity.availability is not Availability.WORDS:
        return False
    words = re.sub(r"\(.*?\)", "", normalise(quantity.text)).replace(" ", "")
    return _DONE.fullmatch(words) is not None


def is_draft(quantity: Quantity) -> bool:
    """Whether words stand in place of a figure and the judgement does not build on them."""
    return quantity.availability is Availability.WORDS and not says_done(quantity)


@lru_cache(maxsize=4096)
def target_of(text: str, unit: str, direction: Direction) -> Target:
    """The reading of a target sentence; the same sentences come again at every keystroke."""
    return read_target(text, unit, direction)


def assess_table(table: PlanTable) -> tuple[Assessment, ...]:
    """One assessment for each item of the plan, in its order."""
    return tuple(assess_item(table, item) for item in table.plan.items)


def assess_item(table: PlanTable, item: PlanItem) -> Assessment:
    """The verdict of an item: all its parts must hold; a person's verdict stands beside it."""
    parts = tuple(
        PartJudgement(part.indicator, part.name or item.name, _judge_part(table, item, part))
        for part in item.parts
    )
    verdict = _together([part.judgement.verdict for part in parts])
    return Assessment(item.no, verdict, _reasons(parts), parts, table.overrides.get(item.no))


def items_affected(table: PlanTable, indicator: str) -> tuple[PlanItem, ...]:
    """The items whose verdict can change when an indicator's figure does.

    These are its own, and those that compare themselves with it (快于面上投资).
    """
    return _dependents(table).get(indicator, ())


_DEPENDENTS: dict[int, tuple[Plan, dict[str, tuple[PlanItem, ...]]]] = {}


def _dependents(table: PlanTable) -> dict[str, tuple[PlanItem, ...]]:
    """For each indicator the items that depend on it; kept for the few plans in use, asked at every cell."""
    known = _DEPENDENTS.get(id(table.plan))
    if known is None or known[0] is not table.plan:
        if len(_DEPENDENTS) >= _PLANS_KEPT:
            _DEPENDENTS.clear()
        known = _DEPENDENTS[id(table.plan)] = (table.plan, _find_dependents(table))
    return known[1]


def _find_dependents(table: PlanTable) -> dict[str, tuple[PlanItem, ...]]:
    found: dict[str, list[PlanItem]] = {}
    for item in table.plan.items:
        compared = (
            indicator_named(table.indicators, clause.reference or "")
            for part in item.parts
            for clause in clauses_of(table, part)
            if clause.basis is Basis.RELATIVE
        )
        for code in dict.fromkeys((*(part.indicator for part in item.parts), *compared)):
            if code:
                found.setdefault(code, []).append(item)
    return {code: tuple(items) for code, items in found.items()}


def clauses_of(table: PlanTable, part: PlanPart) -> tuple[Clause, ...]:
    """All clauses of a row, those of its target column first."""
    direction = table.indicators[part.indicator].direction
    texts = (part.target, part.rate_target)
    return tuple(clause for text in texts for clause in target_of(text, part.unit, direction).clauses)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Any failure decides, then what cannot be judged; without any figure there is no verdict."""
    if all(verdict is Verdict.NO_DATA for verdict in verdicts):
        return Verdict.NO_DATA
    for severe in _SEVERITY:
        if severe in verdicts:
            return severe
    return Verdict.UNDETERMINED if Verdict.NO_DATA in verdicts else Verdict.ACHIEVED


def _reasons(parts: tuple[PartJudgement, ...]) -> tuple[str, ...]:
    if len(parts) == 1:
        return parts[0].judgement.reasons
    said = tuple(f"{part.name}：{reason}" for part in parts for reason in part.judgement.reasons)
    return tuple(dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class _Figures:
    """The actuals of a row by column."""

    by_column: Mapping[Column, Quantity]

    def of(self, basis: Basis) -> Quantity:
        for column in _BASIS_COLUMNS.get(basis, ()):
            found = self.by_column.get(column, NOT_GIVEN)
            if found.value is not None and (found.basis is basis or column is not Column.RATE):
                return found
        return NOT_GIVEN

    @property
    def any_given(self) -> bool:
        return any(
            q.value is not None or q.availability is Availability.WORDS for q in self.by_column.values()
        )

    def done(self) -> str | None:
        """The words 已完成 where an office writes them in place of a figure."""
        return next((one.text for one in self.by_column.values() if says_done(one)), None)


def _figures(table: PlanTable, part: PlanPart) -> _Figures:
    found: dict[Column, Quantity] = {}
    for column in ACTUAL_COLUMNS:
        if observation := table.observation(part, column):
            found[column] = observation.quantity
    return _Figures(found)


def _judge_part(table: PlanTable, item: PlanItem, part: PlanPart) -> Judgement:
    figures = _figures(table, part)
    if not figures.any_given:
        return Judgement(Verdict.NO_DATA, (_absence(figures),))
    clauses = clauses_of(table, part)
    if not clauses:
        return Judgement(Verdict.UNDETERMINED, ("没有目标，不能判定",))
    counted, notes = _counted(table, clauses, figures)
    context = _Context(table, part, table.indicators[part.indicator], figures, _binding(item, part))
    judgements = [_judge_clause(context, clause) for clause in counted]
    weighed = [one for clause, one in zip(counted, judgements, strict=True) if _weighs(clause, counted)]
    verdict = _together([one.verdict for one in weighed])
    decisive = next((one for one in weighed if one.verdict is verdict and one.gap is not None), None)
    shown = decisive or next((one for one in judgements if one.gap is not None), judgements[0])
    reasons = tuple(reason for one in judgements for reason in one.reasons) + notes
    return Judgement(verdict, reasons, shown.gap, shown.gap_unit)


def _absence(figures: _Figures) -> str:
    said = next(
        (q.text.strip() for q in figures.by_column.values() if q.availability is Availability.NOT_AVAILABLE),
        "",
    )
    return f"实绩填的是“{said}”" if said else "实绩还没有填"


def _binding(item: PlanItem, part: PlanPart) -> bool:
    return (part.nature or item.nature) is Nature.BINDING


def _counted(
    table: PlanTable, clauses: tuple[Clause, ...], figures: _Figures
) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Growth first: an item with a level and a growth target is judged by its growth where that is given."""
    growth = any(clause.basis is Basis.GROWTH for clause in clauses)
    levels = tuple(clause for clause in clauses if clause.basis is Basis.LEVEL)
    if not (table.plan.growth_first and growth and levels and figures.of(Basis.GROWTH).is_given):
        return clauses, ()
    counted = tuple(clause for clause in clauses if clause.basis is not Basis.LEVEL)
    return counted, tuple(f"绝对值目标{clause.text}不参与判定（本计划先看增速）" for clause in levels)


def _weighs(clause: Clause, counted: tuple[Clause, ...]) -> bool:
    """力争 beside a firm clause is a wish: it is said, and does not fail the item."""
    return clause.strength is not Strength.STRIVE or all(one.strength is Strength.STRIVE for one in counted)


@dataclass(frozen=True, slots=True)
class _Context:
    table: PlanTable
    part: PlanPart
    indicator: Indicator
    figures: _Figures
    binding: bool

    def rules(self) -> Rules:
        plan = self.table.plan
        growth = self.figures.of(Basis.GROWTH).value
        if growth is None:
            growth = self.figures.of(Basis.CHANGE).value
        return Rules(
            about=plan.about_tolerance,
            nearly=plan.nearly_tolerance,
            direction=self.indicator.direction,
            binding=self.binding,
            base=self._base(),
            is_index=self.indicator.is_index,
            growth=growth,
        )

    def _base(self) -> Decimal | None:
        quantity = read_quantity(self.part.base, self.part.unit)
        return quantity.value if quantity.basis is Basis.LEVEL else None


def _judge_clause(context: _Context, clause: Clause) -> Judgement:
    if (done := context.figures.done()) and clause.basis in {Basis.ASSIGNED, Basis.LEVEL, Basis.QUALITATIVE}:
        return Judgement(Verdict.ACHIEVED, (f"实绩填的是“{done}”，按完成计",))
    match clause.basis:
        case Basis.QUALITATIVE:
            return Judgement(Verdict.UNDETERMINED, (f"目标“{clause.text}”不是数，要人来判定",))
        case Basis.ASSIGNED:
            return Judgement(
                Verdict.UNDETERMINED, (f"目标“{clause.text}”的数由上级下达，还没有录入，不能判定",)
            )
        case Basis.RELATIVE:
            return _judge_relative(context, clause)
        case _:
            return _judge_figure(context, clause)


def _judge_figure(context: _Context, clause: Clause) -> Judgement:
    actual = context.figures.of(clause.basis)
    if clause.basis in {Basis.GROWTH, Basis.CHANGE} and not _since_last_year(context, clause.reference):
        return Judgement(
            Verdict.UNDETERMINED, (f"目标{clause.text}从{clause.reference}算起，没有这个数，不能判定",)
        )
    if actual.value is None:
        column = _COLUMN_NAMES[clause.basis]
        return Judgement(Verdict.UNDETERMINED, (f"目标{clause.text}看{column}，{column}没有数，不能判定",))
    return judge_number(clause, actual, context.rules())


_LAST_YEAR = re.compile(r"(?:上|去)年(?:同期)?(?:的?(?:水平|实绩))?")
_YEAR = re.compile(r"(\d{4})年(?:末|底|水平|实绩)*")


def _since_last_year(context: _Context, reference: str | None) -> bool:
    """Whether a growth counts from the year before, as yearly figures do (较2020年 does not)."""
    if reference is None or _LAST_YEAR.fullmatch(reference):
        return True
    found = _YEAR.fullmatch(reference)
    plan = context.table.plan
    return found is not None and plan.is_annual and int(found[1]) == plan.first_year - 1


def _judge_against_last_year(context: _Context, clause: Clause) -> Judgement | None:
    """不低于上年, 与上年持平: no fall since last year, as the growth or the change tells."""
    for basis in (Basis.CHANGE,) if clause.value else (Basis.GROWTH, Basis.CHANGE):
        actual = context.figures.of(basis)
        if actual.value is not None:
            margin = clause.value or Decimal(0)
            judged = judge_number(replace(clause, unit=actual.unit), actual, context.rules(), margin)
            said = "（变动）" if basis is Basis.CHANGE else "（增速）"
            return replace(judged, reasons=tuple(reason + said for reason in judged.reasons))
    return None


def _judge_relative(context: _Context, clause: Clause) -> Judgement:
    since = _since_last_year(context, clause.reference) and not _GROWTH_TALK.search(clause.text)
    if since and (judged := _judge_against_last_year(context, clause)):
        return judged
    basis = Basis.GROWTH if context.figures.of(Basis.GROWTH).is_given else Basis.LEVEL
    actual = context.figures.of(basis)
    measure = Measure.GROWTH if basis is Basis.GROWTH else Measure.LEVEL
    reference = _reference_figure(context, clause.reference or "", measure)
    if actual.value is None:
        return Judgement(Verdict.UNDETERMINED, (f"目标{clause.text}要看增速，增速没有数，不能判定",))
    if reference is None or reference.value is None:
        return Judgement(
            Verdict.UNDETERMINED, (f"目标{clause.text}：没有“{clause.reference}”的数，不能判定",)
        )
    against = reference.value + (clause.value or Decimal(0))
    judged = judge_number(replace(clause, unit=actual.unit), actual, context.rules(), against)
    said = f"（{clause.reference}{figure_words(reference)}）"
    return replace(judged, reasons=tuple(reason + said for reason in judged.reasons))


_GROWTH_TALK = re.compile(r"增速|增幅|增长率")
_NAME_TAIL = re.compile(r"(?:的)?(?:增速|增幅|增长率|增长|水平)+$")
_HIGHER = re.compile(r"(全国|全省|全市)(?:平均|的)*(?:水平|增速|增幅|增长)*")


def _reference_figure(context: _Context, reference: str, measure: Measure) -> Quantity | None:
    """The figure of what a relative target compares with: another indicator, last year, a higher region."""
    table = context.table
    if (code := indicator_named(table.indicators, reference)) and code != context.part.indicator:
        return _stored(table, ObservationKey(table.region.code, code, table.plan.year, measure))
    if _LAST_YEAR.fullmatch(reference):
        key = ObservationKey(table.region.code, context.part.indicator, table.plan.year.year_before, measure)
        return _stored(table, key)
    if found := _YEAR.fullmatch(reference):
        key = ObservationKey(
            table.region.code, context.part.indicator, Period.of_year(int(found[1])), measure
        )
        return _stored(table, key)
    if found := _HIGHER.fullmatch(reference):
        for region in table.higher_regions:
            if region.short_name == found[1] or region.level.value == _LEVELS.get(found[1]):
                return _stored(
                    table, ObservationKey(region.code, context.part.indicator, table.plan.year, measure)
                )
    return None


_LEVELS = {"全省": "province", "全市": "city"}


def _stored(table: PlanTable, key: ObservationKey) -> Quantity | None:
    found = table.observations.get(key)
    return found.quantity if found else None


def indicator_named(indicators: Mapping[str, Indicator], name: str) -> str | None:
    """The code of the indicator of this name or alias (面上投资, 经济增长), or None."""
    names = _codes_by_name(indicators)
    return names.get(name_key(name)) or names.get(name_key(_NAME_TAIL.sub("", name)))


_NAMES: dict[int, tuple[Mapping[str, Indicator], dict[str, str]]] = {}


def _codes_by_name(indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """Codes by names and aliases; kept for the few catalogues in use, asked at every cell."""
    known = _NAMES.get(id(indicators))
    if known is None or known[0] is not indicators:
        if len(_NAMES) >= _PLANS_KEPT:
            _NAMES.clear()
        codes: dict[str, str] = {}
        for one in indicators.values():
            for name in (one.name, *one.aliases):
                codes.setdefault(name_key(name), one.code)
        known = _NAMES[id(indicators)] = (indicators, codes)
    return known[1]


def summary(assessments: Sequence[Assessment]) -> dict[Verdict, int]:
    """How many items have each verdict (the one in force), in the verdicts' order."""
    return {verdict: sum(one.verdict is verdict for one in assessments) for verdict in Verdict}


def gap_words(judgement: Judgement) -> str:
    """The distance to the target as the grid shows it, signed; "" where there is none."""
    if judgement.gap is None:
        return ""
    sign = "+" if judgement.gap > 0 else ""
    return sign + number_words(judgement.gap)
