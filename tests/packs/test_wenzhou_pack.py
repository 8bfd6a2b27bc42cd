"""The Wenzhou pack: what the published documents say, exactly, each figure with its source."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wzdesk.domain.assess import assess_table
from wzdesk.domain.indicator import Direction
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.pack import Pack
from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.plan import Nature, Plan, PlanItem
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.quantity import Basis
from wzdesk.domain.region import RegionLevel
from wzdesk.domain.text import name_key
from wzdesk.domain.verdict import Verdict
from wzdesk.packs.read import check_pack, read_pack

FOLDER = Path(__file__).parents[2] / "resources" / "packs" / "wenzhou"
CITY = "330300"

TABLE_1 = """\
1|地区生产总值(GDP)|亿元|增长6%左右|8730.6|6.9
2|全员劳动生产率|万元/人年|增长7%左右|15.9|8左右
3|常住人口城镇化率|%|73.6|74.1|0.4个百分点左右
4|一般公共预算收入|亿元|增长6.5%|622.7|8.5
5|规上工业增加值|亿元|增长8%|1619.8|9.4
6|固定资产投资|亿元|增长8%以上|—|7.4
7|#制造业投资|亿元|快于面上投资|—|14.2
8|高新技术产业投资|亿元||—|29.0
9|交通、能源和水利投资|亿元||—|20.3
10|社会消费品零售总额|亿元|增长6%|4257.1|7.9
11|金融机构本外币存款余额|亿元|增长14%|21948|14.7
12|金融机构本外币贷款余额|亿元|增长14.5%|20898|15.4
13|R&D经费支出占GDP比重|%|2.7左右|2.7以上|
14|新引育人才|万人|20|22.4|
15|每万人高价值发明专利拥有量|件|6.6|7.2|
16|数字经济核心产业增加值占GDP比重|%|7.8以上|暂无数据|
17|高技术制造业增加值占规上工业增加值比重|%|13左右|12.2|
18|战略性新兴产业增加值占规上工业增加值比重|%|35.5|32.4|
19|货物贸易进出口额|亿元|增长8%|2821.9|-4.2
20|货物贸易出口额|亿元|增长8%、高于全省平均、全国份额不降|2339.4|-6.5
21|服务贸易进出口额|亿元|增长5%|144.2|36.6
22|实际使用外资额|亿美元|6.5|5.34|-12.9
23|依申请政务服务办件“一网通办”率|%|95|99.6|2.1个百分点
24|居民人均可支配收入|元|增长6.5%以上|67380|6.9
25|城镇常住居民人均可支配收入|元|增长6%以上|77973|6.3
26|农村常住居民人均可支配收入|元|增长7%以上|41622|8.2
27|城乡居民收入比|-|1.9左右|1.87|缩小0.04个点
28|山区5县居民人均可支配收入与全省平均之比|-|0.770|0.78|提高0.012个点
29|家庭可支配收入10-50万元群体占比|%|提高3个百分点左右|暂无数据|
|家庭可支配收入20-60万元群体占比|%||暂无数据|
30|居民消费价格涨幅|%|3以内|0.5|
31|城镇新增就业人数|万人|9以上|9.6|
32|城镇调查失业率|%|5以内|5以内|
33|每千人口拥有3岁以下婴幼儿托位数|个|4.0|4.26|
34|每千人口拥有执业(助理)医师数|人|3.7|3.82|
35|基本养老保险参保人数|万人|590|600|
36|每万老年人口拥有持证养老护理员数|人|32|24.9|
37|人均体育场地面积|平方米|2.8|2.9|
38|文化及相关产业增加值|亿元|增长9%|暂无数据|
39|单位GDP能源消耗降低率|%|4.8|暂无数据|
40|主要污染物减排量 化学需氧量|吨|8000|11938|
|氨氮|吨|1200|1646|
|挥发性有机物|吨|3500|3816|
|氮氧化物|吨|3000|4694|
41|城市空气质量优良率|%|96以上|97.5|2.4个百分点
42|城市细颗粒物(PM2.5)平均浓度|微克/立方米|25|25|-4.2
43|地表水省控及以上断面达到或好于III类水体比例|%|93.8以上|93.8|3.2个百分点
44|亿元GDP生产安全事故死亡率|人/亿元|<0.009|0.0095|-15.2
45|粮食综合生产能力|万吨|完成省下达任务|暂无数据|
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(FOLDER)


def plan_of(pack: Pack, code: str) -> Plan:
    return next(plan for plan in pack.plans if plan.code == code)


def figures(pack: Pack) -> dict[ObservationKey, Observation]:
    return {observation.key: observation for observation in pack.observations}


