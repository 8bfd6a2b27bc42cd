"""The demonstration pack: invented months and counties that agree with each other and with what is published."""

import hashlib
import shutil
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.demo import is_demo
from wzdesk.domain.indicator import Accumulation, PriceBasis
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.pack import Pack
from wzdesk.domain.period import Frequency, Period, period_of_code
from wzdesk.domain.quantity import Op
from wzdesk.packs.demo.numbers import rounded, text_of
from wzdesk.packs.mistakes import PackError
from wzdesk.packs.read import check_pack, read_pack

PACKS = Path(__file__).parents[2] / "resources" / "packs"
CITY, DIGEST = "330300", "6306d50e79aaa7c7d6d7493cfff34a37f0cd44b328741eb5760cfd3c2728c8f8"
YEARS = range(2021, 2025)
FLOWS_WITH_COUNTIES = (
    "FAI",
    "FAI_MFG",
    "JOBS",
    "BUDGET_REVENUE",
    "RETAIL",
    "TRADE_GOODS",
    "FDI",
    "ELECTRICITY",
)

Levels = dict[tuple[str, str], dict[Period, Decimal]]


@pytest.fixture(scope="module")
def base() -> Pack:
    return read_pack(PACKS / "wenzhou")


@pytest.fixture(scope="module")
def demo() -> Pack:
    return read_pack(PACKS / "demo")


@pytest.fixture(scope="module")
def invented(base: Pack, demo: Pack) -> tuple[Observation, ...]:
    return demo.observations[len(base.observations) :]


@pytest.fixture(scope="module")
def levels(invented: tuple[Observation, ...]) -> Levels:
    found: Levels = {}
    for each in invented:
        if each.key.measure is Measure.LEVEL:
            found.setdefault((each.key.region, each.key.indicator), {})[each.key.period] = value_of(each)
    return found


@pytest.fixture(scope="module")
def growths(invented: tuple[Observation, ...]) -> dict[ObservationKey, Decimal]:
    return {each.key: value_of(each) for each in invented if each.key.measure is Measure.GROWTH}


def value_of(each: Observation) -> Decimal:
    assert each.quantity.value is not None
    return each.quantity.value


def test_that_the_pack_has_no_mistakes_and_says_that_it_is_invented(base: Pack, demo: Pack) -> None:
    assert check_pack(PACKS / "demo") == ()
    assert is_demo(demo.name)
    assert not is_demo(base.name)


def test_that_published_figures_and_plans_stay_as_they_are(base: Pack, demo: Pack) -> None:
    assert demo.observations[: len(base.observations)] == base.observations
    assert (demo.plans, demo.regions, demo.overrides) == (base.plans, base.regions, base.overrides)
    assert demo.indicators[: len(base.indicators)] == base.indicators


def test_that_no_invented_figure_takes_the_place_of_another(
    base: Pack, demo: Pack, invented: tuple[Observation, ...]
) -> None:
    keys = [each.key for each in demo.observations]
    assert len(set(keys)) == len(keys)
    told = {(each.key.region, each.key.indicator, each.key.period) for each in base.observations}
    whole_years = [each.key for each in invented if each.key.period.frequency is Frequency.YEAR]
    assert whole_years
    assert not [key for key in whole_years if (key.region, key.indicator, key.period) in told]


def test_that_every_invented_figure_says_so(base: Pack, invented: tuple[Observation, ...]) -> None:
    assert {(each.source, each.note) for each in invented} == {("演示", "演示")}
    assert not [each for each in base.observations if "演示" in each.source + each.note]


def test_that_all_figures_come_out_the_same_everywhere(invented: tuple[Observation, ...]) -> None:
    lines = (
        f"{each.key.region},{each.key.indicator},{each.key.period.code},{each.key.measure.value},{each.quantity.text}\n"
        for each in invented
    )
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == DIGEST


def test_that_about_thirty_indicators_or_more_run_through_four_years(levels: Levels) -> None:
    monthly = {
        indicator
        for (region, indicator), series in levels.items()
        if region == CITY and sum(period.last_month < 12 for period in series) >= 4 * 3
    }
    assert len(monthly) >= 30
    for series in levels.values():
        assert {period.last_year for period in series} == set(YEARS)


def test_that_a_figure_is_read_as_if_it_stood_in_a_sheet(
    demo: Pack, invented: tuple[Observation, ...]
) -> None:
    units = {indicator.code: indicator.unit for indicator in demo.indicators}
    for each in invented[::97]:
        quantity = each.quantity
        assert quantity == read_observation(quantity.text, each.key.measure, units[each.key.indicator])


def published_years(base: Pack) -> Iterator[tuple[Observation, Decimal]]:
    """Exact figures of whole years that documents tell, with their value."""
    for each in base.observations:
        period, quantity = each.key.period, each.quantity
        if period.frequency is Frequency.YEAR and period.year in YEARS and quantity.op is Op.AT:
            yield each, value_of(each)


