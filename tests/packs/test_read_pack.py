"""Reading of packs: any city's files, and every mistake named with its file and line."""

from decimal import Decimal
from pathlib import Path

import pytest

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.indicator import Direction
from wzdesk.domain.observation import Measure, ObsStatus
from wzdesk.domain.plan import Nature
from wzdesk.packs.mistakes import PackError
from wzdesk.packs.read import check_pack, read_pack

TINY = {
    "pack.toml": """\
code = "tiny"
name = "小城数据包"
version = "1"
home = "331000"
plan = "2023"

[[documents]]
key = "A"
title = "小城统计公报"
""",
    "regions.csv": """\
code,name,short_name,level,parent,additive
330000,浙江省,浙江,province,,1
331000,小城市,小城,city,330000,1
331001,东区,东区,county,331000,1
331000KFQ,小城开发区,开发区,功能区,331000,
""",
    "groups.csv": "code,name,members\nALL,全部区县,331001\n",
    "agencies.csv": "code,name,short_name\nTJJ,市统计局,统计局\n",
    "indicators.csv": """\
code,name,aliases,unit,decimals,direction,accumulation,price_basis,parent,lead
GDP,地区生产总值,GDP|全市生产总值,亿元,1,up,ytd,comparable,,TJJ
FAI,固定资产投资,面上投资,亿元,1,越大越好,ytd,current,,
FAI_MFG,制造业投资,,亿元,1,up,ytd,current,FAI,
COD,化学需氧量减排量,,吨,0,up,ytd,none,,
NOX,氮氧化物减排量,,吨,0,up,ytd,none,,
""",
    "plans/2023.toml": """\
code = "2023"
name = "2023年计划"
region = "331000"
first_year = 2023
last_year = 2023
document = "A"
table = "表1"
notes = ["实绩为快报数。"]
about_tolerance = 0.05
nearly_tolerance = "0.07"
""",
    "plans/2023.csv": """\
no,category,name,depth,marked,part,indicator,unit,target,nature,shares_target,source_row
1,经济,地区生产总值,0,0,,GDP,亿元,增长6%左右,预期性,0,第1行
2,经济,制造业投资,1,1,,FAI_MFG,亿元,快于面上投资,,0,第2行
3,生态,主要污染物减排量,0,0,化学需氧量,COD,吨,完成省下达任务,约束性,0,第3行
3,,,,,氮氧化物,NOX,吨,,约束性,1,第3行
""",
    "observations.csv": """\
region,indicator,period,measure,text,unit,status,note,source
331000,GDP,2023,level,29.0,亿元,A,,A 表1 第1行
331000,GDP,2023,增速,"1,234.50",,预计数,快报,A 表1 第1行
""",
    "overrides.csv": "plan,region,item,verdict,reason,source\n2023,331000,1,achieved,口径调整,A\n",
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    for name, text in TINY.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), "utf-8")


def test_that_a_pack_of_another_city_is_read_whole(tiny: Path) -> None:
    assert check_pack(tiny) == ()
    pack = read_pack(tiny)
    assert (pack.code, pack.home, pack.plan) == ("tiny", "331000", "2023")
    assert [document.title for document in pack.documents] == ["小城统计公报"]
    assert [region.additive for region in pack.regions] == [True, True, True, False]
    assert pack.groups[0].members == ("331001",)
    assert pack.indicators[0].aliases == ("GDP", "全市生产总值")
    assert pack.indicators[1].direction is Direction.UP
    plan = pack.plans[0]
    assert plan.about_tolerance == Decimal("0.05")
    assert plan.notes == ("实绩为快报数。",)
    key, override = pack.overrides[0]
    assert (key.item_no, override.reason) == ("1", "口径调整")


def test_that_rows_of_one_number_are_the_parts_of_one_item(tiny: Path) -> None:
    items = read_pack(tiny).plans[0].items
    assert [item.no for item in items] == ["1", "2", "3"]
    assert (items[1].depth, items[1].marked) == (1, True)
    assert items[0].parts[0].name == ""
    first, second = items[2].parts
    assert (first.name, second.name) == ("化学需氧量", "氮氧化物")
    assert (second.target, second.shares_target) == ("完成省下达任务", True)
    assert second.nature is Nature.BINDING
    assert second.source == "A 表1 第3行"


