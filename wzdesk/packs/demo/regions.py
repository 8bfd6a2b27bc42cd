"""The city's figures shared out among its counties; functional zones lie inside them and are not added."""

from collections.abc import Collection

from wzdesk.packs.demo.numbers import rounded, shared_out, swing
from wzdesk.packs.demo.series import WHOLE, Moment, Path, Series

_DRIFT, _SEASONAL, _UNEVEN = 150, 80, 20
"""How far a share moves a year, from month to month in every year, and at any time; in ten-thousandths."""
_INDEX_DRIFT, _INDEX_UNEVEN = 50, 15
_MIDDLE_YEAR = 2022
_GROWTH_SPREAD, _GROWTH_UNEVEN = 15, 4
"""Growth at comparable prices beside the city's, in tenths of a percent."""


def split(series: Series, city: Path, additive: Collection[str]) -> dict[str, Path]:
    """Parts of the city's figures by region: those of ``additive`` regions add up to it exactly."""
    paths: dict[str, Path] = {region: {} for region in series.shares}
    for moment, figure in city.items():
        weights = {region: _weight(series, region, moment) for region in series.shares}
        inside = {region: weight for region, weight in weights.items() if region in additive}
        parts = shared_out(figure, inside)
        for region, weight in weights.items():
            paths[region][moment] = parts[region] if region in parts else rounded(figure * weight, WHOLE**2)
    return paths


def _weight(series: Series, region: str, moment: Moment) -> int:
    """A region's share at a time; series of one pattern move alike, so that a part stays within its whole."""
    year, month = moment
    place = series.pattern, region
    moved = swing(_DRIFT, "drift", *place) * (year - _MIDDLE_YEAR) + swing(_SEASONAL, "month", *place, month)
    moved += swing(_UNEVEN, "moment", series.code, region, year, month)
    return series.shares[region] * (WHOLE + moved)


def beside_city(series: Series, city: Path) -> dict[str, Path]:
    """Averages and rates of regions by their index; a percentage stays under 100."""
    most = 100 * 10**series.digits if series.indicator.unit == "%" else None
    paths: dict[str, Path] = {region: {} for region in series.shares}
    for region, path in paths.items():
        drift = swing(_INDEX_DRIFT, "drift", series.code, region)
        for (year, month), figure in city.items():
            moved = drift * (year - _MIDDLE_YEAR) + swing(
                _INDEX_UNEVEN, "moment", series.code, region, year, month
            )
            value = rounded(figure * series.shares[region] * (WHOLE + moved), WHOLE**2)
            path[year, month] = value if most is None else min(value, most)
    return paths


def growth_beside_city(series: Series, region: str, city: Path) -> Path:
    """A region's growth at comparable prices, in tenths of a percent, near the city's."""
    place = series.code, region
    spread = swing(_GROWTH_SPREAD, "growth", *place)
    return {
        moment: growth + spread + swing(_GROWTH_UNEVEN, "growth", *place, *moment)
        for moment, growth in city.items()
    }