def test_that_december_tells_what_is_published_of_the_year(
    base: Pack, demo: Pack, levels: Levels, growths: dict[ObservationKey, Decimal]
) -> None:
    compared = 0
    for each, published in published_years(base):
        key = each.key
        period = Period.to_month(key.period.year, 12)
        if (series := levels.get((key.region, key.indicator))) is None:
            continue
        if key.measure is Measure.LEVEL:
            assert series[period] == published, key
            compared += 1
        elif key.measure is Measure.GROWTH:
            assert growths[ObservationKey(key.region, key.indicator, period, key.measure)] == published, key
            compared += 1
    assert compared >= 40


def test_that_december_s_text_is_that_of_the_document(demo: Pack) -> None:
    texts = {each.key: each.quantity.text for each in demo.observations}
    for indicator, period in (("GDP", Period.to_month(2023, 12)), ("DEPOSITS", Period.to_month(2023, 12))):
        year = ObservationKey(CITY, indicator, Period.of_year(2023), Measure.LEVEL)
        december = ObservationKey(CITY, indicator, period, Measure.LEVEL)
        assert texts[december] == texts[year]


def test_that_the_published_growth_of_two_months_is_kept(demo: Pack) -> None:
    period = period_of_code("2023-01/02")
    assert period
    key = ObservationKey(CITY, "IND_VA", period, Measure.GROWTH)
    assert [each.source for each in demo.observations if each.key == key] == ["000 第一部分（一）"]


def test_that_january_is_not_told_alone_but_of_stocks(invented: tuple[Observation, ...]) -> None:
    january = {
        (each.key.indicator, each.key.period.frequency)
        for each in invented
        if (each.key.period.last_month, each.key.period.frequency is Frequency.YEAR) == (1, False)
    }
    assert january == {("DEPOSITS", Frequency.YTD), ("LOANS", Frequency.YTD)}


def test_that_a_year_to_date_never_falls_and_a_month_is_what_it_rose_by(demo: Pack, levels: Levels) -> None:
    flows = {one.code for one in demo.indicators if one.accumulation is Accumulation.YTD}
    months = 0
    for (_, indicator), series in levels.items():
        if indicator not in flows:
            continue
        for period, value in series.items():
            before = series.get(period.previous)
            if period.frequency is Frequency.YTD and before is not None and period.last_month > 2:
                assert value > before, (indicator, period)
            if period.frequency is Frequency.MONTH:
                to_date = Period.to_month(period.year, period.month)
                assert value == series[to_date] - series[to_date.previous], (indicator, period)
                months += 1
    assert months > 10_000


@pytest.mark.parametrize("indicator", FLOWS_WITH_COUNTIES)
def test_that_counties_add_up_to_the_city(indicator: str, demo: Pack, levels: Levels) -> None:
    counties = [region.code for region in demo.regions if region.parent == CITY and region.additive]
    assert len(counties) == 12
    for period, whole in levels[CITY, indicator].items():
        total = sum((levels[county, indicator][period] for county in counties), Decimal())
        assert total == whole, period


def test_that_a_zone_is_smaller_than_all_counties_together(demo: Pack, levels: Levels) -> None:
    zones = [region.code for region in demo.regions if not region.additive]
    for period, whole in levels[CITY, "FAI"].items():
        assert Decimal() < sum((levels[zone, "FAI"][period] for zone in zones), Decimal()) < whole / 4


def test_that_growth_at_current_prices_is_what_the_levels_say(
    demo: Pack, levels: Levels, growths: dict[ObservationKey, Decimal]
) -> None:
    current = {one.code for one in demo.indicators if one.price_basis is PriceBasis.CURRENT}
    compared = 0
    for key, growth in growths.items():
        series = levels[key.region, key.indicator]
        before = series.get(key.period.year_before)
        if key.indicator in current and before and key.period in series:
            computed = (series[key.period] / before - 1) * 100
            assert growth == computed.quantize(Decimal("0.1"), ROUND_HALF_UP), key
            compared += 1
    assert compared > 10_000


def test_that_growth_at_comparable_prices_is_told_on_its_own(
    levels: Levels, growths: dict[ObservationKey, Decimal]
) -> None:
    period = Period.to_month(2022, 6)
    computed = (levels[CITY, "IND_VA"][period] / levels[CITY, "IND_VA"][period.year_before] - 1) * 100
    told = growths[ObservationKey(CITY, "IND_VA", period, Measure.GROWTH)]
    assert abs(computed - told) > 1


def test_that_parts_stay_within_their_whole_and_make_it_up(demo: Pack, levels: Levels) -> None:
    parents = {one.code: one.parent for one in demo.indicators if one.accumulation is Accumulation.YTD}
    for (region, indicator), series in levels.items():
        whole = levels.get((region, parents.get(indicator) or ""), {})
        for period in series.keys() & whole.keys():
            assert series[period] < whole[period], (region, indicator, period)
    for (region, indicator), series in levels.items():
        if indicator == "GDP":
            for period in series:
                sectors = [levels[region, f"{one}_VA"][period] for one in ("PRIMARY", "SECONDARY", "SERVICE")]
                assert abs(sum(sectors, Decimal()) - series[period]) <= Decimal("0.01")