def test_that_an_observation_keeps_its_text_and_status(tiny: Path) -> None:
    level, growth = read_pack(tiny).observations
    assert (level.quantity.text, str(level.quantity.value)) == ("29.0", "29.0")
    assert (growth.key.measure, growth.status) == (Measure.GROWTH, ObsStatus.ESTIMATED)
    assert (growth.quantity.text, growth.quantity.unit) == ("1,234.50", "%")


def test_that_groups_agencies_figures_and_overrides_may_be_absent(tiny: Path) -> None:
    change(tiny, "indicators.csv", ",TJJ", ",")
    for file in ("groups.csv", "agencies.csv", "observations.csv", "overrides.csv"):
        (tiny / file).unlink()
    pack = read_pack(tiny)
    assert (pack.groups, pack.agencies, pack.observations, pack.overrides) == ((), (), (), ())


@pytest.mark.parametrize("encoding", ("utf-8-sig", "gb18030"))
@pytest.mark.parametrize("newline", ("\n", "\r\n"))
def test_that_files_saved_by_a_spreadsheet_are_read_alike(tiny: Path, encoding: str, newline: str) -> None:
    expected = read_pack(tiny)
    for file in TINY:
        text = (tiny / file).read_text("utf-8")
        (tiny / file).write_bytes(text.replace("\n", newline).encode(encoding))
    assert read_pack(tiny) == expected


def test_that_empty_rows_and_columns_left_by_a_spreadsheet_are_passed_over(tiny: Path) -> None:
    expected = read_pack(tiny)
    text = (tiny / "agencies.csv").read_text("utf-8")
    padded = "".join(f"{line},,\n" for line in text.splitlines()) + ",,,,\n\n"
    (tiny / "agencies.csv").write_text(padded, "utf-8")
    assert read_pack(tiny) == expected


