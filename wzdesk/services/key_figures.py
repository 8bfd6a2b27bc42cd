"""The key figures of a plan as small multiples: value, growth, target, verdict, and the years before."""

from collections.abc import Sequence
from dataclasses import dataclass

from wzdesk.db.doors import execute_of
from wzdesk.db.observations import yearly_series_of
from wzdesk.db.store import Store
from wzdesk.domain.address import PlanAddress
from wzdesk.domain.assess import summary
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.key_items import chosen_items
from wzdesk.domain.observation import Measure
from wzdesk.domain.plan import PlanPart
from wzdesk.domain.trend import Trend, trend_of
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Verdict
from wzdesk.services.addresses import Addresses
from wzdesk.services.fill_plan import read_filled


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One item at a glance; of an item with parts its first one's figures. Texts are as given.

    ``place`` is the item's in the plan.
    """

    item_no: str
    place: int
    name: str
    unit: str
    level: str
    growth: str
    target: str
    verdict: Verdict
    reason: str
    trend: Trend
    address: PlanAddress

    @property
    def has_something(self) -> bool:
        """Whether there is a figure or a target to show."""
        return any(text.strip() not in {"", "-", "—"} for text in (self.level, self.growth, self.target))


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """A region's plan at a glance: how many items have which verdict, and its key figures, the most telling first."""

    filled: FilledPlan
    counts: dict[Verdict, int]
    figures: tuple[KeyFigure, ...]


def plan_overview(store: Store, plan: str, region: str, chosen: Sequence[str], most: int) -> PlanOverview:
    """The plan as it stands, with at most so many key figures; ``chosen`` are the items a person picked.

    Raises:
        Refused: the file has no such plan or region.
    """
    filled = read_filled(store, plan, region)
    reported = Addresses.of(store).reported
    wanted = chosen_items(filled.table.plan, chosen, reported)[: most if not chosen else None]
    places = {item.no: place for place, item in enumerate(filled.table.plan.items)}
    figures = tuple(_figure(store, filled, places[no]) for no in wanted)
    return PlanOverview(filled, summary(filled.assessments), figures)


def _figure(store: Store, filled: FilledPlan, place: int) -> KeyFigure:
    table = filled.table
    item = table.plan.items[place]
    part = item.parts[0]
    with store.reading() as session:
        series = yearly_series_of(execute_of(session), table.region.code, part.indicator)
    judged = filled.assessment(item.no)
    growth = Column.GROWTH if table.plan.is_annual else Column.RATE
    change = table.text(part, Column.CHANGE) if table.plan.is_annual else ""
    trend = trend_of(table, part, series)
    return KeyFigure(
        item.no,
        place,
        item.name or part.name or table.indicators[part.indicator].name,
        part.unit,
        table.text(part, Column.LEVEL),
        table.text(part, growth) or change,
        _target(part),
        judged.verdict,
        "；".join(judged.reasons),
        trend,
        PlanAddress(table.plan.code, table.region.code, item.no, _column(trend)),
    )


def _column(trend: Trend) -> Column:
    return {Measure.GROWTH: Column.GROWTH, Measure.CHANGE: Column.CHANGE}.get(trend.measure, Column.LEVEL)


def _target(part: PlanPart) -> str:
    texts = (part.target, part.rate_target)
    return "、".join(text for text in texts if text.strip() not in {"", "-", "—"})
