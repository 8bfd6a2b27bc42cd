"""A small pack, and cells of it."""

from datetime import UTC, datetime
from decimal import Decimal

from wzdesk.domain.agency import Agency
from wzdesk.domain.change import ObservationChange, OverrideChange, OverrideKey, TargetChange, TargetKey
from wzdesk.domain.indicator import Accumulation, Direction, Indicator, PriceBasis
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.pack import Pack
from wzdesk.domain.period import Period
from wzdesk.domain.plan import Nature, Plan, PlanDocument, PlanItem, PlanPart
from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.region import Region, RegionGroup, RegionLevel
from wzdesk.domain.verdict import Override, Verdict

CITY, COUNTY = "330300", "330326"
YEAR = Period.of_year(2023)
WHEN = datetime(2024, 1, 20, 8, 30, tzinfo=UTC)

REGIONS = (
    Region(COUNTY, "平阳县", "平阳", RegionLevel.COUNTY, CITY),  # before its parent: packs need no order
    Region(CITY, "温州市", "温州", RegionLevel.CITY, "330000"),
    Region("330000", "浙江省", "浙江", RegionLevel.PROVINCE, None),
    Region("330300-WZW", "温州湾新区", "温州湾", RegionLevel.ZONE, CITY, additive=False),
)
INDICATORS = (
    Indicator(
        "services", "第三产业", "亿元", 1, Direction.UP, Accumulation.YTD, PriceBasis.COMPARABLE, parent="gdp"
    ),
    Indicator(
        "gdp",
        "地区生产总值",
        "亿元",
        1,
        aliases=("GDP", "生产总值"),
        lead="fgw",
        definition="辖区内全部常住单位",
    ),
    Indicator("cpi", "居民消费价格指数", "%", direction=Direction.DOWN, is_index=True),
    Indicator("so2", "二氧化硫", "%", 2),
)
ANNUAL = Plan(
    "2023",
    "2023年计划",
    CITY,
    2023,
    2023,
    (
        PlanItem(
            "1",
            "地区生产总值",
            "经济",
            (PlanPart("gdp", "亿元", "增长7%左右", base="8029.8", source="000#表1#1"),),
        ),
        PlanItem(
            "2",
            "第三产业",
            "经济",
            (PlanPart("services", "亿元", "增长7%左右", shares_target=True),),
            depth=1,
            marked=True,
        ),
        PlanItem(
            "3",
            "物价和排放",
            "环境",
            (
                PlanPart("cpi", "%", "103左右", name="物价", nature=Nature.EXPECTED),
                PlanPart("so2", "%", "", name="二氧化硫", nature=Nature.BINDING),
            ),
        ),
    ),
    notes=("备注1", "备注2"),
    stated="45项中35项完成",
    document="000",
    table="表1",
    about_tolerance=Decimal("0.050"),
    tolerance_source="本包自定",
)
FIVE_YEARS = Plan(
    "14fyp",
    "“十四五”规划",
    CITY,
    2021,
    2025,
    (PlanItem("1", "地区生产总值", "经济", (PlanPart("gdp", "亿元", "10000", "7以上", "6871"),)),),
    growth_first=False,
    base_year=2020,
)


def number(text: str, unit: str = "亿元") -> Quantity:
    return Quantity(text, Availability.GIVEN, Basis.LEVEL, Op.AT, Decimal(text), unit=unit)


def key(
    indicator: str = "gdp", region: str = CITY, period: Period = YEAR, measure: Measure = Measure.LEVEL
) -> ObservationKey:
    return ObservationKey(region, indicator, period, measure)


ASIDE = Quantity(
    "8.7(实际增长7.9)",
    Availability.GIVEN,
    Basis.GROWTH,
    Op.AT,
    Decimal("8.7"),
    unit="%",
    also=(Quantity("实际增长7.9", Availability.GIVEN, Basis.GROWTH, Op.AT, Decimal("7.9"), unit="%"),),
)
NOTED = OverrideKey("2023", CITY, "3")
PACK = Pack(
    "demo",
    "演示",
    "1",
    CITY,
    "2023",
    (PlanDocument("000", "计划报告", "市发改委", "2024-01", ("表1", "表2")), PlanDocument("001", "报告")),
    REGIONS,
    (RegionGroup("all", "全部", (CITY, COUNTY)),),
    (Agency("fgw", "市发展改革委", "发改委"),),
    INDICATORS,
    (ANNUAL, FIVE_YEARS),
    (
        Observation(key(), number("8730.6"), ObsStatus.PROVISIONAL, "初步核算", "000#表1#1"),
        Observation(key(measure=Measure.GROWTH), ASIDE),
        Observation(key("cpi"), number("100.30", "%")),
        Observation(key(period=Period.of_year(2022)), number("8029.8")),
        Observation(key(period=Period.to_month(2023, 6)), number("4000")),
        Observation(key(region=COUNTY), number("629.0")),
        Observation(key(period=Period.of_years(2021, 2025), measure=Measure.GROWTH), number("6.7", "%")),
    ),
    ((NOTED, Override(Verdict.ACHIEVED, "见备注4", source="000#备注4")),),
)


def entry(text: str, place: ObservationKey | None = None) -> ObservationChange:
    """A number typed into a cell; "" empties it."""
    place = place or key()
    return ObservationChange(place, Observation(place, number(text), source="键入") if text else None)


def sentence(text: str, indicator: str = "gdp", region: str = CITY) -> TargetChange:
    return TargetChange(TargetKey("2023", region, indicator, "level"), text)


def judged(reason: str | None, item: str = "1") -> OverrideChange:
    override = Override(Verdict.NEARLY, reason, "王某", WHEN) if reason is not None else None
    return OverrideChange(OverrideKey("2023", CITY, item), override)