def test_that_incomes_stand_in_their_order(levels: Levels) -> None:
    for (region, indicator), series in levels.items():
        if indicator == "INCOME":
            for period, income in series.items():
                urban, rural = (levels[region, f"INCOME_{one}"].get(period) for one in ("URBAN", "RURAL"))
                assert urban is None or rural is None or rural < income < urban, (region, period)


def test_that_shares_lie_between_nothing_and_all(demo: Pack, levels: Levels) -> None:
    percent = {one.code for one in demo.indicators if one.unit == "%"}
    for (_, indicator), series in levels.items():
        if indicator in percent:
            assert all(0 < value <= 100 for value in series.values()), indicator


@pytest.mark.parametrize(
    ("dividend", "divisor", "nearest"), ((5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (0, 7, 0))
)
def test_that_halves_are_rounded_away_from_zero(dividend: int, divisor: int, nearest: int) -> None:
    assert rounded(dividend, divisor) == nearest


@pytest.mark.parametrize(
    ("number", "digits", "text"), ((62270, 2, "622.70"), (-5, 1, "-0.5"), (7, 0, "7"), (-123, 2, "-1.23"))
)
def test_that_units_of_the_last_digit_become_decimals(number: int, digits: int, text: str) -> None:
    assert text_of(number, digits) == text


MISTAKES = [
    # file, old, new, part of the sentence
    ("pack.toml", "（含演示数据）", "", "名称里要写明“演示”"),
    ("pack.toml", 'extends = "wenzhou"', 'extends = "nowhere"', "所依据的数据包“nowhere”有错"),
    ("indicators.csv", "TAX_REVENUE,税收收入", "GDP,税收收入", "“GDP”在所依据的数据包里已有"),
    ("indicators.csv", "TAX_REVENUE,税收收入", "TAX_REVENUE,全市生产总值", "已是所依据的数据包里“地区生产总值”"),
    ("series.csv", "IND_VA,flow,industry,industry", "IND_VB,flow,industry,industry", "“IND_VB”在 indicators.csv 里没有"),
    ("series.csv", "SERVICE_VA,flow,quarters", "SERVICE_VA,flow,season", "“season”在 seasons.csv 里没有"),
    ("series.csv", "FAI_PRIVATE|FAI,", "FAI_PRIVATE|RETAIL,", "“RETAIL”在 series.csv 的前面几行 里没有"),
    ("series.csv", "PRIMARY_VA|SECONDARY_VA|SERVICE_VA", "PRIMARY_VA", "要写出相加的几个或相除的两个指标"),
    ("series.csv", "FAI_PRIVATE|FAI,", "FAI_PRIVATE|GDP,", "月份或小数位数不一样"),
    ("series.csv", "155.0|163.0|174.5", "163.0|174.5", "“levels”一栏应有 5 个大于 0 的数"),
    ("series.csv", "3.2|4.4|4.9|4.2", "3.2|4.4|4.9", "“growths”一栏应有 4 个数"),
    ("series.csv", "155.0|163.0|174.5", "155.0|163.0|一百", "“一百”应为最多 2 位小数的数"),
    ("seasons.csv", "226|469|717|1000", "226|469|717", "应为 4 个（季）"),
    ("seasons.csv", "226|469|717|1000", "226|469|717|990", "最后一个是 1000"),
    ("shares.csv", "invest,1300", "invest,1301", "份额合计是 10001，应为 10000"),
    ("projects/groups.csv", "前期,330300,129", "前期,999,129", "“999”在 regions.csv 里没有"),
    ("projects/groups.csv", "续建,330300,67", "续建,330300,六十七", "“六十七”应为整数"),
    ("projects/groups.csv", "农业农村优先,,续建", "农业优先,,续建", "“works”里缺少“农业优先”"),
    ("projects/words.toml", '"农业农村优先" = "市农业农村局"', "", "“agencies”里缺少“农业农村优先”"),
    ("projects/words.toml", '= "市水利局"', '= "水利厅"', "“水利厅”在 agencies.csv 里没有"),
    ("projects/words.toml", '"{region}科创', '"{county}科创', "花括号只能写"),
    ("projects/words.toml", '"10" = ', '"一成" = ', "“一成”应为 0 到 100 的整数"),
    ("projects/words.toml", "inland = [", "inlands = [", "inland"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), MISTAKES)
def test_that_a_mistake_in_what_figures_are_made_from_is_named(
    file: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    shutil.copytree(PACKS, tmp_path / "packs")
    folder = tmp_path / "packs" / "demo"
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [each for each in check_pack(folder) if said in each.sentence]
    assert {each.file for each in found} & {file, "series.csv", "projects/words.toml"}
    with pytest.raises(PackError):
        read_pack(folder)