MISTAKES = [
    # file, old, new, line, part of the sentence
    ("regions.csv", "short_name,level", "short_name,grade,level", 1, "没有“grade”这一列"),
    ("regions.csv", "code,name,short_name,level", "code,name,short_name,kind", 1, "缺少列：level"),
    ("regions.csv", "code,name,short_name", "code,name,name", 1, "“name”这一列出现了不止一次"),
    ("regions.csv", "331001,东区", "331000,东区", 4, "“331000”与第3行重复"),
    ("regions.csv", "331001,东区", "331001,小城市", 4, "“小城市”与第3行重复"),
    ("regions.csv", "county,331000", "county,331009", 4, "“331009”在 regions.csv 里没有"),
    ("regions.csv", "province,,1", "province,331000,1", 2, "绕回了自己"),
    ("regions.csv", "county", "country", 4, "应为province（省）"),
    ("regions.csv", "county,331000,1", "county,331000,对", 4, "应为 1（是）或 0（否）"),
    ("regions.csv", "331001,东区,东区", "331001,,东区", 4, "“name”一栏是空的"),
    ("regions.csv", "331001,东区", "3.31E+05,东区", 4, "像是被表格软件改过"),
    ("regions.csv", "331001,东区,东区", "331001,东,区,东区", 4, "比首行多出1格"),
    ("regions.csv", "331001,东区,东区", "331001,东区", 4, "比首行少1格"),
    ("regions.csv", "331001,东区", '331001,"东区', 4, "英文双引号不成对"),
    ("groups.csv", "331001", "331001|331099", 2, "“331099”在 regions.csv 里没有"),
    ("agencies.csv", "TJJ,市统计局,统计局", "TJJ,市统计局,统计局\nTJJ,市发展改革委,", 3, "“TJJ”与第2行重复"),
    ("indicators.csv", "COD,化学", "GDP,化学", 5, "“GDP”与第2行重复"),
    ("indicators.csv", "制造业投资,,", "制造业投资,面上 投资,", 4, "“面上 投资”已是第3行“固定资产投资”的名称或别名"),
    ("indicators.csv", "current,FAI,", "current,FIA,", 4, "“FIA”在 indicators.csv 里没有"),
    ("indicators.csv", ",TJJ", ",TJ", 2, "“TJ”在 agencies.csv 里没有"),
    ("indicators.csv", "越大越好", "大好", 3, "应为up（越大越好）"),
    ("indicators.csv", "1,up,ytd,comparable", "1,up,月累,comparable", 2, "“accumulation”一栏写的是“月累”"),
    ("indicators.csv", "comparable", "可比", 2, "“price_basis”一栏写的是“可比”"),
    ("indicators.csv", "亿元,1,up,ytd,comparable", "亿元,一,up,ytd,comparable", 2, "应为 0、1、2 这样的整数"),
    ("pack.toml", 'home = "331000"', 'home = "339999"', 4, "首页地区“339999”"),
    ("pack.toml", 'plan = "2023"', 'plan = "2032"', 5, "首页计划“2032”"),
    ("pack.toml", 'version = "1"', "version = 1", 3, "“version”应为用英文双引号括起的文字"),
    ("pack.toml", 'name = "小城数据包"\n', "", 1, "缺少“name”"),
    ("pack.toml", 'title = "小城统计公报"', 'titel = "小城统计公报"', 9, "没有“titel”这一项"),
    ("pack.toml", "[[documents]]", '[[documents]]\nkey = "A"\ntitle = "公报"\n[[documents]]', 11, "代号“A”重复"),
    ("pack.toml", 'plan = "2023"', "plan = “2023”", 5, "不合TOML写法"),
    ("plans/2023.toml", 'region = "331000"', 'region = "331009"', 3, "地区“331009”"),
    ("plans/2023.toml", 'document = "A"', 'document = "B"', 6, "来源文件“B”"),
    ("plans/2023.toml", "last_year = 2023", "last_year = 2022", 5, "“last_year”早于“first_year”"),
    ("plans/2023.toml", "last_year = 2023", "last_year = 20233", 5, "1900 到 2100"),
    ("plans/2023.toml", '"0.07"', '"7%"', 10, "“nearly_tolerance”应为0.05 这样的数"),
    ("plans/2023.toml", '"0.07"', '"7"', 10, "0 到 1 之间的数"),
    ("plans/2023.toml", "notes", "note", 8, "没有“note”这一项"),
    ("plans/2023.csv", "2,经济,制造业投资", "0,经济,制造业投资", 3, "序号“0”排在“1”之后"),
    ("plans/2023.csv", "3,,,,,氮氧化物", "1,,,,,氮氧化物", 5, "序号“1”在第2行已有"),
    ("plans/2023.csv", "3,,,,,氮氧化物", "3,,污染物,,,氮氧化物", 5, "有两个名称"),
    ("plans/2023.csv", "3,,,,,氮氧化物", "3,,,,,", 5, "每行的“part”一栏都要写分项名"),
    ("plans/2023.csv", "1,1,,FAI_MFG", "1,1,甲,FAI_MFG", 3, "“part”一栏应为空"),
    ("plans/2023.csv", "FAI_MFG,亿元", "FAI_MFH,亿元", 3, "“FAI_MFH”在 indicators.csv 里没有"),
    ("plans/2023.csv", "FAI_MFG,亿元", "GDP,亿元", 3, "一个计划里只能出现一次"),
    ("plans/2023.csv", "预期性", "预期", 2, "应为expected（预期性）"),
    ("plans/2023.csv", "预期性,0", "预期性,1", 2, "首行不能这样写"),
    ("plans/2023.csv", "吨,,约束性,1", "吨,1200,约束性,1", 5, "目标与上一行合并，却写成“1200”"),
    ("observations.csv", "331000,GDP,2023,level", "331009,GDP,2023,level", 2, "“331009”在 regions.csv 里没有"),
    ("observations.csv", "331000,GDP,2023,level", "331000,GPD,2023,level", 2, "“GPD”在 indicators.csv 里没有"),
    ("observations.csv", "GDP,2023,level", "GDP,2023-13,level", 2, "看不懂时期“2023-13”"),
    ("observations.csv", "GDP,2023,level", "GDP,Jun-23,level", 2, "像是被表格软件改过"),
    ("observations.csv", "2023,level", "2023,水平", 2, "“measure”一栏写的是“水平”"),
    ("observations.csv", "2023,level", "2023,growth", 3, "与第2行是同一个数"),
    ("observations.csv", "亿元,A,", "亿元,Z,", 2, "“status”一栏写的是“Z”"),
    ("observations.csv", "29.0", "", 2, "“text”一栏是空的"),
    ("observations.csv", "29.0", "#REF!", 2, "像是被表格软件改过"),
    ("observations.csv", '"1,234.50"', "1,234.50", 3, "比首行多出1格"),
    ("observations.csv", '"1,234.50"', '"1,234".50', 3, "英文双引号不成对"),
    ("overrides.csv", "2023,331000", "2032,331000", 2, "“2032”在 plans 文件夹 里没有"),
    ("overrides.csv", "331000,1", "331000,9", 2, "“9”在 计划 2023 的序号 里没有"),
    ("overrides.csv", "achieved", "done", 2, "应为achieved（完成）"),
    ("overrides.csv", "口径调整", "", 2, "“reason”一栏是空的"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "said"), MISTAKES)
