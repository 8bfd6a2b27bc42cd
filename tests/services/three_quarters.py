"""A data file with the Wenzhou pack and a few figures of three quarters, awkward ones among them."""

from dataclasses import replace
from pathlib import Path

from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.period import period_of_code
from wzdesk.domain.typed_cell import Column

LEVEL, GROWTH, CHANGE = Measure.LEVEL, Measure.GROWTH, Measure.CHANGE
COLUMNS = {LEVEL: Column.LEVEL, GROWTH: Column.GROWTH, CHANGE: Column.CHANGE}
CITY, PERIOD = "330300", "2024-01/09"
Known = tuple[str, str, Measure, str]
KNOWN: tuple[Known, ...] = (
    ("GDP", PERIOD, LEVEL, "6588.0"),
    ("GDP", PERIOD, GROWTH, "6.3"),
    ("GDP", "2023-01/09", LEVEL, "6210.55"),
    ("GDP", "2024-09", LEVEL, "731.2"),
    ("GDP", "2023", LEVEL, "8730.6"),
    ("BUDGET_REVENUE", PERIOD, LEVEL, "501.4"),
    ("BUDGET_REVENUE", PERIOD, GROWTH, "5.2左右"),
    ("FDI", PERIOD, LEVEL, "5340万美元"),
    ("URBAN_RATE", PERIOD, LEVEL, "74.1%"),
    ("URBAN_RATE", PERIOD, CHANGE, "提高0.4个百分点"),
    ("PM25", PERIOD, CHANGE, "2.5"),
    ("RETAIL", PERIOD, LEVEL, "暂无数据"),
    ("FAI", PERIOD, GROWTH, "7.10"),
    ("FAI", PERIOD, LEVEL, "约2000"),
)


def observed(indicator: str, period: str, measure: Measure, text: str) -> Observation:
    unit = next(one.unit for one in wenzhou_pack().indicators if one.code == indicator)
    span = period_of_code(period)
    assert span is not None
    key = ObservationKey(CITY, indicator, span, measure)
    return Observation(key, read_cell(text, COLUMNS[measure], unit))


def three_quarters(path: Path) -> Store:
    """The data file, open; whoever asks for it closes it."""
    pack = replace(wenzhou_pack(), observations=tuple(observed(*one) for one in KNOWN), overrides=())
    store = Store.create(path)
    with store.writing() as session:
        save_pack(session, pack)
    return store
