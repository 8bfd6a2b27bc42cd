"""Plan tables made by hand, with every awkward text a report may hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from wzdesk.domain.cell_reading import rate_measure, read_cell
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Observation, ObservationKey, ObsStatus
from wzdesk.domain.plan import Nature, Plan, PlanItem, PlanPart
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column

WENZHOU = Region("330300", "温州市", "温州", RegionLevel.CITY, None)
PINGYANG = Region("330326", "平阳县", "平阳", RegionLevel.COUNTY, "330300")
BAY = Region("330300W", "温州湾新区", "温州湾", RegionLevel.ZONE, "330300", additive=False)
REGIONS = (WENZHOU, PINGYANG, BAY)

Actuals = Mapping[str, Mapping[Column, str]]


def part(indicator: str, unit: str, target: str = "", **more: object) -> PlanPart:
    return replace(PlanPart(indicator, unit, target), **more)  # type: ignore[arg-type]


def item(
    no: str, name: str, category: str, *parts: PlanPart, depth: int = 0, marked: bool = False
) -> PlanItem:
    return PlanItem(no, name, category, parts, depth, marked)


ANNUAL_ITEMS = (
    item("1", "地区生产总值(GDP)", "经济发展", part("GDP", "亿元", "增长6%左右")),
    item("2", "常住人口城镇化率", "经济发展", part("URBAN", "%", "73.6")),
    item("3", "固定资产投资", "经济发展", part("FAI", "亿元", "增长8%以上")),
    item("4", "制造业投资", "经济发展", part("FAI_MFG", "亿元", "快于面上投资"), depth=1, marked=True),
    item(
        "5",
        "高新技术产业投资",
        "经济发展",
        part("FAI_HITECH", "亿元", "快于面上投资", shares_target=True),
        depth=2,
    ),
    item("6", "城乡居民收入比", "社会民生", part("RATIO", "-", "1.9左右")),
    item("7", "山区5县与全省平均之比", "社会民生", part("MOUNTAIN", "-", "0.770")),
    item(
        "8",
        "家庭可支配收入",
        "社会民生",
        part("H10", "%", "提高3个百分点左右", name="家庭可支配收入10-50万元群体占比"),
        part("H20", "%", "提高3个百分点左右", name="家庭可支配收入20-60万元群体占比", shares_target=True),
    ),
    item("9", "城镇调查失业率", "社会民生", part("JOBLESS", "%", "5以内")),
    item(
        "10",
        "主要污染物减排量",
        "生态环境",
        part("COD", "吨", "8000", name="化学需氧量"),
        part("NH3", "吨", "1200", name="氨氮"),
    ),
    item("11", "亿元GDP生产安全事故死亡率", "安全保障", part("DEATHS", "人/亿元", "<0.009")),
    item("12", "粮食综合生产能力", "安全保障", part("GRAIN", "万吨", "完成省下达任务")),
)
ANNUAL_ACTUALS: Actuals = {
    "GDP": {Column.LEVEL: "8730.6", Column.GROWTH: "6.9"},
    "URBAN": {Column.LEVEL: "74.1", Column.CHANGE: "0.4个百分点左右"},
    "FAI": {Column.LEVEL: "—", Column.GROWTH: "29.0"},
    "FAI_MFG": {Column.GROWTH: "8左右"},
    "FAI_HITECH": {Column.LEVEL: "8,730.60", Column.GROWTH: "-4.2"},
    "RATIO": {Column.LEVEL: "1.87", Column.CHANGE: "缩小0.04个点"},
    "MOUNTAIN": {Column.LEVEL: "0.770", Column.CHANGE: "提高0.012个点"},
    "H10": {Column.LEVEL: "暂无数据"},
    "H20": {Column.LEVEL: "…"},
    "JOBLESS": {Column.LEVEL: "5以内"},
    "COD": {Column.LEVEL: "11938"},
    "NH3": {Column.LEVEL: "1234567890.12345678"},
    "DEATHS": {Column.LEVEL: "0.0095", Column.GROWTH: "-15.2"},
    "GRAIN": {Column.LEVEL: "已完成（见备注4）"},
}
YEARS_ITEMS = (
    item("1", "全市生产总值", "", part("GDP", "亿元", "6600", rate_target="7%以上", nature=Nature.EXPECTED)),
    item(
        "2",
        "城市化率",
        "",
        part("URBAN", "%", "70左右", name="常住人口城市化率", rate_target="[2]", nature=Nature.EXPECTED),
        part("REGISTERED", "%", "55", name="户籍人口城市化率", rate_target="[5.1]", nature=Nature.BINDING),
    ),
    item("3", "万元生产总值能耗", "", part("ENERGY", "吨标准煤", "省下达[-15.5%]", nature=Nature.BINDING)),
    item("4", "货物贸易出口", "", part("EXPORT", "亿美元/亿元", "198.5(亿美元)", rate_target="3%")),
    item("5", "航空旅客吞吐量", "", part("AIR", "万人", "1200", rate_target="10%")),
)
YEARS_ACTUALS: Actuals = {
    "GDP": {Column.LEVEL: "6871", Column.RATE: "7.2%"},
    "URBAN": {Column.LEVEL: "71", Column.RATE: "[3]"},
    "REGISTERED": {Column.LEVEL: "见备注3", Column.RATE: "[17.2]"},
    "ENERGY": {Column.LEVEL: "-", Column.RATE: "[-15.5%]"},
    "EXPORT": {Column.LEVEL: "1878.1(亿元)", Column.RATE: "12.1%"},
    "AIR": {Column.LEVEL: "1229(2019)"},
}


def plan_of(items: Sequence[PlanItem], first: int, last: int, name: str) -> Plan:
    return Plan(
        code=str(last) if first == last else "13fyp",
        name=name,
        region=WENZHOU.code,
        first_year=first,
        last_year=last,
        items=tuple(items),
        notes=("序号2的实绩为预计数。", "增速为可比价增速。"),
        about_tolerance=Decimal("0.05"),
        tolerance_source="本软件设定，文件未规定",
    )


def table_of(plan: Plan, actuals: Actuals, region: Region = WENZHOU) -> PlanTable:
    indicators = {
        each.indicator: Indicator(each.indicator, each.name or row.name, each.unit)
        for row, each in plan.parts()
    }
    empty = PlanTable(plan, region, indicators, {})
    observations = {}
    for _, each in plan.parts():
        for column, text in actuals.get(each.indicator, {}).items():
            assert column in ACTUAL_COLUMNS
            quantity = read_cell(text, column, each.unit)
            keys = empty.keys_of(each, column)
            key = next((key for key in keys if key.measure is rate_measure(quantity)), keys[0])
            key = key if column is Column.RATE else keys[0]
            observations[key] = Observation(key, quantity, source="000 表1")
    return replace(empty, observations=observations)


def annual_table(actuals: Actuals = ANNUAL_ACTUALS, region: Region = WENZHOU) -> PlanTable:
    return table_of(plan_of(ANNUAL_ITEMS, 2023, 2023, "2023年温州市国民经济和社会发展计划"), actuals, region)


def years_table() -> PlanTable:
    return table_of(plan_of(YEARS_ITEMS, 2016, 2020, "温州市“十三五”规划"), YEARS_ACTUALS)


def with_status(
    table: PlanTable, statuses: Mapping[tuple[str, Column], ObsStatus], note: str = ""
) -> PlanTable:
    observations: dict[ObservationKey, Observation] = dict(table.observations)
    for _, each in table.plan.parts():
        for (indicator, column), status in statuses.items():
            stored = table.observation(each, column) if each.indicator == indicator else None
            if stored:
                observations[stored.key] = replace(stored, status=status, note=note)
    return replace(table, observations=observations)