def text_of(pack: Pack, indicator: str, period: str, *measures: Measure) -> str:
    when = period_of_code(period)
    assert when
    stored = figures(pack)
    keys = [ObservationKey(CITY, indicator, when, measure) for measure in measures]
    found = [stored[key].quantity.text for key in keys if key in stored]
    assert len(found) <= 1
    return found[0] if found else ""


def row_names(item: PlanItem) -> list[list[str]]:
    """The name cells of each row: parts whose first name repeats the item's stand without it."""
    if len(item.parts) == 1:
        return [["#" * item.marked + item.name]]
    if item.parts[0].name.startswith(item.name):
        return [[part.name] for part in item.parts]
    return [[item.name] * (part is item.parts[0]) + [part.name] for part in item.parts]


def test_that_the_pack_holds_the_published_tables(pack: Pack) -> None:
    assert {plan.code: len(plan.items) for plan in pack.plans} == {
        "2023": 45, "2024": 48, "13fyp": 34, "14fyp": 41,
    }  # fmt: skip
    assert (pack.home, pack.plan) == (CITY, "2023")
    for plan in pack.plans:
        assert [item.no for item in plan.items] == [str(no) for no in range(1, len(plan.items) + 1)]


def test_that_the_city_has_twelve_counties_and_zones_that_are_not_added(pack: Pack) -> None:
    levels = [region.level for region in pack.regions]
    assert levels.count(RegionLevel.COUNTY) == 12
    by_code = {region.code: region for region in pack.regions}
    assert by_code["330326"].name == "平阳县"
    assert by_code["330383"].name == "龙港市"
    for region in pack.regions:
        assert region.additive is (region.level is not RegionLevel.ZONE)
    mountain = next(group for group in pack.groups if group.name == "山区5县")
    assert [by_code[code].short_name for code in mountain.members] == ["永嘉", "平阳", "苍南", "文成", "泰顺"]


def test_that_only_words_of_the_documents_are_warned_about() -> None:
    assert all(mistake.is_warning for mistake in check_pack(FOLDER))
    texts = {re.findall("“(.*?)”", mistake.sentence)[0] for mistake in check_pack(FOLDER)}
    assert texts <= {"见备注3", "见备注5", "已完成（见备注4）", "完成省下达目标"}


def test_that_the_texts_of_table_1_come_out_exactly(pack: Pack) -> None:
    lines = []
    for item in plan_of(pack, "2023").items:
        for part, names in zip(item.parts, row_names(item), strict=True):
            no = item.no if part is item.parts[0] else ""
            target = "" if part.shares_target else part.target
            level = text_of(pack, part.indicator, "2023", Measure.LEVEL)
            rate = text_of(pack, part.indicator, "2023", Measure.GROWTH, Measure.CHANGE)
            lines.append("|".join([no, " ".join(names), part.unit, target, level, rate]))
    assert lines == TABLE_1.splitlines()


def test_that_the_rows_under_a_merged_target_share_it(pack: Pack) -> None:
    parts = {part.indicator: part for _, part in plan_of(pack, "2023").parts()}
    for indicator in ("FAI_HITECH", "FAI_TEW"):
        assert (parts[indicator].target, parts[indicator].shares_target) == ("快于面上投资", True)
    assert parts["HOUSEHOLD_20_60"].target == "提高3个百分点左右"
    depths = {item.no: (item.depth, item.marked) for item in plan_of(pack, "2023").items if item.depth}
    assert depths == {"7": (1, True), "8": (2, False), "9": (2, False)}


def test_that_the_estimates_of_note_1_are_marked(pack: Pack) -> None:
    marked = set()
    for item, part in plan_of(pack, "2023").parts():
        keys = [ObservationKey(CITY, part.indicator, Period.of_year(2023), measure) for measure in Measure]
        statuses = {figures(pack)[key].status for key in keys if key in figures(pack)}
        if ObsStatus.ESTIMATED in statuses:
            assert statuses == {ObsStatus.ESTIMATED}
            marked.add(int(item.no))
    assert marked == {2, 3, 13, 32, 33, 34, 36, 37, 40}


def test_that_the_document_s_own_view_of_item_36_is_the_only_override(pack: Pack) -> None:
    ((key, override),) = pack.overrides
    assert (key.plan, key.region, key.item_no) == ("2023", CITY, "36")
    assert override.verdict is Verdict.ACHIEVED
    assert "口径" in override.reason
    assert "22.5" in override.reason


def test_that_the_tolerances_are_said_to_be_ours(pack: Pack) -> None:
    for plan in pack.plans:
        assert (str(plan.about_tolerance), str(plan.nearly_tolerance)) == ("0.05", "0.07")
        assert plan.tolerance_source == "本软件设定，文件未规定"
    assert "35项" in plan_of(pack, "2023").stated


