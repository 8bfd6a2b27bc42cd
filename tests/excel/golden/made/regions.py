"""Regions or years along one side, indicators or measures along the other."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain
from tests.excel.golden.made.words import CITIES, COUNTIES, many, named


@book("regions matrix")
def regions_units_row(made_book: Book) -> None:
    page = made_book.page("1-9月")
    page.line(1, "2024年1—9月各县（市、区）主要经济指标", 1, 11)
    head = (
        "县（市、区）|GDP|<|<|规上工业增加值|<|<|财政总收入|<|出口总额|<",
        "^|总量|增速|位次|总量|增速|位次|总量|增速|总量|增速",
        "^|亿元|%||亿元|%||亿元|%|亿元|%",
    )
    rows = [
        Row(("全市",), ("全市",)),
        *plain(COUNTIES),
        Row(("（浙南产业集聚区）",), ("（浙南产业集聚区）",)),
        Row(("（瓯江口新区）",), ("（瓯江口新区）",)),
    ]
    after = page.table(
        Table(
            head,
            1,
            "v1 g rank v1 g rank v2 g v2 g",
            rows,
            top=2,
            titles=("2024年1—9月各县（市、区）主要经济指标",),
        )
    )
    page.line(after, "注：括号内数据已含在所在县（市、区）内。", 1, 11)


@book("regions matrix")
def regions_across(made_book: Book) -> None:
    page = made_book.page("横表")
    page.line(1, "各县（市、区）经济社会发展主要指标（2023年）", 1, 15)
    head = ("指标|单位|全市|市区|<|<|<|县（市）|<|<|<|<|<|<|<", f"^|^|^|{COUNTIES.replace(' ', '|')}")
    pairs = (
        ("年末户籍人口", "万人"),
        ("生产总值", "亿元"),
        ("  第一产业", "亿元"),
        ("  第二产业", "亿元"),
        ("人均GDP", "元"),
        ("粮食播种面积", "千公顷"),
        ("医院床位", "张"),
    )
    rows = []
    for name, unit in pairs:
        path = ("生产总值", name.strip()) if name.startswith(" ") else (name,)
        rows.append(Row((name, unit), path))
    page.table(
        Table(head, 2, many("v1", 13), rows, top=2, titles=("各县（市、区）经济社会发展主要指标（2023年）",))
    )


@book("regions matrix")
def regions_centred(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "11市主要经济指标对比")
    head = (
        "|>|生产总值|~|>|工业增加值|~|>|固定资产投资|~",
        "城  市|1-9月|增幅|位次|1-9月|增幅|位次|1-9月|增幅|位次",
        "|（亿元）|（%）||（亿元）|（%）||（亿元）|（%）|",
    )
    rows = [Row(("全  省",), ("全  省",)), *plain(CITIES)]
    page.table(Table(head, 1, "v1 g rank v1 g rank v1 g rank", rows, top=2, titles=("11市主要经济指标对比",)))


@book("regions matrix", ".xls")
def regions_group_at_left(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(2, "各市规模以上工业主要指标", 1)
    page.line(3, "单位：亿元", 7)
    head = ("地区|营业收入|~|利润总额|~|税金总额|~", "|1—8月|±%|1—8月|±%|1—8月|±%")
    page.table(
        Table(
            head,
            1,
            "v2 g v2 g v2 g",
            [*plain("全省"), *plain(CITIES)],
            top=4,
            titles=("各市规模以上工业主要指标",),
            units=("亿元",),
        )
    )


@book("regions matrix", ".xls")
def regions_text_numbers(made_book: Book) -> None:
    page = made_book.page("Sheet1 (3)")
    page.line(1, "全 市 及 各 县（市、区）金 融 情 况", 1, 7)
    page.line(2, "2024年9月末", 1)
    page.line(2, "单位：亿元", 7)
    head = ("地　区|存款余额|<|<|贷款余额|<|<", "^|本月末|比年初|增长％|本月末|比年初|增长％")
    names = ("合　　计", "鹿 城 区", "龙 湾 区", "瓯 海 区", "洞 头 区", "乐 清 市", "瑞 安 市", "（经开区）")
    rows = [Row((name,), (name,)) for name in names]
    page.table(
        Table(
            head,
            1,
            "text wide gap text wide gap",
            rows,
            top=3,
            titles=("全 市 及 各 县（市、区）金 融 情 况",),
            units=("亿元",),
        )
    )


@book("regions matrix")
def regions_years(made_book: Book) -> None:
    page = made_book.page("两年对比")
    page.line(1, "2022—2023年各县（市、区）居民收入", 1, 9)
    head = (
        "地区|2022年|<|<|<|2023年|<|<|<",
        "^|城镇居民|<|农村居民|<|城镇居民|<|农村居民|<",
        "^|绝对值（元）|增速（%）|绝对值（元）|增速（%）|绝对值（元）|增速（%）|绝对值（元）|增速（%）",
    )
    page.table(
        Table(
            head,
            1,
            many("v0 g", 4),
            [*plain("全市"), *plain(COUNTIES)],
            top=2,
            titles=("2022—2023年各县（市、区）居民收入",),
        )
    )


@book("regions matrix")
def regions_in_areas(made_book: Book) -> None:
    page = made_book.page("片区")
    page.line(1, "分片区项目推进情况", 1, 6)
    head = ("片区|县（市、区）|项目数（个）|<|完成投资（亿元）|完成率", "^|^|总数|#开工|^|^")
    rows: list[Row] = [Row(("全市合计", "<"), ("全市合计",))]
    for area, names in (
        ("中心城区", ("鹿城区", "龙湾区", "瓯海区")),
        ("南部", ("平阳县", "苍南县", "龙港市")),
        ("西部", ("文成县", "泰顺县")),
    ):
        for at, name in enumerate((*names, "小计")):
            rows.append(Row(("^" if at else area, name), (area, name)))
    page.table(Table(head, 2, "v0 v0 v2 pct", rows, top=2, titles=("分片区项目推进情况",)))


@book("years and measures")
def measures_by_year(made_book: Book) -> None:
    page = made_book.page("分年")
    page.line(1, "温州市主要经济指标（2021—2023年）", 1, 8)
    head = ("指标名称|单位|2021年|<|2022年|<|2023年|<", "^|^|绝对值|增速(%)|绝对值|增速(%)|绝对值|增速(%)")
    pairs = (
        ("地区生产总值", "亿元"),
        ("第一产业", "亿元"),
        ("第二产业", "亿元"),
        ("社会消费品零售总额", "亿元"),
        ("城镇居民人均可支配收入", "元"),
    )
    page.table(
        Table(
            head,
            2,
            many("v1 g", 3),
            [Row((name, unit), (name,)) for name, unit in pairs],
            top=2,
            titles=("温州市主要经济指标（2021—2023年）",),
        )
    )


@book("years and measures", ".xls")
def measures_unmerged_years(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "财政收支分年情况表")
    page.line(2, "单位：万元")
    head = ("项目|2022|~|2023|~|2024|~", "|预算|执行|预算|执行|预算|1-9月")
    names = "一般公共预算收入 税收收入 非税收入 一般公共预算支出 民生支出"
    page.table(
        Table(head, 1, many("v0", 6), plain(names), top=3, titles=("财政收支分年情况表",), units=("万元",))
    )


@book("regions matrix")
def province_and_city(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    pairs = (
        ("浙江", "杭州"),
        ("浙江", "宁波"),
        ("浙江", "温州"),
        ("江苏", "南京"),
        ("江苏", "苏州"),
        ("江苏", "无锡"),
        ("福建", "福州"),
        ("福建", "厦门"),
    )
    rows = [Row(pair, pair, also=((pair[1],),)) for pair in pairs]
    page.table(Table(("省份|城市|年末人口（万人）|GDP（亿元）|人均GDP（元）",), 2, "v1 v1 v0", rows))


@book("regions matrix", ".xls")
def town_and_village_blank(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "粮食种植面积核实表", 1, 5)
    rows: list[Row] = []
    for town, names in (
        ("昆阳镇", ("城东村", "城西村", "临区村")),
        ("鳌江镇", ("墨城村", "梅溪村")),
        ("水头镇", ("溪心村", "鹤溪村", "詹家埠村")),
    ):
        rows += [Row((None if at else town, name), (town, name)) for at, name in enumerate(names)]
    rows.append(Row(("合计", None), ("合计",)))
    page.table(
        Table(
            ("乡镇|村|早稻（亩）|晚稻（亩）|补贴（元）",),
            2,
            "v0 v0 v1",
            rows,
            top=2,
            titles=("粮食种植面积核实表",),
        )
    )


@book("regions matrix")
def regions_by_indicator_long(made_book: Book) -> None:
    page = made_book.page("长表")
    page.line(1, "分县主要指标历年数据")
    rows: list[Row] = []
    for name in ("鹿城区", "龙湾区", "瓯海区", "洞头区"):
        for at, (what, unit) in enumerate((("生产总值", "亿元"), ("常住人口", "万人"), ("财政收入", "亿元"))):
            rows.append(Row(("^" if at else name, what, unit), (name, what)))
    page.table(
        Table(
            ("地区|指标|单位|2020年|2021年|2022年|2023年",),
            3,
            many("v1", 4),
            rows,
            top=2,
            titles=("分县主要指标历年数据",),
        )
    )


@book("regions matrix", ".xls")
def centred_wide_groups(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "各 市 财 政 收 支 情 况", 1, 9)
    page.line(2, "单位：亿元", 9)
    head = (
        "|>|一般公共预算收入|~|~|>|一般公共预算支出|~|~",
        "地  区|绝对数|位次|增长%|位次|绝对数|位次|增长%|位次",
    )
    page.table(
        Table(
            head,
            1,
            "v1 rank g rank v1 rank g rank",
            plain("杭州 宁波 温州 嘉兴 湖州 绍兴"),
            top=3,
            framed=False,
            titles=("各 市 财 政 收 支 情 况",),
            units=("亿元",),
        )
    )


@book("years and measures", ".xls")
def years_centred_over_three(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "主要工业产品产量", 1, 8)
    head = ("产品名称|单位|>|2022|~|>|2023|~", "||产量|增长|占全省%|产量|增长|占全省%")
    rows = named("服装 皮鞋 低压电器 阀门 合成革 眼镜", "万件")
    page.table(Table(head, 2, "v1 g g1 v1 g g1", rows, top=2, framed=False, titles=("主要工业产品产量",)))


@book("years and measures")
def year_and_quarter_rows(made_book: Book) -> None:
    page = made_book.page("季度")
    page.line(1, "分季度增加值核算结果（亿元）", 1, 5)
    rows: list[Row] = []
    for year in (2022, 2023):
        for at, quarter in enumerate(("一季度", "上半年", "前三季度", "全年")):
            rows.append(Row(("^" if at else f"{year}年", quarter), (f"{year}年", quarter)))
    page.table(
        Table(
            ("年份|时期|第一产业|第二产业|第三产业",),
            2,
            "v1 v1 v1",
            rows,
            top=2,
            titles=("分季度增加值核算结果（亿元）",),
            units=("", "亿元"),
        )
    )
