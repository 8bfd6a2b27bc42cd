"""All invented figures of a pack by indicator and region, before they become observations."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wzdesk.domain.indicator import PriceBasis
from wzdesk.domain.observation import Measure
from wzdesk.packs.demo.city import city_path, comparable_growth
from wzdesk.packs.demo.numbers import rounded
from wzdesk.packs.demo.regions import beside_city, growth_beside_city, split
from wzdesk.packs.demo.series import YEARS, Kind, Path, Series


@dataclass(frozen=True, slots=True)
class Table:
    """One indicator's figures by region, and what is told of them beside the level.

    ``beside`` holds growth in tenths of a percent, or change in units of the last digit.
    """

    series: Series
    levels: Mapping[str, Path]
    beside: Mapping[str, Path]


def make_tables(all_series: Sequence[Series], city: str, additive: Collection[str]) -> list[Table]:
    """The tables of all series, in their order; ``additive`` regions add up to the city."""
    made: dict[str, Mapping[str, Path]] = {}
    for series in all_series:
        made[series.code] = _levels(series, city, additive, made)
    return [Table(one, made[one.code], _beside(one, city, made[one.code])) for one in all_series]


def _levels(
    series: Series, city: str, additive: Collection[str], made: Mapping[str, Mapping[str, Path]]
) -> Mapping[str, Path]:
    if series.kind.is_made_of_parts:
        return _of_parts(series, [made[part] for part in series.parts])
    path = city_path(series)
    others = split(series, path, additive) if series.kind.adds_up else beside_city(series, path)
    return {city: path, **others}


def _of_parts(series: Series, parts: Sequence[Mapping[str, Path]]) -> Mapping[str, Path]:
    """Sums or quotients, region by region, where all parts have a figure."""
    regions = [region for region in parts[0] if all(region in part for part in parts)]
    return {
        region: {
            moment: _of_figures(series, [part[region][moment] for part in parts])
            for moment in parts[0][region]
        }
        for region in regions
    }


def _of_figures(series: Series, figures: Sequence[int]) -> int:
    """The sum, or the first divided by the second: as a percentage where that is the unit."""
    if series.kind is Kind.SUM:
        return sum(figures)
    return rounded(figures[0] * 10**series.digits * (100 if series.indicator.unit == "%" else 1), figures[1])


def _beside(series: Series, city: str, levels: Mapping[str, Path]) -> Mapping[str, Path]:
    if series.told is None:
        return {}
    if series.indicator.price_basis is PriceBasis.COMPARABLE:
        growth = comparable_growth(series)
        return {
            region: growth if region == city else growth_beside_city(series, region, growth)
            for region in levels
        }
    compare = _growth if series.told is Measure.GROWTH else _change
    return {region: compare(path) for region, path in levels.items()}


def _growth(path: Path) -> Path:
    """Growth over the same time last year as the levels give it, in tenths of a percent."""
    return {
        (year, month): rounded((figure - path[year - 1, month]) * 1_000, path[year - 1, month])
        for (year, month), figure in path.items()
        if year in YEARS and path[year - 1, month]
    }


def _change(path: Path) -> Path:
    return {
        (year, month): figure - path[year - 1, month]
        for (year, month), figure in path.items()
        if year in YEARS
    }