def test_that_every_number_has_a_source_in_a_known_document(pack: Pack) -> None:
    documents = {document.key for document in pack.documents}
    sources = [observation.source for observation in pack.observations]
    sources += [override.source for _, override in pack.overrides]
    sources += [part.source for plan in pack.plans for _, part in plan.parts()]
    for source in sources:
        document, _, place = source.partition(" ")
        assert document in documents, source
        assert place, source


def test_that_rows_find_their_indicator_by_the_words_of_every_document(pack: Pack) -> None:
    named = {
        name_key(name): indicator.code
        for indicator in pack.indicators
        for name in (indicator.name, *indicator.aliases)
    }
    for plan in pack.plans:
        for item, part in plan.parts():
            name = item.name if len(item.parts) == 1 else part.name
            assert named.get(name_key(name), part.indicator) == part.indicator, name
    for words, code in {
        "面上投资": "FAI", "经济增长": "GDP", "全市生产总值": "GDP", "社零": "RETAIL", "实际利用外资": "FDI",
        "每万名老年人拥有持证养老护理员数": "CARERS_PER_10000", "常住人口城市化率": "URBAN_RATE",
        "研究与试验发展经费支出相当于生产总值比重": "RD_GDP", "山区 5 县居民人均可支配收入与全省平均之比": "INCOME_MOUNTAIN",
    }.items():  # fmt: skip
        assert named[name_key(words)] == code


def test_that_single_rows_are_found_by_name_alone(pack: Pack) -> None:
    known = {name_key(name) for indicator in pack.indicators for name in (indicator.name, *indicator.aliases)}
    for plan in pack.plans:
        unknown = [
            item.name for item in plan.items if len(item.parts) == 1 and name_key(item.name) not in known
        ]
        assert unknown == []


def test_that_less_is_better_where_it_is(pack: Pack) -> None:
    down = {indicator.code for indicator in pack.indicators if indicator.direction is Direction.DOWN}
    assert down == {
        "CPI_RISE", "UNEMPLOYMENT", "INCOME_RATIO", "PM25", "ACCIDENT_DEATHS_PER_GDP", "ENERGY_PER_GDP",
        "WATER_PER_GDP", "LAND_PER_GDP", "CO2_PER_GDP", "COD_RATE", "SO2_RATE", "NH3N_RATE", "NOX_RATE",
    }  # fmt: skip


def test_that_figures_are_read_as_what_their_measure_says(pack: Pack) -> None:
    expected = {
        Measure.LEVEL: {Basis.LEVEL},
        Measure.GROWTH: {Basis.GROWTH},
        Measure.CHANGE: {Basis.CHANGE, Basis.CUMULATIVE},
    }
    for observation in pack.observations:
        if observation.quantity.is_given:
            assert observation.quantity.basis in expected[observation.key.measure], observation
    total = figures(pack)[ObservationKey(CITY, "FDI", Period.of_years(2016, 2020), Measure.CHANGE)].quantity
    assert (str(total.value), total.unit, total.basis) == ("22.3", "亿美元", Basis.CUMULATIVE)


def test_that_table_1_comes_out_as_the_document_states(pack: Pack) -> None:
    table = PlanTable(
        plan_of(pack, "2023"),
        next(region for region in pack.regions if region.code == CITY),
        {indicator.code: indicator for indicator in pack.indicators},
        figures(pack),
        {key.item_no: override for key, override in pack.overrides},
    )
    verdicts: dict[Verdict, set[int]] = {verdict: set() for verdict in Verdict}
    for assessment in assess_table(table):
        verdicts[assessment.verdict].add(int(assessment.item_no))
    assert verdicts[Verdict.MISSED] == {6, 18, 19, 20, 22}
    assert verdicts[Verdict.NEARLY] == {17, 44}
    assert verdicts[Verdict.NO_DATA] == {16, 29, 38, 39, 45}
    assert verdicts[Verdict.UNDETERMINED] == set()
    assert len(verdicts[Verdict.ACHIEVED] | verdicts[Verdict.NEARLY]) == 35


def test_that_levels_of_other_years_are_taken_over_as_stated(pack: Pack) -> None:
    for indicator, period, measure, text in [
        ("GDP", "2016", Measure.LEVEL, "5125"),
        ("GDP", "2021", Measure.LEVEL, "7585"),
        ("GDP", "2021", Measure.GROWTH, "7.7%"),
        ("FISCAL_REVENUE", "2021", Measure.LEVEL, "1082"),
        ("INCOME_RATIO", "2020", Measure.LEVEL, "1.96"),
        ("INCOME_RATIO", "2021", Measure.LEVEL, "1.94"),
        ("CARERS_PER_10000", "2022", Measure.LEVEL, "22.5"),
        ("IND_VA", "2023-01/02", Measure.GROWTH, "1.4%"),
        ("PM25", "2016/2020", Measure.LEVEL, "31.8"),
        ("CO2_PER_GDP", "2020", Measure.LEVEL, "已完成（见备注4）"),
        ("AIR_PASSENGERS", "2020", Measure.LEVEL, "1229(2019)"),
        ("EXPORT_GOODS", "2020", Measure.LEVEL, "1878.1(亿元)"),
    ]:
        assert text_of(pack, indicator, period, measure) == text
    assert not any(observation.key.period == Period.of_year(2024) for observation in pack.observations)


