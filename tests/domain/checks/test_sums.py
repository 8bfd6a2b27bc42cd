"""Between lines: parts and wholes, counties and city, formulas."""

import pytest

from tests.domain.checks.memory import CITY, cell, codes, found
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.region import RegionLevel

COUNTIES = [region.code for region in wenzhou_pack().regions if region.level is RegionLevel.COUNTY]


def test_that_a_part_is_not_larger_than_its_whole() -> None:
    figures = {"FAI 2023-01/06": "50.0", "FAI_MFG 2023-01/06": "52.0"}
    for edited in figures:
        (finding,) = found(figures, edited)
        assert (finding.rule.code, finding.key) == ("PARTS", cell("FAI 2023-01/06"))
        assert finding.others == (cell("FAI_MFG 2023-01/06"),)
    assert found({**figures, "FAI_MFG 2023-01/06": "50.0"}) == []


def test_that_parts_are_not_larger_together_unless_they_cut_across_each_other() -> None:
    whole = {"FAI 2023-01/06": "50.0", "FAI_MFG 2023-01/06": "30.0"}
    assert codes(found({**whole, "FAI_TRANSPORT 2023-01/06": "25.0"})) == ["PARTS"]
    assert found({**whole, "FAI_PRIVATE 2023-01/06": "35.0", "FAI_HITECH 2023-01/06": "25.0"}) == []


def counties(indicator: str, city: str) -> dict[str, str]:
    return {f"{indicator} 2023-01/06 @{code}": "10.0" for code in COUNTIES} | {
        f"{indicator} 2023-01/06 @{CITY}": city
    }


@pytest.mark.parametrize("edited", (CITY, COUNTIES[3]))
def test_that_counties_add_up_to_the_city(edited: str) -> None:
    (finding,) = found(counties("FAI", "121.0"), f"FAI 2023-01/06 @{edited}")
    assert (finding.rule.code, finding.key) == ("COUNTIES", cell(f"FAI 2023-01/06 @{CITY}"))
    assert {key.region for key in finding.others} == set(COUNTIES)
    assert "12 个下级地区合计 120.0 亿元，少 1.0 亿元" in finding.sentence


def test_that_rounding_zones_and_missing_counties_break_no_sum() -> None:
    assert found(counties("FAI", "120.6")) == []  # thirteen halves of a tenth
    zone = {"FAI 2023-01/06 @330300JKQ": "8.0"}
    assert found(counties("FAI", "120.0") | zone) == []
    some = counties("FAI", "300.0")
    del some[f"FAI 2023-01/06 @{COUNTIES[0]}"]
    assert found(some) == []


def test_that_value_added_need_not_add_up() -> None:
    assert found(counties("GDP", "150.0")) == []  # design §3


INCOMES = {"INCOME_URBAN 2023": "77973", "INCOME_RURAL 2023": "41622"}


@pytest.mark.parametrize("edited", ("INCOME_RATIO 2023", "INCOME_URBAN 2023", "INCOME_RURAL 2023"))
def test_that_the_income_ratio_is_urban_by_rural(edited: str) -> None:
    assert found({**INCOMES, "INCOME_RATIO 2023": "1.87"}, edited) == []
    (finding,) = found({**INCOMES, "INCOME_RATIO 2023": "1.78"}, edited)
    assert finding.key == cell("INCOME_RATIO 2023")
    assert finding.sentence == (
        "城乡居民收入比2023年 1.78，而城镇常住居民人均可支配收入 77973 元、农村常住居民人均可支配收入 41622 元，"
        "相除是 1.87；请核对三个数"
    )


def test_that_mean_income_lies_between_rural_and_urban() -> None:
    assert found({**INCOMES, "INCOME 2023": "67380"}) == []
    assert codes(found({**INCOMES, "INCOME 2023": "87380"})) == ["INCOME_AT_MOST_URBAN"]
    assert codes(found({**INCOMES, "INCOME 2023": "37380"})) == ["INCOME_AT_LEAST_RURAL"]


def test_that_trade_is_exports_and_imports() -> None:
    published = {"TRADE_GOODS 2020": "2189.7", "EXPORT_GOODS 2020": "1878.1", "IMPORT_GOODS 2020": "311.6"}
    assert found(published) == []
    assert codes(found({**published, "IMPORT_GOODS 2020": "316.1"})) == ["PARTS", "TRADE_GOODS"]
