"""Tables of yearbooks: broken headings, two languages, indents, units in brackets."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, tree
from tests.excel.golden.made.words import COUNTIES, blank, many


@book("yearbook", ".xls")
def yearbook_broken_heading(made_book: Book) -> None:
    page = made_book.page("13-2")
    page.line(1, "13-2  规模以上工业企业主要经济指标(2023年)")
    page.line(2, "Main Economic Indicators of Industrial Enterprises above Designated Size (2023)")
    page.line(4, "单位：亿元")
    page.line(4, "(100 million yuan)", 7)
    head = (
        "|企业单|工业总||流动资|固定资|利润",
        "行    业|位数|产  值|资产总|产合计|产原价|总额",
        "|(个)||计|||",
        "Sector|Number of|Gross|Total|Total|Original|Total",
        "|Enterprises|Output|Assets|Current|Value of|Profits",
        "|(unit)|Value||Assets|Fixed Assets|",
    )
    rows = tree(
        "总    计\n.煤炭开采和洗选业\n.农副食品加工业\n.食品制造业\n.纺织业\n.皮革、毛皮、羽毛及其制品和制鞋业\n.化学原料及化学制品制造业\n.通用设备制造业\n.电气机械及器材制造业"
    )
    page.table(
        Table(
            head,
            1,
            "v0 v2 v2 v2 v2 v2",
            rows,
            top=5,
            framed=False,
            titles=("13-2  规模以上工业企业主要经济指标(2023年)",),
            units=("亿元", "亿元(100 million yuan)"),
        )
    )


@book("yearbook", ".xls")
def yearbook_units_in_brackets(made_book: Book) -> None:
    page = made_book.page("12-9")
    page.line(1, "12-9  主要农产品产量", 1, 9, bold=True)
    head = (
        "年   份|粮  食|油  料|#花  生|棉  花|甘  蔗|水  果|茶  叶|水产品",
        "|(万吨)|(万吨)||(吨)|(万吨)|(万吨)|(吨)|(万吨)",
    )
    rows: list[Row] = []
    for year in (1978, 1980, 1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2021, 2022, 2023):
        rows.append(Row((year,), (str(year),)))
        if year in {1995, 2020}:
            rows.append(blank())
    page.table(Table(head, 1, many("v2", 8), rows, top=3, framed=False, titles=("12-9  主要农产品产量",)))


@book("yearbook")
def yearbook_bilingual(made_book: Book) -> None:
    page = made_book.page("2-1")
    page.line(1, "2-1  人口数及构成", 1, 8)
    page.line(2, "Population and Its Composition", 1, 8)
    page.line(3, "单位：万人")
    page.line(3, "(10 000 persons)", 8)
    head = (
        "年  份|总人口|按性别分|<|<|<|按城乡分|<",
        "Year|(年末)|男|<|女|<|城镇|乡村",
        "|Total|Male|<|Female|<|Urban|Rural",
        "|Population|人口数|比重(%)|人口数|比重(%)||",
        "|(year-end)|Population|Proportion|Population|Proportion||",
    )
    rows = [Row((year,), (str(year),)) for year in (1990, 1995, 2000, 2005, 2010, 2015, *range(2019, 2024))]
    page.table(
        Table(
            head,
            1,
            "v0 v0 pct v0 pct v0 v0",
            rows,
            top=4,
            titles=("2-1  人口数及构成",),
            units=("万人", "万人(10 000 persons)"),
        )
    )


@book("yearbook", ".xls")
def yearbook_spaced_regions(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "8-5  各 地 区 一 般 公 共 预 算 收 入 (2023年)", 1, 7)
    page.line(2, "单位：亿元", 7)
    head = ("地  区|一般公共|税收收入|#国内|#企业|#个人|非税收入", "|预算收入||增值税|所得税|所得税|")
    names = (
        "全 国 总 计",
        "地 方 合 计",
        "北    京",
        "天    津",
        "河    北",
        "山    西",
        "内 蒙 古",
        "辽    宁",
        "吉    林",
        "黑 龙 江",
    )
    rows: list[Row] = []
    for name in names:
        rows.append(Row((name,), (name,)))
        if name in {"地 方 合 计", "内 蒙 古"}:
            rows.append(blank())
    page.table(
        Table(
            head,
            1,
            many("v2", 6),
            rows,
            top=3,
            framed=False,
            titles=("8-5  各 地 区 一 般 公 共 预 算 收 入 (2023年)",),
            units=("亿元",),
        )
    )


@book("yearbook")
def yearbook_numbered(made_book: Book) -> None:
    page = made_book.page("国民经济主要指标")
    page.line(1, "1-1  国民经济和社会发展总量与速度指标", 1, 7)
    head = ("指    标|单位|总量指标|<|<|2023年为下列各年%|<", "^|^|2000年|2020年|2023年|2000年|2022年")
    groups = (
        (
            "一、人口与就业",
            (
                ("（一）人口", ("1.年末户籍人口", "2.年末常住人口")),
                ("（二）就业", ("1.从业人员", "2.城镇登记失业人员")),
            ),
        ),
        ("二、国民经济核算", (("（一）地区生产总值", ("1.第一产业", "2.第二产业", "3.第三产业")),)),
        (
            "三、财政金融",
            (("（一）财政收入", ()), ("（二）年末存款余额", ("1.住户存款", "2.非金融企业存款"))),
        ),
    )
    rows = []
    for part, smaller in groups:
        rows.append(Row((part, None), (part,), (None,) * 5, judged=False))
        for piece, leaves in smaller:
            rows.append(Row((piece, "亿元"), (part, piece)))
            rows.extend(Row((leaf, "万人"), (part, piece, leaf)) for leaf in leaves)
    page.table(
        Table(head, 2, "v1 v1 v1 g1 g1", rows, top=2, titles=("1-1  国民经济和社会发展总量与速度指标",))
    )


@book("yearbook")
def yearbook_indent(made_book: Book) -> None:
    page = made_book.page("5-3")
    page.line(1, "5-3  固定资产投资（不含农户）增长速度", 1, 4)
    page.line(2, "单位：%", 4)
    spec = "固定资产投资\n.国有控股\n.民间投资\n.第一产业\n.第二产业\n..工业\n...采矿业\n...制造业\n..建筑业\n.第三产业\n..批发和零售业\n..房地产业\n房地产开发投资\n.住宅"
    page.table(
        Table(
            ("指      标|2021年|2022年|2023年",),
            1,
            "g g g",
            tree(spec, "indent"),
            top=3,
            titles=("5-3  固定资产投资（不含农户）增长速度",),
            units=("%",),
        )
    )


@book("yearbook", ".xls")
def yearbook_formatted_wide(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.formatted_width = 256
    page.line(1, "6-4  分行业能源消费总量")
    page.line(3, "单位：万吨标准煤")
    spec = "消 费 总 量\n农、林、牧、渔业\n工业\n.采矿业\n..煤炭开采和洗选业\n..石油和天然气开采业\n.制造业\n..纺织业\n..造纸及纸制品业\n建筑业\n生活消费"
    rows = [blank(), *tree(spec, "blanks")]
    head = "行          业|" + "|".join(str(year) for year in (2005, 2010, 2015, 2020, 2021, 2022, 2023))
    page.table(
        Table(
            (head,),
            1,
            many("v2", 7),
            rows,
            top=4,
            framed=False,
            titles=("6-4  分行业能源消费总量",),
            units=("万吨标准煤",),
            header_also=((4, 5),),
        )
    )


@book("yearbook")
def yearbook_english_column(made_book: Book) -> None:
    page = made_book.page("7-2")
    page.line(1, "7-2  各行业用电量")
    page.line(2, "Electricity Consumption by Sector")
    page.line(3, "单位：亿千瓦小时")
    pairs = (
        ("全社会用电总计", "Total", 0),
        ("A、全行业用电合计", "Sub-total of Industries", 1),
        ("第一产业", "Primary Industry", 2),
        ("第二产业", "Secondary Industry", 2),
        ("第三产业", "Tertiary Industry", 2),
        ("B、城乡居民生活用电合计", "Residential", 1),
        ("城镇居民", "Urban Households", 2),
        ("乡村居民", "Rural Households", 2),
    )
    rows, above = list[Row](), list[str]()
    for name, english, depth in pairs:
        above = [*above[:depth], name]
        rows.append(Row(("  " * depth + name, "  " * depth + english), tuple(above)))
    page.table(
        Table(
            ("指  标|Item|2021|2022|2023|2023年比上年增长(%)",),
            2,
            "v2 v2 v2 g",
            rows,
            top=4,
            titles=("7-2  各行业用电量",),
            units=("亿千瓦小时",),
        )
    )


@book("yearbook")
def yearbook_seven_rows(made_book: Book) -> None:
    page = made_book.page("10-6")
    page.line(1, "10-6  各县(市、区)教育情况(2023年)", 1, 9)
    head = (
        "|普通中学|<|<|<|小  学|<|<|<",
        "地  区|学校数|在校|专任|每一教|学校数|在校|专任|每一教",
        "||学生|教师|师负担|^|学生|教师|师负担",
        "|(所)|数|数|学生数|(所)|数|数|学生数",
        "||(人)|(人)|(人)||(人)|(人)|(人)",
    )
    rows = [
        Row(("全    市",), ("全    市",), bold=True),
        *(Row((f"  {name}",), ("全    市", name), also=((name,),)) for name in COUNTIES.split()),
    ]
    words = {5: ("小  学", "学校数", "(所)")}
    page.table(
        Table(
            head, 1, many("v0", 8), rows, top=2, words=words, titles=("10-6  各县(市、区)教育情况(2023年)",)
        )
    )


@book("yearbook", ".xls")
def yearbook_continued(made_book: Book) -> None:
    page = made_book.page("3-7")
    head = ("行   业|单位数|从业人员|营业收入|营业成本|利润总额", "|(个)|(人)|(万元)|(万元)|(万元)")
    names = [f"行业{letter}制造业" for letter in "甲乙丙丁戊己庚辛壬癸"]
    page.line(1, "3-7  按行业分规模以上企业财务状况", 1, 6)
    rows = [Row((name,), (name,)) for name in ["总    计", *names[:5]]]
    after = page.table(
        Table(head, 1, "v0 v0 v1 v1 v1", rows, top=3, titles=("3-7  按行业分规模以上企业财务状况",))
    )
    page.line(after + 1, "3-7  续表", 1, 6)
    rows = [Row((name,), (name,)) for name in names[5:]]
    page.table(
        Table(
            head,
            1,
            "v0 v0 v1 v1 v1",
            rows,
            top=after + 3,
            titles=("3-7  续表", "3-7  按行业分规模以上企业财务状况"),
        )
    )


@book("yearbook")
def yearbook_unit_in_title(made_book: Book) -> None:
    page = made_book.page("4-8")
    title = "4-8  历年财政收支（单位：亿元）"
    page.line(1, title, 1, 6)
    page.line(2, "（1978—2023年）", 1, 6)
    head = ("年份|一般公共\n预算收入|增长速度\n（%）|一般公共\n预算支出|增长速度\n（%）|收支差额",)
    rows = [Row((f"{year}年",), (f"{year}年",)) for year in (1978, 1985, 1990, 1995, 2000, 2010, 2020, 2023)]
    page.table(
        Table(head, 1, "v2 g v2 g g", rows, top=3, titles=(title, "4-8  历年财政收支"), units=("亿元",))
    )


@book("yearbook", ".xls")
def yearbook_two_level_regions(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "11-3  分市、县（区）土地面积和人口密度")
    page.line(2, "（2023年末）")
    head = ("地    区|土地面积|年末常住|人口密度", "|(平方公里)|人口(万人)|(人/平方公里)")
    spec = "全 省 总 计\n杭 州 市\n.市 区\n.桐 庐 县\n.淳 安 县\n宁 波 市\n.市 区\n.象 山 县\n温 州 市\n.市 区\n.永 嘉 县\n.平 阳 县\n.泰 顺 县"
    page.table(
        Table(
            head,
            1,
            "v0 v2 v1",
            tree(spec, "wide"),
            top=4,
            framed=False,
            titles=("11-3  分市、县（区）土地面积和人口密度",),
        )
    )


@book("yearbook")
def yearbook_including(made_book: Book) -> None:
    page = made_book.page("9-4")
    page.line(1, "9-4  限额以上批发零售业商品销售额", 1, 4)
    page.line(2, "单位：万元", 4)
    spec = "合    计\n.#零售额\n.一、粮油、食品类\n..其中：粮油类\n..      肉禽蛋类\n..      水产品类\n.二、饮料类\n.三、烟酒类"
    rows = tree(spec, "blanks")
    rows = [Row(row.labels, tuple(word.strip() for word in row.path or ())) for row in rows]
    parent = ("合    计", "一、粮油、食品类")
    for at in (4, 5):
        name = str(rows[at].labels[0]).strip()
        rows[at] = Row(rows[at].labels, (*parent, name), also=((*parent, "其中：粮油类", name),))
    page.table(
        Table(
            ("类   别|2022年|2023年|增长（%）",),
            1,
            "v0 v0 g",
            rows,
            top=3,
            titles=("9-4  限额以上批发零售业商品销售额",),
            units=("万元",),
        )
    )