def test_that_a_mistake_is_named_with_file_and_line(
    tiny: Path, file: str, old: str, new: str, line: int, said: str
) -> None:
    change(tiny, file, old, new)
    found = [mistake for mistake in check_pack(tiny) if said in mistake.sentence]
    assert [(mistake.file, mistake.line, mistake.is_warning) for mistake in found] == [(file, line, False)]
    with pytest.raises(PackError):
        read_pack(tiny)


@pytest.mark.parametrize(("sign", "word"), ((";", "分号"), ("\t", "制表符"), ("，", "全角逗号")))
def test_that_another_separator_is_named(tiny: Path, sign: str, word: str) -> None:
    (tiny / "agencies.csv").write_text(TINY["agencies.csv"].replace(",", sign), "utf-8")
    first = check_pack(tiny)[0]
    assert (first.file, first.line) == ("agencies.csv", 1)
    assert word in first.sentence


def test_that_a_file_in_no_known_encoding_is_told_to_be_saved_as_utf8(tiny: Path) -> None:
    whole = TINY["observations.csv"].encode()
    for data, line in [
        (whole.replace("快报".encode(), "快报".encode()[:-1]), 3),  # a cut character of UTF-8
        (whole.decode().encode("utf-16"), 1),
        (b"PK\x03\x04\0\0", 1),
    ]:
        (tiny / "observations.csv").write_bytes(data)
        first = check_pack(tiny)[0]
        assert (first.file, first.line) == ("observations.csv", line)
        assert "另存为UTF-8" in first.sentence


@pytest.mark.parametrize(
    "file", ("pack.toml", "regions.csv", "indicators.csv", "plans/2023.toml", "plans/2023.csv")
)
def test_that_a_missing_file_is_named(tiny: Path, file: str) -> None:
    (tiny / file).unlink()
    assert [mistake.sentence for mistake in check_pack(tiny) if mistake.file == file] == [
        "缺少这个文件，请补上。"
    ]
    with pytest.raises(PackError, match="没有载入"):
        read_pack(tiny)


@pytest.mark.parametrize("file", ("regions.csv", "plans/2023.csv"))
def test_that_an_empty_file_is_named(tiny: Path, file: str) -> None:
    (tiny / file).write_bytes(b"")
    assert any(mistake.file == file and "空的" in mistake.sentence for mistake in check_pack(tiny))


def test_that_a_folder_without_anything_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WzdeskError) as caught:
        read_pack(tmp_path / "nowhere")
    assert "pack.toml 第1行：缺少这个文件" in caught.value.sentence


def test_that_words_in_place_of_a_figure_are_only_warned_about(tiny: Path) -> None:
    change(tiny, "observations.csv", "29.0", "另行说明")
    (warning,) = check_pack(tiny)
    assert (warning.file, warning.line, warning.is_warning) == ("observations.csv", 2, True)
    assert read_pack(tiny).observations[0].quantity.text == "另行说明"


def test_that_all_mistakes_travel_with_the_refusal(tiny: Path) -> None:
    change(tiny, "indicators.csv", "越大越好", "大好")
    change(tiny, "observations.csv", "29.0", "")
    with pytest.raises(PackError) as caught:
        read_pack(tiny)
    assert [(mistake.file, mistake.line) for mistake in caught.value.mistakes] == [
        ("indicators.csv", 3),
        ("observations.csv", 2),
    ]
    assert "indicators.csv 第3行：" in caught.value.sentence
    assert "另有1处" in caught.value.sentence


def test_that_two_plans_of_one_code_are_refused(tiny: Path) -> None:
    for ending in ("toml", "csv"):
        (tiny / f"plans/copy.{ending}").write_text(TINY[f"plans/2023.{ending}"], "utf-8")
    (mistake,) = check_pack(tiny)
    assert (mistake.file, mistake.line) == ("plans/copy.toml", 1)
