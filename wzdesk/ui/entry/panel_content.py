"""What the side panel says of one row: plain texts, made without widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.assess import clauses_of, target_of
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.change import Revision
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.indicator import PriceBasis
from wzdesk.domain.observation import Measure, Observation, ObsStatus
from wzdesk.domain.person import name_in
from wzdesk.domain.plan import PlanItem, PlanPart
from wzdesk.domain.plan_edit import COLUMN_WORDS
from wzdesk.domain.plan_table import PlanRow
from wzdesk.domain.quantity_words import quantity_words
from wzdesk.domain.target_words import target_words
from wzdesk.domain.trend import Trend, trend_of
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.domain.verdict import Assessment

_MEASURES = {Column.LEVEL: Measure.LEVEL, Column.GROWTH: Measure.GROWTH, Column.CHANGE: Measure.CHANGE}
_PRICES = {PriceBasis.COMPARABLE: "可比价", PriceBasis.CURRENT: "现价", PriceBasis.NONE: ""}
STATUS_WORDS = {
    ObsStatus.ESTIMATED: "预计数",
    ObsStatus.PROVISIONAL: "初步数",
    ObsStatus.FORECAST: "预测数",
    ObsStatus.BREAK: "口径调整，前后不可比",
    ObsStatus.DEFINITION_DIFFERS: "口径不同",
    ObsStatus.UNVALIDATED: "未审核",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step of a cell's history."""

    when: str
    text: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class PanelContent:
    """All that the panel shows of a row; ``given`` and ``read_as`` are of the current cell."""

    no: str
    name: str
    caption: str
    trend: Trend
    assessment: Assessment
    reasons: tuple[str, ...]
    target: str
    target_reading: str
    column: str
    given: str
    read_as: str
    status: str
    definition: str
    source: str
    history: tuple[HistoryLine, ...]
    is_typing: bool
    can_mark: bool = False
    comment: str = ""
    is_followed: bool = False


def panel_content(
    filled: FilledPlan,
    row: PlanRow,
    column: Column | None,
    series: Sequence[Observation],
    history: Sequence[Revision],
    documents: Mapping[str, str],
    typed: str | None = None,
) -> PanelContent:
    """The panel of a row.

    ``documents`` are titles by key; ``typed`` is the text in the editor, which ``filled`` has taken in
    already.
    """
    table, item, part = filled.table, row.item, row.part
    indicator = table.indicators[part.indicator]
    assessment = filled.assessment(item.no)
    observation = table.observation(part, column) if column in ACTUAL_COLUMNS else None
    given = typed if typed is not None else table.text(part, column) if column else ""
    return PanelContent(
        no=item.no,
        name=_name(item, part),
        caption=_caption(filled, part, column),
        trend=_trend(filled, part, series, column),
        assessment=assessment,
        reasons=_reasons(assessment, row),
        target=with_true_minus("、".join(text for text in (part.target, part.rate_target) if text.strip())),
        target_reading=_target_reading(filled, part),
        column=COLUMN_WORDS[column] if column else "",
        given=with_true_minus(given),
        read_as=_read_as(given, column, part, filled),
        status=STATUS_WORDS.get(observation.status, "") if observation else "",
        definition=indicator.definition,
        source=_source(observation, documents) if observation and typed is None else "",
        history=tuple(history_line(revision) for revision in history),
        is_typing=typed is not None,
        can_mark=observation is not None and observation.quantity.is_given and typed is None,
        comment=table.comment(part, column) if column else "",
        is_followed=table.is_followed(part),
    )


def _trend(filled: FilledPlan, part: PlanPart, series: Sequence[Observation], column: Column | None) -> Trend:
    """The trend of the column one stands in; of what the target is about where that column has no figures."""
    measure = _MEASURES.get(column) if column else None
    trend = trend_of(filled.table, part, series, measure)
    return trend if trend.points or measure is None else trend_of(filled.table, part, series)


def _name(item: PlanItem, part: PlanPart) -> str:
    if not part.name:
        return item.name
    return part.name if part.name.startswith(item.name) else f"{item.name}·{part.name}"


def _caption(filled: FilledPlan, part: PlanPart, column: Column | None) -> str:
    indicator = filled.table.indicators[part.indicator]
    words = [
        COLUMN_WORDS[column] if column else "",
        "%" if column is Column.GROWTH else part.unit if part.unit not in {"-", "—"} else "",
        _PRICES[indicator.price_basis],
        "约束性" if part.nature and part.nature.value == "binding" else "",
    ]
    return "　".join(word for word in words if word)


def _reasons(assessment: Assessment, row: PlanRow) -> tuple[str, ...]:
    """The reasons of this row, where the item has several; of the item else."""
    if len(assessment.parts) == 1:
        return assessment.reasons
    mine = next(part for part in assessment.parts if part.indicator == row.part.indicator)
    return (*mine.judgement.reasons, f"本项共 {len(assessment.parts)} 个分项，都完成才算完成。")


def _target_reading(filled: FilledPlan, part: PlanPart) -> str:
    direction = filled.table.indicators[part.indicator].direction
    texts = (part.target, part.rate_target)
    words = [target_words(target_of(text, part.unit, direction)) for text in texts if text.strip()]
    return "；".join(word for word in words if word) or (
        "没有定目标" if not clauses_of(filled.table, part) else ""
    )


def _read_as(given: str, column: Column | None, part: PlanPart, filled: FilledPlan) -> str:
    if column is None or not given.strip():
        return ""
    if column in {Column.TARGET, Column.RATE_TARGET}:
        direction = filled.table.indicators[part.indicator].direction
        return target_words(target_of(given, part.unit, direction)) or "没有定目标"
    return quantity_words(read_cell(given, column, part.unit))


def _source(observation: Observation, documents: Mapping[str, str]) -> str:
    """Where a published figure stands: the document's title in place of its key."""
    key, _, place = observation.source.partition(" ")
    title = documents.get(key)
    return f"《{title}》{place}" if title else observation.source


def history_line(revision: Revision) -> HistoryLine:
    """A step of a cell's history in words: when, who, from what to what."""
    change = revision.change_set
    when = change.when.astimezone()
    who = f"{name_in(change.who)}　" if change.who else ""
    before, after = (with_true_minus(text) or "空" for text in (revision.before, revision.after))
    tip = "\n".join(
        text for text in (f"{when:%Y年%m月%d日 %H:%M:%S}", change.who, change.why, change.source) if text
    )
    word = {
        "import": "导入　",
        "correct": "修订　",
        "undo": "撤销　",
        "redo": "重做　",
        "pack": "数据包　",
    }.get(change.kind.value, "")
    text = f"{who}{word}{after}" if change.kind.value == "pack" else f"{who}{word}{before} → {after}"
    return HistoryLine(f"{when.month}月{when.day}日 {when:%H:%M}", text, tip)
