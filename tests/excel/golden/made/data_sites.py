"""Exports of data sites and platforms, and text files under other names."""

from datetime import date

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain
from tests.excel.golden.made.words import COUNTIES, PROVINCES, many, years


@book("data-site export", ".xls")
def nbs_annual(made_book: Book) -> None:
    page = made_book.page("年度数据")
    page.line(1, "数据库：年度数据")
    page.line(2, "时间：最近10年")
    rows = [
        Row((name,), (name,))
        for name in (
            "年末总人口(万人)",
            "男性人口(万人)",
            "女性人口(万人)",
            "城镇人口(万人)",
            "乡村人口(万人)",
            "人口自然增长率(‰)",
            "居民消费价格指数(上年=100)",
            "国民总收入(亿元)",
        )
    ]
    after = page.table(
        Table((f"指标|{years(2023, 2014)}",), 1, many("v1", 10), rows, top=3, titles=("", "数据库：年度数据"))
    )
    page.line(
        after,
        "注：1.1981年及以前数据为户籍统计数；1982、1990、2000、2010、2020年数据为当年人口普查数据推算数。",
    )
    page.line(after + 1, "　　　2.总人口和按性别分人口中包括现役军人，按城乡分人口中现役军人计入城镇人口。")
    page.line(after + 2, "数据来源：国家统计局")


