import pytest

from tests.services.wenzhou import wenzhou_pack
from wzdesk.services.receiving.names import How, IndicatorNames, RegionNames


@pytest.fixture(scope="module")
def names() -> IndicatorNames:
    pack = wenzhou_pack()
    return IndicatorNames({one.code: one for one in pack.indicators}, pack.plans)


@pytest.fixture(scope="module")
def regions() -> RegionNames:
    return RegionNames(wenzhou_pack().regions, "330300")


@pytest.mark.parametrize(
    ("text", "code", "how"),
    (
        ("地区生产总值", "GDP", How.EXACT),
        ("地区生产总值（GDP）", "GDP", How.ALIAS),
        ("#制造业投资", "FAI_MFG", How.EXACT),
        ("　其中：制造业投资", "FAI_MFG", How.EXACT),
        ("（一）固定资产投资", "FAI", How.EXACT),
        ("3.社会消费品零售总额", "RETAIL", How.EXACT),
        ("社 零", "RETAIL", How.ALIAS),
        ("城镇新增就业人数（万人）", "JOBS", How.NORMALISED),
        ("第一产业", "PRIMARY_VA", How.NORMALISED),
    ),
)
def test_that_names_are_found_in_any_spelling(names: IndicatorNames, text: str, code: str, how: How) -> None:
    found = names.find(text)
    assert found is not None
    assert found.code == code
    assert found.how in {how, How.ALIAS} if how is How.EXACT else found.how is how


@pytest.mark.parametrize("text", ("增长", "累计", "国有土地出让收入", "绝对值", "", "（亿元）", "总量"))
def test_that_other_words_are_no_names(names: IndicatorNames, text: str) -> None:
    assert names.find(text) is None
    assert names.alike(text) is None


def test_that_a_name_that_is_only_alike_needs_consent(names: IndicatorNames) -> None:
    found = names.alike("货物进出口总额")
    assert found is not None
    assert (found.code, found.how) == ("TRADE_GOODS", How.ALIKE)
    assert found.how.needs_consent
    assert 0.7 < found.likeness < 1


def test_that_the_second_industry_is_not_the_first(names: IndicatorNames) -> None:
    found = names.alike("第二产业增加值")
    assert found is None or found.code != "PRIMARY_VA"


@pytest.mark.parametrize(
    ("text", "code"),
    (
        ("平阳县", "330326"),
        ("平 阳 县", "330326"),
        ("平阳", "330326"),
        ("全　市", "330300"),
        ("全省", "330000"),
        ("（温州湾新区）", "330300WZW"),
        ("330381", "330381"),
    ),
)
def test_that_regions_are_found(regions: RegionNames, text: str, code: str) -> None:
    found = regions.find(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ("县级合计", "市本级", "与全市数差额", "杭州市"))
def test_that_other_rows_are_no_regions(regions: RegionNames, text: str) -> None:
    assert regions.find(text) is None


def test_that_a_title_names_the_lowest_region(regions: RegionNames) -> None:
    found = regions.inside("填报单位（盖章）：温州市平阳县发展和改革局")
    assert found is not None
    assert found.code == "330326"
    assert regions.inside("鹿城区和龙湾区的对比") is None
