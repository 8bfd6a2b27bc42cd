"""Four invented years of monthly figures of a city and its counties in which every sum, growth and ratio is right.

Whole numbers of the last place all the way, so that they are the same on every machine. Sizes follow the published
figures of Wenzhou; nothing else about them is true.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from tests.domain.checks.memory import CITY, MemoryFigures, observed
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.indicator import PriceBasis
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.domain.period import Period
from wzdesk.domain.region import RegionLevel
from wzdesk.domain.units import plain

YEARS = range(2021, 2025)
_COUNTIES = tuple(region.code for region in wenzhou_pack().regions if region.level is RegionLevel.COUNTY)
_INDICATORS = {indicator.code: indicator for indicator in wenzhou_pack().indicators}
_SEASON = (62, 58, 92, 84, 88, 118, 80, 82, 102, 86, 94, 134)
_FLOWS = {  # code: a year's total of the city, decimals, yearly growth in thousandths
    "FAI": (2900, 1, 75), "RETAIL": (3700, 1, 62), "BUDGET_REVENUE": (600, 1, 45), "JOBS": (11, 2, 20),
    "EXPORT_GOODS": (2000, 1, 50), "IMPORT_GOODS": (420, 1, 40), "FDI": (5, 2, -40), "PATENT_GRANTS": (9000, 0, 60),
    "GDP": (7600, 1, 65),
}  # fmt: skip
_PARTS = {  # code: the whole, thousandths of it
    "FAI_MFG": ("FAI", 250), "FAI_TRANSPORT": ("FAI", 130), "FAI_PRIVATE": ("FAI", 560),
    "PRIMARY_VA": ("GDP", 60), "SERVICE_VA": ("GDP", 560), "IND_VA": ("GDP", 190),
}  # fmt: skip
_QUARTERLY = {"GDP", "PRIMARY_VA", "SERVICE_VA"}
_STOCKS = {"DEPOSITS": 17500, "LOANS": 16800}
_SHARES = {"AIR_GOOD_RATE": 960, "ONE_NET_RATE": 940, "UNEMPLOYMENT": 45}
_DEFLATOR = Decimal("0.7")

Values = dict[tuple[str, Period], Decimal]


def clean_months(seed: int = 1) -> MemoryFigures:
    """Levels (year-to-date, month, year), growth and change from 2021 to 2024."""
    rng = random.Random(seed)
    figures = MemoryFigures()
    made: dict[str, Values] = {}
    for code, flow in _FLOWS.items():
        made[code] = _flow(rng, *flow)
    for code, (whole, share) in _PARTS.items():
        made[code] = _part(rng, made[whole], share)
    made["TRADE_GOODS"] = {at: value + made["IMPORT_GOODS"][at] for at, value in made["EXPORT_GOODS"].items()}
    for code, values in made.items():
        _put_flow(figures, code, values, _QUARTERS if code in _QUARTERLY else range(2, 13))
    _put_incomes(rng, figures)
    for code, size in _STOCKS.items():
        _put_with_growth(figures, code, _stock(rng, size))
    for code, thousandths in _SHARES.items():
        _put_levels(figures, code, _shares(rng, thousandths))
    return figures


_QUARTERS = (3, 6, 9, 12)


def _flow(rng: random.Random, total: int, decimals: int, growth: int) -> Values:
    """Year-to-date levels to every month: of each county, and of the city as their sum."""
    found: Values = {}
    step = Decimal(1).scaleb(-decimals)
    weights = [rng.randint(400, 1600) for _ in _COUNTIES]
    for county, weight in zip(_COUNTIES, weights, strict=True):
        yearly = Decimal(total) * weight / sum(weights)
        months = [yearly * part / sum(_SEASON) for part in _SEASON]
        for year in YEARS:
            trend = growth + rng.randint(-15, 15)
            months = [month * (1000 + trend + rng.randint(-25, 25)) / 1000 for month in months]
            for month in range(1, 13):
                found[county, Period.to_month(year, month)] = _rounded(sum(months[:month]), step)
    return found | _sums(found)


def _sums(found: Values) -> Values:
    sums: defaultdict[tuple[str, Period], Decimal] = defaultdict(Decimal)
    for (_, period), value in found.items():
        sums[CITY, period] += value
    return dict(sums)


def _part(rng: random.Random, whole: Values, thousandths: int) -> Values:
    """A part whose share of the whole differs by county and drifts with the years."""
    own = {county: thousandths + rng.randint(-40, 40) for county in _COUNTIES}
    found: Values = {}
    for (region, period), value in whole.items():
        if region != CITY:
            share = own[region] + 4 * (period.year - YEARS[0])
            found[region, period] = _rounded(value * share / 1000, Decimal("0.1"))
    return found | _sums(found)


def _put_flow(figures: MemoryFigures, code: str, values: Values, months: Iterable[int]) -> None:
    ends = set(months)
    told = {at: value for at, value in values.items() if at[1].last_month in ends}
    _put_with_growth(figures, code, told)
    for (region, period), value in told.items():
        before = period.last_month - 1
        if before in ends:
            month = Period.of_month(period.year, period.last_month)
            _put(figures, region, code, month, value - values[region, Period.to_month(period.year, before)])
        if period.last_month == 12:
            _put(figures, region, code, Period.of_year(period.year), value)


def _put_with_growth(figures: MemoryFigures, code: str, values: Values) -> None:
    """Growth as the levels give it; at comparable prices, what prices rose is taken off."""
    _put_levels(figures, code, values)
    off = _DEFLATOR if _INDICATORS[code].price_basis is PriceBasis.COMPARABLE else Decimal(0)
    for (region, period), value in values.items():
        if before := values.get((region, period.year_before)):
            growth = _rounded((value / before - 1) * 100, Decimal("0.1")) - off
            _put(figures, region, code, period, growth, Measure.GROWTH)


def _put_levels(figures: MemoryFigures, code: str, values: Values) -> None:
    for (region, period), value in values.items():
        _put(figures, region, code, period, value)


def _put_incomes(rng: random.Random, figures: MemoryFigures) -> None:
    """Urban, rural and mean income by quarter, and their ratio."""
    urban = _incomes(rng, 69000, 55)
    rural = _incomes(rng, 35000, 75)
    mean = {at: _rounded(value * 7 / 10 + rural[at] * 3 / 10, Decimal(1)) for at, value in urban.items()}
    for code, values in (("INCOME_URBAN", urban), ("INCOME_RURAL", rural), ("INCOME", mean)):
        _put_with_growth(figures, code, values)
    for at, value in urban.items():
        _put(figures, at[0], "INCOME_RATIO", at[1], _rounded(value / rural[at], Decimal("0.01")))


def _incomes(rng: random.Random, size: int, growth: int) -> Values:
    found: Values = {}
    for region in (CITY, *_COUNTIES):
        yearly = Decimal(size * rng.randint(850, 1150)) / 1000
        for year in YEARS:
            yearly *= Decimal(1000 + growth + rng.randint(-6, 6)) / 1000
            for quarter, share in zip(_QUARTERS, (290, 520, 760, 1000), strict=True):
                found[region, Period.to_month(year, quarter)] = _rounded(yearly * share / 1000, Decimal(1))
    return found


def _stock(rng: random.Random, size: int) -> Values:
    found: Values = {}
    for region in (CITY, *_COUNTIES):
        value = Decimal(size) * (1000 if region == CITY else rng.randint(40, 150)) / 1000
        for period in _months():
            value *= Decimal(100_000 + 1_000 + rng.randint(-250, 250)) / 100_000
            found[region, period] = _rounded(value, Decimal(1))
    return found


def _shares(rng: random.Random, thousandths: int) -> Values:
    found: Values = {}
    for region in (CITY, *_COUNTIES):
        middle = thousandths + rng.randint(-10, 10)
        for period in _months():
            found[region, period] = Decimal(middle + rng.randint(-6, 6)) / 10
    return found


def _months() -> Iterator[Period]:
    for year in YEARS:
        for month in range(1, 13):
            yield Period.of_month(year, month)


def _rounded(value: Decimal | int, step: Decimal) -> Decimal:
    return Decimal(value).quantize(step, ROUND_HALF_UP)


def _put(
    figures: MemoryFigures,
    region: str,
    code: str,
    period: Period,
    value: Decimal,
    measure: Measure = Measure.LEVEL,
) -> None:
    figures.put(observed(ObservationKey(region, code, period, measure), plain(value)))