# The documents themselves: each row of their tables is built again from the pack and compared.

_HEADER = ("序号", "绝对值", "---", "2020年\t")
_CATEGORIES = {
    "经济发展", "科技创新", "改革开放", "社会民生", "生态环境", "安全保障", "社会民生及文化发展", "生态环境及安全保障",
}  # fmt: skip


def source_rows(shared: Path, document: str, begin: str, end: str) -> Iterator[tuple[str, list[str]]]:
    """The item number ("" in rows without) and the filled cells of each row of a source's table."""
    text = next((shared / "sources").glob(f"{document}_*.txt")).read_text("utf-8")
    table = text[text.rindex(begin) : text.index(end, text.rindex(begin))]
    last = 0
    for line in re.sub(r"\s*_\{2\.5\}\s*(?=[)）])", "2.5", table).splitlines():
        sign = "|" if line.startswith("|") else "\t"
        if sign not in line or any(word in line for word in _HEADER):
            continue
        cells = [cell.strip() for cell in line.split(sign) if cell.strip()]
        cells = cells[1:] if cells[0] in _CATEGORIES else cells
        no = cells.pop(0) if cells[0] == str(last + 1) else ""
        last = int(no) if no else last
        yield no, cells


def pack_rows(pack: Pack, code: str) -> Iterator[tuple[str, list[str], str]]:
    """The same from the pack; the nature apart, since its cells are merged."""
    plan = plan_of(pack, code)
    seen = ""
    for item in plan.items:
        for part, names in zip(item.parts, row_names(item), strict=True):
            cells = [*names, part.unit, "" if part.shares_target else part.target, part.rate_target]
            if code == "14fyp":
                cells.insert(-2, part.base)
            elif code != "2024":
                cells.append(text_of(pack, part.indicator, str(plan.last_year), Measure.LEVEL))
                span = plan.span.code
                cells.append(text_of(pack, part.indicator, span, Measure.GROWTH, Measure.CHANGE))
            no, seen = (item.no if item.no != seen else ""), item.no
            nature = {None: "", Nature.EXPECTED: "预期性", Nature.BINDING: "约束性"}[part.nature]
            yield no, [cell for cell in cells if cell], nature


@pytest.mark.parametrize(
    ("code", "document", "begin", "end"),
    (
        ("2023", "000", "表1 2023", "注：1.序号2"),
        ("2024", "000", "表 2 2024", "三、2024 年经济社会发展工作建议"),
        ("13fyp", "002", "“十三五”规划经济社会主要指标完成情况表", "注：1.完成情况有关数值"),
        ("14fyp", "002", "“十四五”规划经济社会发展主要指标表", "注:1.2020 年数值"),
    ),
)
def test_that_each_row_of_the_document_s_table_stands_in_the_pack(
    pack: Pack, shared: Path, code: str, document: str, begin: str, end: str
) -> None:
    stated = list(source_rows(shared, document, begin, end))
    stored = list(pack_rows(pack, code))
    assert len(stated) == len(stored)
    for (no, cells), (own_no, own_cells, nature) in zip(stated, stored, strict=True):
        if cells[-1] in {"预期性", "约束性"}:
            assert cells.pop() == nature
        assert no == own_no
        assert cells == _without_merged(code, no, own_cells, cells)


def _without_merged(code: str, no: str, own_cells: list[str], cells: list[str]) -> list[str]:
    """Cells that the document merges with the row above or beside, and the pack repeats, taken out."""
    if code == "2023" and own_cells[0] == "家庭可支配收入20-60万元群体占比":
        return own_cells[:-1]  # one 暂无数据 for both rows
    if code == "14fyp" and own_cells[0].startswith("其中：数字经济核心"):
        return own_cells[2:]  # the name cell and the unit cell span both rows
    if code == "14fyp" and no == "11":
        return [cells[0], *own_cells[1:]]
    return own_cells


def test_that_documents_are_named_as_they_name_themselves(pack: Pack, shared: Path) -> None:
    for document in pack.documents:
        text = next((shared / "sources").glob(f"{document.key}_*.txt")).read_text("utf-8")
        title = re.sub(r"（.*）", "", document.title)
        assert title.replace(" ", "") in re.sub(r"\s", "", text), title
