from wzdesk.domain.find import FindIndex, Thing


def thing(kind: str, name: str, code: str = "", *names: str) -> Thing:
    return Thing(kind, name, None, code=code, names=names)


INDEX = FindIndex(
    [
        thing("指标", "人均地区生产总值", "GDP_PC"),
        thing("指标", "地区生产总值(GDP)", "GDP", "生产总值"),
        thing("指标", "城市细颗粒物(PM2.5)平均浓度", "PM25"),
        thing("地区", "平阳县", "330326", "平阳"),
        thing("地区", "苍南县", "330327", "苍南"),
        thing("命令", "打印"),
    ]
)


def names(query: str) -> list[str]:
    return [thing.name for found in INDEX.find(query) for thing in found.things]


def test_that_a_name_is_found_by_words_initials_and_code() -> None:
    assert names("dqsczz")[0] == "地区生产总值(GDP)"
    assert names("地区生产")[0] == "地区生产总值(GDP)"
    assert names("330326") == ["平阳县"]
    assert names("py") == ["平阳县"]
    assert names("DY") == ["打印"]


def test_that_the_exact_code_comes_before_names_that_hold_it() -> None:
    assert names("gdp") == ["地区生产总值(GDP)", "人均地区生产总值"]


def test_that_full_width_signs_are_read_as_meant() -> None:
    assert names("ＰＭ２．５") == ["城市细颗粒物(PM2.5)平均浓度"]


def test_that_the_kind_with_the_best_hit_comes_first_and_each_kind_is_cut() -> None:
    index = FindIndex([thing("指标", f"平均{number}") for number in range(9)] + [thing("地区", "平阳县")])
    found = index.find("平阳", 3)
    assert [one.kind for one in found] == ["地区"]
    found = index.find("p", 3)
    assert {one.kind: len(one.things) for one in found} == {"指标": 3, "地区": 1}


def test_that_nothing_typed_finds_nothing() -> None:
    assert INDEX.find("  ") == []
    assert INDEX.find("没有的词") == []
