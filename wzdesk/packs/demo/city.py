"""How the city's figures run through the years, from one whole year to the next."""

from wzdesk.packs.demo.numbers import rounded, swing
from wzdesk.packs.demo.series import BEFORE, YEARS, Kind, Moment, Path, Series

_ONE = 100_000
"""A growth of 100 %: growth is reckoned in thousandths of a percent."""
_USUAL_EARLY = 2_000
"""A year begins up to two points faster or slower than it ends, where nobody says how."""
_UNEVEN = 300
_TENTH = _ONE // 1_000


def city_path(series: Series) -> Path:
    """The city's figures from the year before the first one told; whole years are met exactly."""
    match series.kind:
        case Kind.STOCK:
            return _month_ends(series)
        case Kind.RATE:
            return _rates(series)
        case _:
            return _running_totals(series)


def comparable_growth(series: Series) -> Path:
    """Growth at comparable prices in tenths of a percent; it does not follow from the levels."""
    months = tuple(series.season)
    path: Path = {}
    for year, end, early in zip(YEARS, series.growths, series.early, strict=True):
        for month in months:
            growth = _growth_at(series, (year, month), early * _TENTH, end * _TENTH)
            path[year, month] = rounded(growth, _TENTH)
    return path


def _running_totals(series: Series) -> Path:
    path = {
        (BEFORE, month): rounded(series.levels[0] * share, 1_000) for month, share in series.season.items()
    }
    for place, year in enumerate(YEARS):
        before, whole = series.levels[place : place + 2]
        end = rounded((whole - before) * _ONE, before)
        usual = end + swing(_USUAL_EARLY, "early", series.code, year)
        early = series.early[place] * _TENTH if series.early else usual
        for month in series.season:
            growth = _growth_at(series, (year, month), early, end)
            path[year, month] = rounded(path[year - 1, month] * (_ONE + growth), _ONE)
        path[year, 12] = whole
    return path


def _growth_at(series: Series, moment: Moment, early: int, end: int) -> int:
    """Growth goes evenly from what the year begins with to what it ends with, but for small swings between."""
    first, last, month = min(series.season), max(series.season), moment[1]
    growth = early + rounded((end - early) * (month - first), last - first)
    return growth + (swing(_UNEVEN, "growth", series.code, *moment) if first < month < last else 0)


def _month_ends(series: Series) -> Path:
    path: Path = {}
    for place, year in enumerate((BEFORE, *YEARS)):
        start, end = series.levels[place : place + 2]
        for month, share in series.season.items():
            path[year, month] = start + rounded((end - start) * share, 1_000)
    return path


def _rates(series: Series) -> Path:
    years = zip((BEFORE, *YEARS), series.levels, strict=True)
    return {
        (year, month): rounded(whole * share, 1_000)
        for year, whole in years
        for month, share in series.season.items()
    }
