"""What the side panel says of one row of a form: plain texts, made without widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from wzdesk.domain.change import Revision
from wzdesk.domain.form import FormColumn, FormRow
from wzdesk.domain.form_edit import column_words, read_as
from wzdesk.domain.form_table import FormTable, text_in
from wzdesk.domain.indicator import PriceBasis
from wzdesk.domain.month_trend import MonthTrend, month_trend
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity_words import number_words, quantity_words
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.domain.typed_sum import with_sum_done
from wzdesk.ui.entry.panel_content import STATUS_WORDS, HistoryLine, history_line
from wzdesk.ui.forms.form_rows import comment_key

_PRICES = {PriceBasis.COMPARABLE: "可比价", PriceBasis.CURRENT: "现价", PriceBasis.NONE: ""}
_LAST = 12
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class FormContent:
    """All that the panel shows of a row; ``given`` and ``read_as`` are of the current cell."""

    no: str
    name: str
    caption: str
    trend: MonthTrend
    target: str
    progress: str
    column: str
    given: str
    read_as: str
    status: str
    last: tuple[tuple[str, str, str], ...]
    """Period, year-to-date figure and growth of the last periods, the newest first."""
    definition: str
    comment: str
    history: tuple[HistoryLine, ...]
    is_followed: bool
    is_typing: bool


def form_content(
    table: FormTable,
    row: FormRow,
    column: FormColumn | None,
    series: Sequence[Observation],
    history: Sequence[Revision],
    typed: str | None = None,
) -> FormContent:
    """The panel of a row; ``typed`` is the text in the editor, which ``table`` has taken in already."""
    indicator = table.indicators[row.indicator]
    observation = table.observation(row, column) if column else None
    given = typed if typed is not None else table.text(row, column) if column else ""
    words = [
        column_words(table.form, column) if column else "",
        "%" if column is FormColumn.GROWTH else row.unit,
        _PRICES[indicator.price_basis],
    ]
    return FormContent(
        no=row.no,
        name=f"{row.name}　{indicator.name}" if table.is_across else row.name,
        caption="　".join(word for word in words if word),
        trend=month_trend(table, row, series, column),
        target=with_true_minus(table.targets.get(row.code, "")),
        progress=_progress(table, row),
        column=column_words(table.form, column) if column and table.key_of(row, column) else "",
        given=with_true_minus(given),
        read_as=_read_as(table, row, column, given, observation),
        status=_status(table, row, column, observation),
        last=_last(table, row, series),
        definition=indicator.definition,
        comment=table.notes.get(comment_key(table, row, column), "") if column else "",
        history=tuple(history_line(revision) for revision in history),
        is_followed=table.is_followed(row),
        is_typing=typed is not None,
    )


def _status(
    table: FormTable, row: FormRow, column: FormColumn | None, observation: Observation | None
) -> str:
    """What is to be known of a figure: 预计数; what had been sent; what last year's own report said."""
    words = [STATUS_WORDS.get(observation.status, "") if observation else ""]
    if column is not None and (correction := table.correction(row, column)) is not None:
        words.append(correction.words)
    if column is FormColumn.LAST_YEAR and (stored := table.revised_base(row)) is not None:
        own = table.indicators[row.indicator].unit
        words.append(f"上年报的是 {text_in(stored.quantity, own, row.unit)}")
    return with_true_minus("；".join(word for word in words if word))


def _read_as(
    table: FormTable, row: FormRow, column: FormColumn | None, given: str, observation: Observation | None
) -> str:
    if column is None or observation is None or not given.strip():
        return ""
    return read_as(table, row, column, with_sum_done(given)) or quantity_words(observation.quantity)


def _progress(table: FormTable, row: FormRow) -> str:
    """完成率 50.0%，时间进度 75.0%，慢 25.0 个百分点."""
    share = table.completion(row)
    if share is None:
        return ""
    gap = (share - table.time_progress).quantize(_TENTH, ROUND_HALF_UP)
    words = "同时间进度" if not gap else f"{'快' if gap > 0 else '慢'} {number_words(abs(gap))} 个百分点"
    completion, time = table.text(row, FormColumn.COMPLETION), table.text(row, FormColumn.TIME)
    return f"完成率 {completion}，时间进度 {time}，{words}"


def _last(table: FormTable, row: FormRow, series: Sequence[Observation]) -> tuple[tuple[str, str, str], ...]:
    """The last figures before the period being filled, the newest first."""
    unit = table.indicators[row.indicator].unit
    form = table.form
    found: dict[Period, dict[Measure, Observation]] = {}
    for one in reversed(series):  # oldest first
        period = one.key.period
        if not form.has(period) or _end(period) >= _end(table.period):
            continue
        if len(found) == _LAST and period not in found:
            break
        found.setdefault(period, {})[one.key.measure] = one
    lines = []
    for period, its in found.items():
        level, growth = its.get(Measure.LEVEL), its.get(Measure.GROWTH)
        amount = text_in(level.quantity, unit, row.unit) if level else ""
        when = (
            f"{period.year}.{period.last_month}" if form.frequency is Frequency.MONTH else form.words(period)
        )
        rate = growth.quantity.text.strip() if growth else ""
        lines.append((when, with_true_minus(amount), with_true_minus(rate)))
    return tuple(lines)


def _end(period: Period) -> tuple[int, int]:
    return period.last_year, period.last_month
