"""More than one table on a sheet: side by side, one below the other, one over several pages."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain
from tests.excel.golden.made.words import CITIES, COUNTIES, PROVINCES, named


@book("two blocks")
def blocks_with_spacer(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "各省（区、市）GDP增速", 1, 7)
    left, right = PROVINCES.split()[:6], PROVINCES.split()[6:]
    page.widths = {4: 2}
    titles = ("各省（区、市）GDP增速",)
    for start, names in ((1, left), (5, right)):
        rows = [Row((name,), (name,)) for name in names]
        page.table(Table(("地区|总量（亿元）|增速（%）",), 1, "v1 g", rows, top=2, left=start, titles=titles))


@book("two blocks", ".xls")
def blocks_touching(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "2023年主要指标完成情况", 1, 8)
    titles = ("2023年主要指标完成情况",)
    left = ("地区生产总值", "规上工业增加值", "固定资产投资", "进出口总额", "出口额")
    right = ("财政总收入", "税收收入", "城镇新增就业", "空气优良率", "单位GDP能耗")
    for start, names in ((1, left), (5, right)):
        rows = [Row((name, "亿元"), (name,)) for name in names]
        page.table(Table(("指标名称|单位|目标|实绩",), 2, "v1 v1", rows, top=2, left=start, titles=titles))


@book("two blocks")
def blocks_different(made_book: Book) -> None:
    page = made_book.page("对照")
    page.line(1, "收入", 1, 3)
    page.line(1, "人口", 6, 9)
    page.table(Table(("地区|收入（元）|增速（%）",), 1, "v0 g", plain(COUNTIES), top=2, titles=("收入",)))
    page.table(
        Table(
            ("街道|户数|人口|<", "^|^|男|女"),
            1,
            "v0 v0 v0",
            plain("五马街道 松台街道 南汇街道 蒲鞋市街道 滨江街道"),
            top=2,
            left=6,
            titles=("人口",),
        )
    )


@book("repeated heading")
def pages_repeat(made_book: Book) -> None:
    page = made_book.page("打印")
    page.line(1, "全市重点企业产值情况表", 1, 6)
    page.line(2, "单位：万元", 6)
    head = ("序号|企业名称|所在地|产值|<|税收", "^|^|^|本月|累计|^")
    top = 3
    for sheet in range(3):
        names = [f"温州第{sheet * 8 + at}机械有限公司" for at in range(1, 9)]
        rows = [Row((sheet * 8 + at, name), (name,)) for at, name in enumerate(names, 1)]
        after = page.table(
            Table(
                head,
                2,
                "t:鹿城区,龙湾区 v0 v0 v1",
                rows,
                top=top,
                titles=("全市重点企业产值情况表", "（续表）", "续表"),
                units=("万元", ""),
            )
        )
        if sheet == 0:
            page.line(after, "（续表）", 1, 6)
            top = after + 1
        else:
            top = after


@book("several tables")
def several_titled(made_book: Book) -> None:
    page = made_book.page("快报")
    after = 1
    for title, unit, head, fills, names in (
        (
            "表1  工业生产情况",
            "单位：亿元",
            "指标|9月|1-9月|同比（%）",
            "v1 v1 g",
            "工业总产值 工业增加值 新产品产值",
        ),
        (
            "表2  社会消费品零售情况",
            "单位：亿元",
            "指标|本月|本月止累计|累计增长%",
            "v1 v1 g",
            "社会消费品零售总额 #限额以上 批发业销售额",
        ),
        ("表3  对外贸易", "单位：亿美元", "项目|累计|增减%", "v2 g", "进出口总额 出口 进口"),
    ):
        page.line(after, title, 1, 4, bold=True)
        page.line(after + 1, unit, len(head.split("|")))
        rows = [Row((name,), (name,)) for name in names.split()]
        after = (
            page.table(Table((head,), 1, fills, rows, top=after + 2, titles=(title,), units=(unit[3:],))) + 1
        )


@book("several tables", ".xls")
def several_blank_row(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    after = page.table(
        Table(
            ("年份|出生率|死亡率|自然增长率",),
            1,
            "g1 g1 g1",
            [Row((year,), (str(year),)) for year in range(2015, 2024)],
        )
    )
    after = page.table(Table(("地区|2022年|2023年",), 1, "v1 v1", plain("温州 台州 丽水"), top=after + 1))
    page.table(
        Table(
            ("行业|企业数|从业人员|营业收入|利润",),
            1,
            "v0 v0 v1 v1",
            plain("电气 鞋革 服装 泵阀 汽摩配"),
            top=after + 1,
        )
    )


@book("several tables")
def several_sheets(made_book: Book) -> None:
    for year in (2021, 2022, 2023):
        page = made_book.page(str(year))
        rows = [Row((at, name), (name,)) for at, name in enumerate(CITIES.split(), 1)]
        page.table(Table(("名次|城市|GDP（亿元）|名义增量|实际增速",), 2, "v1 v1 pct", rows))


@book("two blocks", ".xls")
def years_in_two_blocks(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "历年户籍人口", 1, 6)
    page.line(2, "单位：万人", 6)
    for start, first in ((1, 1990), (4, 2006)):
        rows = [Row((year,), (str(year),)) for year in range(first, first + 16)]
        page.table(
            Table(
                ("年份|总人口|#女性",),
                1,
                "v2 v2",
                rows,
                top=3,
                left=start,
                titles=("历年户籍人口",),
                units=("万人",),
            )
        )


@book("two blocks")
def three_blocks(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "各县（市、区）PM2.5均值及排名", 1, 9)
    names = COUNTIES.split()
    for block in range(3):
        rows = [
            Row((at + block * 4 + 1, name), (name,))
            for at, name in enumerate(names[block * 4 : block * 4 + 4])
        ]
        page.table(
            Table(
                ("排名|地区|PM2.5均值",),
                2,
                "v1",
                rows,
                top=2,
                left=1 + block * 3,
                titles=("各县（市、区）PM2.5均值及排名",),
            )
        )


@book("two blocks")
def income_and_outgo(made_book: Book) -> None:
    page = made_book.page("收支总表")
    page.line(1, "部门收支预算总表", 1, 4, bold=True)
    page.line(2, "部门：市统计局")
    page.line(2, "单位：元", 4)
    page.line(3, "收　　入", 1, 2)
    page.line(3, "支　　出", 3, 4)
    income = (
        ("一、财政拨款", 0),
        ("一般公共预算", 1),
        ("政府性基金", 1),
        ("二、事业收入", 0),
        ("本年收入合计", 0),
    )
    outgo = (
        ("一、一般公共服务支出", 0),
        ("二、社会保障支出", 0),
        ("三、卫生健康支出", 0),
        ("四、住房保障支出", 0),
        ("本年支出合计", 0),
    )
    for start, names, group in ((1, income, "收　　入"), (3, outgo, "支　　出")):
        rows, above = list[Row](), list[str]()
        for name, depth in names:
            above = [*above[:depth], name]
            rows.append(Row(("    " * depth + name,), tuple(above)))
        page.table(
            Table(
                ("项目|预算数",),
                1,
                "money",
                rows,
                top=4,
                left=start,
                titles=("部门收支预算总表", group),
                units=("元",),
                also={1: ((group, "预算数"),)},
                header_also=((3, 4),),
            )
        )


@book("several tables")
def stacked_without_gap(made_book: Book) -> None:
    page = made_book.page("简报")
    after = 1
    for title, head, fills, names in (
        ("一、工业", "指标|单位|9月|1-9月|增长%", "v1 v1 g", "工业用电量 工业增加值"),
        ("二、投资", "指标|单位|1-9月|增长%|占比%", "v1 g g1", "固定资产投资 民间投资 房地产投资"),
        ("三、金融", "指标|单位|月末余额|比年初|增长%", "v1 v1 g", "存款 贷款"),
    ):
        page.line(after, title, 1, 5, bold=True)
        after = page.table(Table((head,), 2, fills, named(names, "亿元"), top=after + 1, titles=(title,)))


@book("several tables", ".xls")
def several_other_widths(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "附表1：财政收入", 1)
    after = page.table(
        Table(
            ("地区|本月|累计|增长%",),
            1,
            "v1 v1 g",
            plain("全市 市区 县域"),
            top=2,
            titles=("附表1：财政收入",),
        )
    )
    page.line(after + 1, "附表2：用电量（单位：万千瓦时）", 1)
    head = ("行业|9月|<|1—9月|<", "^|用电量|增长%|用电量|增长%")
    page.table(
        Table(
            head,
            1,
            "v0 g v0 g",
            plain("全社会 第一产业 第二产业 第三产业 居民生活"),
            top=after + 2,
            titles=("附表2：用电量（单位：万千瓦时）", "附表2：用电量"),
            units=("", "万千瓦时"),
        )
    )


@book("repeated heading")
def repeat_with_carry(made_book: Book) -> None:
    page = made_book.page("打印")
    head = ("项目名称|总投资|本年计划|<|备注", "^|^|计划数|完成数|^")
    top, title = 3, "2024年水利项目投资完成情况表"
    page.line(1, title, 1, 5)
    page.line(2, "单位：万元", 5)
    for sheet, names in enumerate(
        (("温瑞平原排涝", "飞云江治理", "过次页"), ("承前页", "南塘河整治", "海塘安澜", "合计"))
    ):
        if sheet:
            page.line(top, title, 1, 5)
            page.line(top + 1, "单位：万元", 5)
            top += 2
        rows = [Row((name,), (name,)) for name in names]
        top = page.table(Table(head, 1, "v0 v0 v0 -", rows, top=top, titles=(title,), units=("万元",)))