@book("data-site export")
def nbs_annual_bare(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    rows = plain(
        "国内生产总值(亿元) 第一产业增加值(亿元) 第二产业增加值(亿元) 第三产业增加值(亿元) 人均国内生产总值(元)"
    )
    page.table(Table((f"指标|{years(2019, 2024)}",), 1, many("v1", 6), rows))


@book("data-site export", ".xls")
def nbs_monthly(made_book: Book) -> None:
    page = made_book.page("月度数据")
    page.line(1, "数据库：月度数据")
    page.line(2, "时间：LAST13")
    months = [(2024, month) for month in range(9, 0, -1)] + [(2023, month) for month in range(12, 8, -1)]
    head = "|".join(f"{year}年{month}月" for year, month in months)
    empty = {8, 7}
    rows = []
    for name in (
        "工业增加值同比增长(%)",
        "工业增加值累计增长(%)",
        "采矿业增加值同比增长(%)",
        "制造业增加值同比增长(%)",
    ):
        figures = tuple(None if at in empty else round(page.chance.uniform(2, 9), 1) for at in range(13))
        rows.append(Row((name,), (name,), figures))
    after = page.table(
        Table((f"指标|{head}",), 1, many("v1", 13), rows, top=3, titles=("", "数据库：月度数据"))
    )
    page.line(after, "注：1.从2011年起，规模以上工业企业起点标准为年主营业务收入2000万元。")
    page.line(after + 1, "数据来源：国家统计局")


@book("data-site export")
def nbs_quarterly(made_book: Book) -> None:
    page = made_book.page("季度数据")
    page.line(1, "数据库：季度数据")
    page.line(2, "时间：最近6季度")
    head = "指标|2024年第三季度|2024年第二季度|2024年第一季度|2023年第四季度|2023年第三季度|2023年第二季度"
    names = "国内生产总值_当季值(亿元) 国内生产总值_累计值(亿元) 第一产业增加值_当季值(亿元) 第一产业增加值_累计值(亿元) 农业总产值_累计值(亿元)"
    after = page.table(Table((head,), 1, many("v1", 6), plain(names), top=3, titles=("", "数据库：季度数据")))
    page.line(after, "数据来源：国家统计局")


@book("data-site export", ".xls")
def nbs_province(made_book: Book) -> None:
    page = made_book.page("分省年度数据")
    page.line(1, "数据库：分省年度数据")
    page.line(2, "指标：居民人均可支配收入(元)")
    page.line(3, "时间：最近20年")
    after = page.table(
        Table(
            (f"地区|{years(2023, 2004)}",),
            1,
            many("v0", 20),
            plain(PROVINCES),
            top=4,
            titles=("指标：居民人均可支配收入(元)", "", "居民人均可支配收入(元)", "数据库：分省年度数据"),
            units=("", "元"),
        )
    )
    page.line(after, "数据来源：国家统计局")


@book("data-site export")
def stacked_series(made_book: Book) -> None:
    page = made_book.page("导出数据")
    head = (
        "指标|发电量_当期|发电量_累计|粗钢产量_当期|社会消费品零售总额_当期|出口总值_当期",
        "地区|浙江|浙江|浙江|浙江|浙江",
        "频度|月|月|月|月|月",
        "单位|亿千瓦时|亿千瓦时|万吨|亿元|亿美元",
        "来源|国家统计局|国家统计局|国家统计局|国家统计局|海关总署",
    )
    rows = plain(" ".join(f"2023-{month:02}" for month in range(1, 13)))
    page.table(Table(head, 1, "v1 v1 v2 gap v2", rows, also=_without_last(head)))


def _without_last(head: tuple[str, ...]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Where the last line tells a source or an identifier, the words without it are as good."""
    lines = [line.split("|") for line in head[:-1]]
    return {column: (tuple(line[column] for line in lines),) for column in range(1, len(lines[0]))}


@book("data-site export")
def stacked_with_dates(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "经济数据库")
    head = (
        "指标名称|温州:CPI:当月同比|温州:房地产开发投资:累计值|温州:出口金额:当月值",
        "频率|月|月|月",
        "单位|%|亿元|亿元",
        "指标ID|M0012345|M0012388|M0044120",
    )
    rows = [Row((date(2024, month, 28),), (f"2024-{month:02}",)) for month in range(1, 10)]
    after = page.table(
        Table(head, 1, "g v2 v2", rows, top=2, also=_without_last(head), titles=("经济数据库", ""))
    )
    for row in range(6, after):
        page.formats[row, 1] = "yyyy-mm"
    page.line(after, "数据来源：经济数据库")


@book("data-site export", ".xls")
def english_export(made_book: Book) -> None:
    page = made_book.page("Annual")
    page.line(1, "Database: Annual")
    page.line(2, "Time: Latest 10 years")
    names = (
        "Total Population (10000 persons)",
        "Male Population (10000 persons)",
        "Urban Population (10000 persons)",
        "Gross National Income (100 million yuan)",
        "Per Capita GDP (yuan)",
        "Consumer Price Index (preceding year=100)",
    )
    head = "Indicators|" + "|".join(str(year) for year in range(2023, 2013, -1))
    rows = [Row((name,), (name,)) for name in names]
    after = page.table(Table((head,), 1, many("v1", 10), rows, top=3, titles=("", "Database: Annual")))
    page.line(after, "Data Sources: National Bureau of Statistics")


@book("data-site export", ".csv")
def series_down(made_book: Book) -> None:
    page = made_book.page()
    rows = [Row((year,), (str(year),)) for year in range(2005, 2024)]
    page.table(
        Table(
            ("年份|地区生产总值（亿元）|常住人口（万人）|人均GDP（元）|财政收入（亿元）",),
            1,
            "v1 v1 v0 v2",
            rows,
        )
    )


@book("text file", ".html.xls")
def office_export(made_book: Book) -> None:
    page = made_book.page("office_export")
    page.line(1, "市政府民生实事进展情况（三季度）", 1, 7)
    head = ("类别|序号|实事项目|年度目标|进展|<|责任单位", "^|^|^|^|完成数|完成率(%)|^")
    rows = [
        Row(("教育", 1, "新改扩建幼儿园"), ("教育", "新改扩建幼儿园")),
        Row(("^", 2, "改造中小学校舍"), ("教育", "改造中小学校舍")),
        Row(("交通", 3, "新增停车泊位"), ("交通", "新增停车泊位")),
        Row(("^", 4, "打通断头路"), ("交通", "打通断头路")),
        Row(("养老", 5, "适老化改造"), ("养老", "适老化改造")),
    ]
    page.table(
        Table(
            head, 3, "v0 v0 g1 t:市教育局,市交通局", rows, top=2, titles=("市政府民生实事进展情况（三季度）",)
        )
    )


@book("text file", ".csv")
def platform_csv(made_book: Book) -> None:
    page = made_book.page("platform_csv")
    page.line(1, "2024年1-9月各县（市、区）社会消费品零售总额")
    page.line(2, "单位：亿元")
    rows = [*plain("全市"), *plain(COUNTIES)]
    after = page.table(
        Table(
            ("地区|本月|累计|其中:限上,累计|累计增长(%)",),
            1,
            "v2 v2 v2 g",
            rows,
            top=3,
            titles=("2024年1-9月各县（市、区）社会消费品零售总额",),
            units=("亿元",),
        )
    )
    page.line(after, "数据来源：统计联网直报平台")


@book("data-site export")
def database_with_update_row(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    head = (
        "指标名称|规模以上工业增加值:同比|制造业PMI|温州:CPI:同比",
        "频率|月|月|月",
        "单位|%|%|%",
        "来源|国家统计局|国家统计局|温州市统计局",
        "更新时间|2024-10-18|2024-09-30|2024-10-14",
    )
    rows = [Row((date(2024, month, 28),), (f"2024-{month:02}-28",)) for month in range(9, 0, -1)]
    words = {at: tuple(line.split("|")[at] for line in head[:4]) for at in (1, 2, 3)}
    also = {at: ((*words[at], head[4].split("|")[at]), words[at][:3]) for at in words}
    page.table(Table(head, 1, "g v1 g", rows, words=words, also=also, header_also=((1, 2, 3, 4),)))
    page.formats.update({(row, 1): "yyyy-mm-dd" for row in range(6, 15)})


@book("data-site export", ".csv")
def quarters_down(made_book: Book) -> None:
    page = made_book.page()
    page.line(1, "数据库：分省季度数据")
    page.line(2, "地区：浙江省")
    page.line(3, "时间：最近8季度")
    rows = [
        Row((f"{year}年第{quarter}季度",), (f"{year}年第{quarter}季度",))
        for year in (2024, 2023)
        for quarter in "四三二一"
    ]
    after = page.table(
        Table(
            ("指标|地区生产总值_累计值(亿元)|农林牧渔业增加值_累计值(亿元)|工业增加值_累计值(亿元)",),
            1,
            "v1 v1 v1",
            rows,
            top=4,
            titles=("", "数据库：分省季度数据", "地区：浙江省"),
        )
    )
    page.line(after, "数据来源：国家统计局")
