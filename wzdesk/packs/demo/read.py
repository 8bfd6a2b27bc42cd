"""Reading of what invented figures are made from: series, seasons, and the shares of regions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from wzdesk.domain.indicator import Indicator, PriceBasis
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.observation import Measure
from wzdesk.domain.region import Region
from wzdesk.packs.catalogue import INDICATORS
from wzdesk.packs.cells import demand, once, refer, several, whole, word
from wzdesk.packs.csv_rows import Columns, Row, read_rows
from wzdesk.packs.demo.series import WHOLE, YEARS, Kind, Series
from wzdesk.packs.mistakes import Findings

SERIES, SEASONS, SHARES = "series.csv", "seasons.csv", "shares.csv"

_SERIES_COLUMNS = Columns(
    ("indicator", "kind", "season", "pattern", "digits", "levels"), ("growths", "early", "parts", "told")
)
_KINDS = {
    "累计": Kind.FLOW, "平均": Kind.AVERAGE, "期末": Kind.STOCK, "比率": Kind.RATE, "相加": Kind.SUM, "相除": Kind.QUOTIENT,
}  # fmt: skip
_TOLD = {"增速": Measure.GROWTH, "变动": Measure.CHANGE}
_MONTHS = {4: (3, 6, 9, 12), 11: tuple(range(2, 13)), 12: tuple(range(1, 13))}
"""Quarters, months (January is not published alone), and all month ends."""

Season = Mapping[int, int]
Shares = Mapping[str, int]


def read_series(
    folder: Path, findings: Findings, indicators: Sequence[Indicator], regions: Sequence[Region]
) -> tuple[Series, ...]:
    """The series in the file's order; a series made of others stands below them."""
    seasons, shares = _read_seasons(folder, findings), _read_shares(folder, findings, regions)
    rows = read_rows(folder, SERIES, _SERIES_COLUMNS, findings)
    catalogue = {indicator.code: indicator for indicator in indicators}
    once(rows, "indicator")
    made: dict[str, Series] = {}
    for row in rows:
        demand(row, "indicator", "kind", "digits")
        refer(row, "indicator", [row["indicator"]], catalogue, INDICATORS)
        refer(row, "season", [row["season"]], seasons, SEASONS)
        refer(row, "pattern", [row["pattern"]], shares, SHARES)
        refer(row, "parts", several(row, "parts"), made, f"{SERIES} 的前面几行")
        if row["indicator"] in catalogue:
            season, pattern = seasons.get(row["season"], {}), shares.get(row["pattern"], {})
            series = _series(row, catalogue[row["indicator"]], season, pattern)
            if series.kind.is_made_of_parts and (parts := [made[one] for one in series.parts if one in made]):
                series = _like_parts(row, series, parts)
            _check(row, series, regions)
            made[series.code] = series
    return tuple(made.values())


def _read_seasons(folder: Path, findings: Findings) -> dict[str, Season]:
    rows = read_rows(folder, SEASONS, Columns(("season", "shares")), findings)
    once(rows, "season")
    seasons: dict[str, Season] = {}
    for row in rows:
        demand(row, "season")
        shares = _numbers(row, "shares", 0)
        months = _MONTHS.get(len(shares))
        if months is None or shares[-1] != 1_000:
            row.mistake(
                "“shares”一栏应为 4 个（季）、11 个（月）或 12 个（月末）整数，最后一个是 1000，请改正。"
            )
        else:
            seasons[row["season"]] = dict(zip(months, shares, strict=True))
    return seasons


def _read_shares(folder: Path, findings: Findings, regions: Sequence[Region]) -> dict[str, Shares]:
    codes = tuple(region.code for region in regions)
    rows = read_rows(folder, SHARES, Columns(("pattern",), codes), findings)
    once(rows, "pattern")
    return {
        row["pattern"]: {
            code: figures[0] for code in codes if row[code] and len(figures := _numbers(row, code, 0)) == 1
        }
        for row in rows
    }


def _series(row: Row, indicator: Indicator, season: Season, shares: Shares) -> Series:
    digits = whole(row, "digits", 0) or 0
    return Series(
        indicator=indicator,
        kind=word(row, "kind", _KINDS, Kind.FLOW),
        digits=digits,
        season=season,
        pattern=row["pattern"],
        shares=shares,
        levels=_numbers(row, "levels", digits),
        growths=_numbers(row, "growths", 1),
        early=_numbers(row, "early", 1),
        parts=several(row, "parts"),
        told=word(row, "told", _TOLD, Measure.GROWTH) if row["told"] else None,
    )


def _like_parts(row: Row, series: Series, parts: Sequence[Series]) -> Series:
    """A series made of others runs through the year as they do."""
    digits = {part.digits for part in parts} | ({series.digits} if series.kind is Kind.SUM else set())
    if len({tuple(part.season) for part in parts}) > 1 or len(digits) > 1:
        row.mistake("“parts”一栏各指标的月份或小数位数不一样，不能相加或相除，请改正。")
    return replace(series, season=parts[0].season)


def _numbers(row: Row, column: str, digits: int) -> tuple[int, ...]:
    """The numbers of a cell in units of the last digit; what is none is noted."""
    found: list[int] = []
    for text in several(row, column):
        value = decimal_of(text)
        scaled = None if value is None else value.scaleb(digits)
        if scaled is None or scaled != scaled.to_integral_value():
            row.mistake(f"“{column}”一栏的“{text}”应为最多 {digits} 位小数的数，请改正。")
        else:
            found.append(int(scaled))
    return tuple(found)


def _check(row: Row, series: Series, regions: Sequence[Region]) -> None:
    for sentence in _faults(series, regions):
        row.mistake(sentence)


def _faults(series: Series, regions: Sequence[Region]) -> Iterator[str]:
    years, comparable = len(YEARS), series.indicator.price_basis is PriceBasis.COMPARABLE
    if series.kind.is_made_of_parts:
        if len(series.parts) < 2 or (series.kind is Kind.QUOTIENT and len(series.parts) > 2):
            yield "“parts”一栏要写出相加的几个或相除的两个指标，用 | 分隔，请改正。"
    else:
        wanted = years + (2 if series.kind is Kind.STOCK else 1)
        if len(series.levels) != wanted or min(series.levels, default=0) <= 0:
            yield f"“levels”一栏应有 {wanted} 个大于 0 的数（{YEARS[-1]}年及以前各年），请改正。"
        if not series.season:
            yield "“season”一栏是空的，请填写。"
    for column, figures, needed in (
        ("growths", series.growths, comparable),
        ("early", series.early, comparable),
    ):
        if len(figures) != years and (figures or needed):
            yield f"“{column}”一栏应有 {years} 个数（{YEARS[0]}—{YEARS[-1]}年），请改正。"
    counties = [region.code for region in regions if region.additive and region.code in series.shares]
    total = sum(series.shares[code] for code in counties)
    if series.kind.adds_up and counties and total != WHOLE:
        yield f"“pattern”一栏所指的份额合计是 {total}，应为 {WHOLE}，请在 {SHARES} 里改正。"
