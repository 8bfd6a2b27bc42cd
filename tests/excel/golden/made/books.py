"""Workbooks that recognition has never seen, of the kinds statistics offices send, each with its golden."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import tests.excel.golden.made.fresh
import tests.excel.golden.made.habits
import tests.excel.golden.made.variants  # noqa: F401  (the same)
from tests.excel.golden.made.layout import Book, Golden, Page, Row, Table, book, made, plain, tree

COUNTIES = "鹿城区 龙湾区 瓯海区 洞头区 乐清市 瑞安市 永嘉县 平阳县 苍南县 文成县 泰顺县 龙港市"
CITIES = "杭州市 宁波市 温州市 嘉兴市 湖州市 绍兴市 金华市 衢州市 舟山市 台州市 丽水市"
PROVINCES = "北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省"


def books() -> list[tuple[str, Callable[[Path], None], Golden]]:
    """Every workbook: its name, what writes it to a path, and what a person reads from it."""
    return made()


def _many(kind: str, count: int) -> str:
    return " ".join([kind] * count)


def _years(first: int, last: int) -> str:
    step = 1 if last > first else -1
    return "|".join(f"{year}年" for year in range(first, last + step, step))


def _blank(labels: int = 1) -> Row:
    return Row((None,) * labels, None)


# --- exports of data sites


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
        Table(
            (f"指标|{_years(2023, 2014)}",), 1, _many("v1", 10), rows, top=3, titles=("", "数据库：年度数据")
        )
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
    page.table(Table((f"指标|{_years(2019, 2024)}",), 1, _many("v1", 6), rows))


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
        Table((f"指标|{head}",), 1, _many("v1", 13), rows, top=3, titles=("", "数据库：月度数据"))
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
    after = page.table(
        Table((head,), 1, _many("v1", 6), plain(names), top=3, titles=("", "数据库：季度数据"))
    )
    page.line(after, "数据来源：国家统计局")


@book("data-site export", ".xls")
def nbs_province(made_book: Book) -> None:
    page = made_book.page("分省年度数据")
    page.line(1, "数据库：分省年度数据")
    page.line(2, "指标：居民人均可支配收入(元)")
    page.line(3, "时间：最近20年")
    after = page.table(
        Table(
            (f"地区|{_years(2023, 2004)}",),
            1,
            _many("v0", 20),
            plain(PROVINCES),
            top=4,
            titles=("指标：居民人均可支配收入(元)", "", "居民人均可支配收入(元)", "数据库：分省年度数据"),
            units=("", "元"),
        )
    )
    page.line(after, "数据来源：国家统计局")


def _without_last(head: tuple[str, ...]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Where the last line tells a source or an identifier, the words without it are as good."""
    lines = [line.split("|") for line in head[:-1]]
    return {column: (tuple(line[column] for line in lines),) for column in range(1, len(lines[0]))}


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
    after = page.table(Table((head,), 1, _many("v1", 10), rows, top=3, titles=("", "Database: Annual")))
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


# --- yearbook tables


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
            rows.append(_blank())
    page.table(Table(head, 1, _many("v2", 8), rows, top=3, framed=False, titles=("12-9  主要农产品产量",)))


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
            rows.append(_blank())
    page.table(
        Table(
            head,
            1,
            _many("v2", 6),
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
    rows = [_blank(), *tree(spec, "blanks")]
    head = "行          业|" + "|".join(str(year) for year in (2005, 2010, 2015, 2020, 2021, 2022, 2023))
    page.table(
        Table(
            (head,),
            1,
            _many("v2", 7),
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
            head, 1, _many("v0", 8), rows, top=2, words=words, titles=("10-6  各县(市、区)教育情况(2023年)",)
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


# --- forms of regulators and of the statistical reporting system


@book("regulator form")
def regulator_simple(made_book: Book) -> None:
    page = made_book.page("G03")
    page.line(1, "G03 各项资产减值损失准备情况表", 1, 7, bold=True)
    page.line(2, "填报机构：")
    page.line(2, "报表日期：2024年9月30日", 4)
    page.line(2, "货币单位：万元", 7)
    head = ("序号|项目|=A|=B|=C|=D|=E", "^|^|期初余额|本期计提|本期转回|本期核销|期末余额")
    labels = (
        ("1.贷款损失准备", 0),
        ("1.1一般准备", 1),
        ("1.2专项准备", 1),
        ("1.3特种准备", 1),
        ("2.坏账准备", 0),
        ("2.1应收利息坏账准备", 1),
        ("2.2其他应收款坏账准备", 1),
        ("3.长期股权投资减值准备", 0),
        ("4.合计", 0),
    )
    rows, above = list[Row](), list[str]()
    for number, (name, depth) in enumerate(labels, 1):
        above = [*above[:depth], name]
        rows.append(Row((number, "    " * depth + name), tuple(above)))
    after = page.table(
        Table(
            head,
            2,
            _many("money", 5),
            rows,
            top=3,
            titles=("G03 各项资产减值损失准备情况表",),
            units=("万元",),
        )
    )
    page.line(after, "填表人：")
    page.line(after, "复核人：", 4)
    page.line(after, "负责人：", 6)


@book("regulator form", ".calc.xlsx")
def regulator_categories(made_book: Book) -> None:
    page = made_book.page("S70")
    page.line(1, "S70 科技金融基本情况表", 1, 6)
    page.line(2, "填报机构：某某银行温州分行    报表日期：2024年6月30日")
    page.line(2, "货币单位：万元", 6)
    page.line(3, "第I部分：科技型企业贷款", 1)
    head = ("序号|项目|<|=A|=B|=C", "^|^|^|科技型企业|其中：高新技术企业|其中：专精特新企业")
    rows = [
        Row(
            (1, "贷款余额", "1.境内贷款余额"), ("贷款余额", "1.境内贷款余额"), ("=D7+D8", "=E7+E8", "=F7+F8")
        ),
        Row((2, "^", "  1.1短期贷款"), ("贷款余额", "1.境内贷款余额", "1.1短期贷款")),
        Row((3, "^", "  1.2中长期贷款"), ("贷款余额", "1.境内贷款余额", "1.2中长期贷款")),
        Row((4, "贷款户数", "2.有贷款余额户数"), ("贷款户数", "2.有贷款余额户数")),
        Row((5, "^", "3.当年累放户数"), ("贷款户数", "3.当年累放户数")),
        Row((6, "4.不良贷款余额", "<"), ("4.不良贷款余额",)),
        Row((7, "5.不良贷款率", "<"), ("5.不良贷款率",), ("=D11/D6", "=E11/E6", "=F11/F6")),
    ]
    after = page.table(
        Table(
            head,
            3,
            _many("money", 3),
            rows,
            top=4,
            units=("万元",),
            titles=("S70 科技金融基本情况表", "第I部分：科技型企业贷款"),
        )
    )
    page.line(after + 1, "灰色底为不填数部分", 2)
    page.line(after + 2, "蓝色底为含公式区域", 2)
    page.line(after + 3, "填表人：            复核人：            负责人：", 1)


@book("regulator form")
def regulator_two_parts(made_book: Book) -> None:
    page = made_book.page("G01")
    page.line(1, "G01 存贷款情况附注", 1, 5)
    page.line(2, "填报机构：")
    page.line(2, "货币单位：万元", 5)
    page.line(3, "第Ⅰ部分：存款")
    head = ("序号|项目|=A|=B|=C", "^|^|人民币|外币折人民币|本外币合计")
    rows = [
        Row((at, name), (name,))
        for at, name in enumerate(("1.活期存款", "2.定期存款", "3.保证金存款", "4.存款合计"), 1)
    ]
    after = page.table(
        Table(
            head,
            2,
            _many("money", 3),
            rows,
            top=4,
            units=("万元",),
            titles=("G01 存贷款情况附注", "第Ⅰ部分：存款"),
        )
    )
    page.line(after, "第Ⅱ部分：贷款质量")
    head = ("序号|项目|=D|=E", "^|^|余额|占比（%）")
    rows = [Row((at, name), (name,)) for at, name in enumerate(("5.正常类", "6.关注类", "7.不良贷款合计"), 5)]
    rows += [
        Row((8, "  7.1次级类"), ("7.不良贷款合计", "7.1次级类")),
        Row((9, "  7.2可疑类"), ("7.不良贷款合计", "7.2可疑类")),
    ]
    after = page.table(
        Table(
            head,
            2,
            "money g1",
            rows,
            top=after + 1,
            units=("万元",),
            titles=("第Ⅱ部分：贷款质量", "G01 存贷款情况附注"),
        )
    )
    page.line(after, "填表人：张三", 1)
    page.line(after, "复核人：李四", 3)


@book("regulator form")
def regulator_sections(made_book: Book) -> None:
    page = made_book.page("流动性")
    page.line(1, "流动性覆盖率监测表", 1, 5)
    page.line(2, "填报机构：温州分行", 1)
    page.line(2, "单位：万元", 5)
    head = ("行次|项目|未折算金额|折算率|折算后金额",)
    rows: list[Row] = []
    number = 1
    for part, names in (
        ("一、合格优质流动性资产", ("1. 现金", "2. 准备金", "3. 国债")),
        ("二、现金流出", ("4. 零售存款", "4.1 稳定存款", "4.2 欠稳定存款", "5. 批发融资")),
    ):
        rows.append(Row((number, part), None))
        number += 1
        parent = ""
        for name in names:
            is_part = name[1] == "." and name[2] != " "
            parent = parent if is_part else name
            rows.append(
                Row((number, "   " * is_part + name), (part, parent, name) if is_part else (part, name))
            )
            number += 1
    page.table(
        Table(head, 2, "money pct money", rows, top=3, titles=("流动性覆盖率监测表",), units=("万元",))
    )
    for down, row in enumerate(rows, 4):
        if row.path is None:
            page.merges.append((down, 2, down, 5))


@book("regulator form", ".xls")
def balance_sheet(made_book: Book) -> None:
    page = made_book.page("资产负债表")
    page.line(1, "资 产 负 债 表", 1, 8, bold=True)
    page.line(2, "编制单位：温州市某某投资集团有限公司")
    page.line(2, "2024年6月30日", 4)
    page.line(2, "单位：元", 8)
    assets = (
        "流动资产：",
        "货币资金",
        "应收账款",
        "存货",
        "流动资产合计",
        "非流动资产：",
        "固定资产",
        "在建工程",
        "资产总计",
    )
    debts = (
        "流动负债：",
        "短期借款",
        "应付账款",
        "应交税费",
        "流动负债合计",
        "所有者权益：",
        "实收资本",
        "未分配利润",
        "负债和所有者权益总计",
    )
    left, right = _accounts(assets, 1), _accounts(debts, 10)
    titles, units = ("资 产 负 债 表",), ("元",)
    page.table(
        Table(("资    产|行次|期末余额|年初余额",), 2, "money money", left, top=3, titles=titles, units=units)
    )
    page.table(
        Table(
            ("负债和所有者权益|行次|期末余额|年初余额",),
            2,
            "money money",
            right,
            top=3,
            left=5,
            titles=titles,
            units=units,
        )
    )
    page.line(13, "单位负责人：          财务负责人：          制表人：")


def _accounts(names: tuple[str, ...], first: int) -> list[Row]:
    rows, group = list[Row](), ""
    for number, name in enumerate(names, first):
        if name.endswith("："):
            group = name
            rows.append(Row((name, number), (name,), (None, None)))
        else:
            rows.append(Row((f"  {name}", number), (group, name), also=((name,),)))
    return rows


@book("regulator form", ".xls")
def statistical_form(made_book: Book) -> None:
    page = made_book.page("B204-1")
    page.line(1, "工业产销总值及主要产品产量", 1, 6, bold=True)
    for row, text in enumerate(
        (
            "表    号：Ｂ２０４－１表",
            "制定机关：国家统计局",
            "文    号：国统字（2023）88号",
            "有效期至：2025年1月",
        ),
        2,
    ):
        page.line(row, text, 5)
    page.line(6, "综合机关名称：温州市统计局")
    page.line(6, "2024年9月", 3)
    page.line(6, "单位：千元", 6)
    head = ("指标名称|计量单位|代码|本年|<|上年同期", "^|^|^|本月|1—本月|1—本月", "=甲|=乙|=丙|=1|=2|=3")
    spec = "一、工业总产值（当年价格）\n.#新产品产值\n二、工业销售产值（当年价格）\n.其中：出口交货值\n三、主要产品产量\n.合成革\n.低压电器\n.汽车零部件"
    rows = []
    for line, one in enumerate(tree(spec), 1):
        values: tuple[None, ...] | None = (None, None, None) if str(one.labels[0]).startswith("三") else None
        rows.append(Row((one.labels[0], "千元", f"{line:02}"), one.path, values))
    after = page.table(
        Table(head, 3, _many("v0", 3), rows, top=7, titles=("工业产销总值及主要产品产量",), units=("千元",))
    )
    page.line(
        after,
        "单位负责人：        统计负责人：        填表人：        联系电话：        报出日期：2024年10月  日",
        1,
        6,
    )
    page.line(after + 1, "说明：1.统计范围：辖区内规模以上工业法人单位。")
    page.line(after + 2, "      2.审核关系：2≥1。")


# --- county forms


@book("county form")
def county_two_rows(made_book: Book) -> None:
    page = made_book.page("2024年")
    page.line(1, "附件2")
    page.line(2, "2024年1—6月共同富裕重点指标完成情况表", 1, 10, bold=True)
    page.line(3, "填报单位（盖章）：瑞安市发展和改革局")
    page.line(3, "填报日期：2024年7月8日", 8)
    head = (
        "领域|序号|指标名称|<|单位|年度目标|1—6月完成|<|责任单位|备注",
        "^|^|^|^|^|^|绝对值|同比（%）|^|^",
    )
    fills = "t:增长6%以上,52.6,65左右 v1 g t:市发改局,市统计局 -"
    rows = [
        Row(("高质量发展", 1, "地区生产总值", "<", "亿元"), ("高质量发展", "地区生产总值")),
        Row(("^", 2, "#工业增加值", "<", "亿元"), ("高质量发展", "#工业增加值")),
        Row(("^", 3, "投资", "制造业投资", "亿元"), ("高质量发展", "投资", "制造业投资")),
        Row(("^", "^", "^", "民间投资", "亿元"), ("高质量发展", "投资", "民间投资")),
        Row(("城乡融合", 4, "居民人均可支配收入", "城镇", "元"), ("城乡融合", "居民人均可支配收入", "城镇")),
        Row(("^", "^", "^", "农村", "元"), ("城乡融合", "居民人均可支配收入", "农村")),
        Row(("^", 5, "城乡收入倍差", "<", "—"), ("城乡融合", "城乡收入倍差")),
        Row(("公共服务", 6, "每千人口医疗机构床位数", "<", "张"), ("公共服务", "每千人口医疗机构床位数")),
    ]
    page.table(Table(head, 5, fills, rows, top=4, titles=("2024年1—6月共同富裕重点指标完成情况表",)))
    page.line(15, "注：投资类指标只填增速。", 1, 10)
    page.line(16, "填表人：            审核人：            联系电话：", 1)


@book("county form")
def county_three_rows(made_book: Book) -> None:
    page = made_book.page("汇总")
    page.line(1, "乡镇（街道）主要经济指标报送表", 1, 9)
    page.line(2, "单位：万元、%", 9)
    head = (
        "乡镇（街道）|规上工业|<|<|<|限上商贸|<|<|备注",
        "^|总产值|<|利税|<|企业数|销售额|<|^",
        "^|1—9月|同比|1—9月|同比|（家）|1—9月|同比|^",
    )
    rows = plain("昆阳镇 鳌江镇 水头镇 萧江镇 万全镇 腾蛟镇 合计")
    page.table(
        Table(
            head,
            1,
            "v1 g v1 g v0 v1 g -",
            rows,
            top=3,
            titles=("乡镇（街道）主要经济指标报送表",),
            units=("万元、%",),
        )
    )
    page.line(13, "填报人：王某    联系电话：0577-63720000")


@book("county form")
def county_empty(made_book: Book) -> None:
    page = made_book.page("报送表")
    page.line(1, "2024年四季度重点指标预计表", 1, 6)
    page.line(2, "填报单位：            填报时间：    年   月   日", 1, 6)
    head = ("序号|指标名称|单位|全年目标|四季度预计|备注",)
    names = "地区生产总值 规上工业增加值 固定资产投资 社会消费品零售总额 一般公共预算收入"
    rows = [Row((at, name, "亿元"), (name,)) for at, name in enumerate(names.split(), 1)]
    page.table(Table(head, 3, "- - -", rows, top=3, titles=("2024年四季度重点指标预计表",)))
    page.line(9, "填表人：          审核人：")


@book("county form", ".xls")
def county_across(made_book: Book) -> None:
    page = made_book.page("Sheet2")
    page.line(1, "2024年上半年部门任务分解情况", 1, 16)
    head = (
        "指标|计量单位|全市目标|其中|<|<|<|<|<|<|<|<|<|<|<|牵头单位",
        f"^|^|^|{COUNTIES.replace(' ', '|')}|^",
    )
    labels = (
        ("新增市场主体", "万户"),
        ("新引进大学生", "人"),
        ("新建5G基站", "个"),
        ("改造农村危房", "户"),
        ("新增托位", "个"),
    )
    rows = [Row((name, unit), (name,)) for name, unit in labels]
    page.table(
        Table(
            head,
            2,
            f"v0 {_many('v0', 12)} t:市场监管局,人力社保局",
            rows,
            top=2,
            titles=("2024年上半年部门任务分解情况",),
        )
    )


@book("county form")
def county_targets(made_book: Book) -> None:
    page = made_book.page("目标")
    page.line(1, "平阳县2024年“八大攻坚”行动目标表", 1, 7)
    head = ("类别|指  标|单位|2023年实绩|2024年目标|<|责任单位", "^|^|^|^|总量|增速|^")
    fills = "v1 t:50以上,52,力争60 t:增长6.5%以上,8%左右,高于全市 t:县统计局,县经信局"
    spec = (
        ("经济运行", ("GDP", "规上工业增加值", "    其中：高新技术产业增加值", "服务业增加值")),
        ("项目攻坚", ("固定资产投资", "    其中：制造业投资", "    其中：生态环保投资")),
    )
    rows: list[Row] = []
    for category, names in spec:
        for at, name in enumerate(names):
            path: tuple[str, ...] = (category, name.strip())
            also: tuple[tuple[str, ...], ...] = ()
            if name.startswith(" "):
                owner = next(one for one in reversed(names[:at]) if not one.startswith(" "))
                path, also = (category, owner, name.strip()), (path,)
            rows.append(Row(("^" if at else category, name, "亿元"), path, also=also))
    page.table(Table(head, 3, fills, rows, top=2, titles=("平阳县2024年“八大攻坚”行动目标表",)))


# --- regions and indicators


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
        Table(head, 2, _many("v1", 13), rows, top=2, titles=("各县（市、区）经济社会发展主要指标（2023年）",))
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
            _many("v0 g", 4),
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
            _many("v1 g", 3),
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
        Table(head, 1, _many("v0", 6), plain(names), top=3, titles=("财政收支分年情况表",), units=("万元",))
    )


# --- ledgers of projects


@book("project ledger")
def ledger_four_rows(made_book: Book) -> None:
    page = made_book.page("台账")
    page.line(1, "2024年省“千项万亿”工程项目进展情况表", 1, 13)
    page.line(2, "填报单位：市发展改革委", 1)
    page.line(2, "单位：亿元", 13)
    page.hidden_columns = {2}
    head = (
        "领域|项目代码|序号|项目名称|建设地点|建设工期|<|总投资|2024年|<|<|<|备注",
        "^|^|^|^|^|^|^|^|计划|完成情况|<|<|^",
        "^|^|^|^|^|开工|竣工|^|^|本月|累计|<|^",
        "^|^|^|^|^|^|^|^|^|^|完成数|完成率|^",
    )
    fills = "t:乐清市,瑞安市 t:2022年3月,2023.6 t:2025年底,2026.12 v1 v1 v2 v2 pct t:正常,—"
    rows: list[Row] = [Row(("总计（6个）", "<", "<", "<"), ("总计（6个）",))]
    for field, names in (
        ("先进制造", ("锂电池产业园", "智能电气小镇", "新材料基地")),
        ("综合交通", ("甬台温高铁", "金丽温东延", "环城快速路")),
    ):
        for at, name in enumerate(names):
            rows.append(Row(("^" if at else field, f"{field[0]}-{at + 1:03}", at + 1, name), (field, name)))
        rows.append(Row(("^", None, "小计", "<"), (field, "小计")))
    after = page.table(
        Table(head, 4, fills, rows, top=3, titles=("2024年省“千项万亿”工程项目进展情况表",), units=("亿元",))
    )
    page.line(after, "填表人：          审核人：          填报日期：2024年10月9日", 1, 13)


@book("project ledger")
def ledger_sections(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "瓯海区2024年政府投资项目计划表", 1, 7)
    page.line(2, "单位：万元", 7)
    head = ("序号|项目名称|建设性质|总投资|至上年底累计|2024年计划|责任单位",)
    fills = "t:新建,续建 v0 v0 v0 t:区住建局,区水利局"
    rows: list[Row] = [Row((None, "合计"), ("合计",), (None, 812_300, 305_120, 140_250, None))]
    number = 0
    for part, names in (
        ("一、续建项目（3个）", ("梧田老街二期", "三垟湿地公园", "瞿溪河整治")),
        ("二、新建项目（2个）", ("南白象小学", "郭溪污水管网")),
    ):
        rows.append(Row((None, part), (part,), (None, 40_000, 20_000, 9_000, None), also=(("合计", part),)))
        for name in names:
            number += 1
            rows.append(Row((number, name), (part, name), also=((name,),)))
    page.table(
        Table(head, 2, fills, rows, top=3, titles=("瓯海区2024年政府投资项目计划表",), units=("万元",))
    )


@book("project ledger", ".xls")
def ledger_plain(made_book: Book) -> None:
    page = made_book.page("项目清单")
    head = ("序号|项目名称|项目单位|行业|总投资（万元）|2024年计划投资（万元）|1-6月完成（万元）|开工日期",)
    fills = "t:浙江甲公司,温州乙公司 t:制造业,服务业 v0 v0 v0 day"
    rows = [
        Row((at, name), (name,))
        for at, name in enumerate((f"年产{at}万套泵阀技改项目" for at in range(20, 45)), 1)
    ]
    page.table(Table(head, 2, fills, rows))


# --- budgets


@book("budget")
def budget_codes(made_book: Book) -> None:
    page = made_book.page("支出")
    page.line(1, "表四", 1)
    page.line(2, "2023年温州市本级一般公共预算支出执行情况表", 1, 6)
    page.line(3, "单位：万元", 6)
    head = ("科目编码|科目名称|2023年预算数|2023年执行数|完成预算%|比上年增长%",)
    pairs = (
        ("201", "一般公共服务支出", 0),
        ("20101", "人大事务", 1),
        ("2010101", "行政运行", 2),
        ("2010102", "一般行政管理事务", 2),
        ("20102", "政协事务", 1),
        ("205", "教育支出", 0),
        ("20502", "普通教育", 1),
        ("2050202", "小学教育", 2),
    )
    rows, above = list[Row](), list[str]()
    for code, name, depth in pairs:
        above = [*above[:depth], name]
        rows.append(Row((code, "  " * depth + name), tuple(above)))
    rows.append(Row((None, "支出合计"), ("支出合计",)))
    page.table(
        Table(
            head,
            2,
            "v0 v0 g1 g",
            rows,
            top=4,
            titles=("2023年温州市本级一般公共预算支出执行情况表",),
            units=("万元",),
        )
    )


@book("budget", ".xls")
def budget_two_sides(made_book: Book) -> None:
    page = made_book.page("平衡表")
    page.line(1, "2024年政府性基金收支预算表", 1, 8)
    page.line(2, "单位：万元", 8)
    income = (
        "土地出让金收入 农业土地开发资金收入 彩票公益金收入 污水处理费收入 基金收入合计 上级补助收入 收入总计"
    )
    outgo = "社会保障和就业支出 城乡社区支出 农林水支出 其他支出 基金支出合计 调出资金 支出总计"
    titles, units = ("2024年政府性基金收支预算表",), ("万元",)
    page.table(
        Table(
            ("收入项目|2023年执行数|2024年预算数|预算比执行±%",),
            1,
            "v0 v0 g",
            plain(income),
            top=3,
            titles=titles,
            units=units,
        )
    )
    page.table(
        Table(
            ("支出项目|2023年执行数|2024年预算数|预算比执行±%",),
            1,
            "v0 v0 g",
            plain(outgo),
            top=3,
            left=5,
            titles=titles,
            units=units,
        )
    )


@book("budget")
def budget_two_headings(made_book: Book) -> None:
    page = made_book.page("收入")
    page.line(1, "2023年全市财政收入完成情况", 1, 8)
    page.line(2, "金额单位：万元", 8)
    head = (
        "项  目|年初预算数|调整预算数|1—12月执行数|<|<|上年同期|备注",
        "^|^|^|金额|占调整预算%|比上年±%|^|^",
    )
    spec = "一、税收收入\n.增值税\n.企业所得税\n..其中：清缴入库\n.个人所得税\n二、非税收入\n.专项收入\n.罚没收入\n一般公共预算收入合计"
    page.table(
        Table(
            head,
            1,
            "v0 v0 v0 g1 g v0 -",
            tree(spec, "wide"),
            top=3,
            titles=("2023年全市财政收入完成情况",),
            units=("万元",),
        )
    )


# --- race boards


@book("race board")
def race_signals(made_book: Book) -> None:
    page = made_book.page("9月")
    page.line(1, "2024年9月工业经济“比学赶超”晾晒台", 1, 9)
    page.line(2, "数据截止日期：2024年9月30日")
    head = (
        "排名|县（市、区）|规上工业增加值|<|<|技改投资|<|<|综合得分",
        "^|^|增速|较上月|灯号|增速|完成率|灯号|^",
    )
    fills = "g sign t:🟢,🟡,🔴 sign pct t:绿灯,黄灯,红灯 v1"
    rows = [Row((at, name), (name,)) for at, name in enumerate(COUNTIES.split(), 1)]
    rows.append(Row(("—", "全市"), ("全市",)))
    page.table(Table(head, 2, fills, rows, top=3, titles=("2024年9月工业经济“比学赶超”晾晒台",)))


@book("race board", ".xls")
def race_arrows(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "县域商业体系建设推进排名", 1, 6)
    head = ("县（市、区）|本月得分|本月排名|上月排名|升降|完成率（%）",)
    rows = []
    for at, name in enumerate(COUNTIES.split(), 1):
        was = at % 12 + 1
        rows.append(
            Row(
                (name,),
                (name,),
                (
                    round(99 - at * 1.7, 1),
                    f"第{at}",
                    was,
                    f"{'↑' if was > at else '↓'}{abs(was - at)}",
                    f"{101.5 - at:.1f}%",
                ),
            )
        )
    page.table(Table(head, 1, "v1 t:x v0 t:x t:x", rows, top=2, titles=("县域商业体系建设推进排名",)))


# --- two blocks side by side


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


# --- repeats and several tables


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


# --- odd places and odd cells


@book("odd place")
def at_c7(made_book: Book) -> None:
    page = made_book.page("表格")
    page.line(5, "城区服务业重点企业运行情况", 3, 7)
    head = ("街道|企业数|营业收入|<|从业人员", "^|^|1-8月|增速|^")
    page.table(
        Table(
            head,
            1,
            "v0 v1 g v0",
            plain("五马 松台 滨江 南汇 双屿 仰义"),
            top=7,
            left=3,
            titles=("城区服务业重点企业运行情况",),
        )
    )


@book("odd place")
def blank_column_inside(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "居民消费价格指数", 1, 6)
    head = ("类别|9月同比|9月环比||1-9月同比|上年同期",)
    page.widths = {4: 1.5}
    page.table(
        Table(
            head,
            1,
            "v1 v1 - v1 v1",
            plain("居民消费价格总指数 食品烟酒 衣着 居住 生活用品及服务 交通通信 教育文化娱乐 医疗保健"),
            top=2,
            titles=("居民消费价格指数",),
        )
    )


@book("odd place", ".xls")
def hidden_lines(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "规上服务业分行业营业收入", 1, 5)
    page.line(2, "单位：亿元", 5)
    page.hidden_rows, page.hidden_columns = {6, 7}, {3}
    page.table(
        Table(
            ("行业|本年|上年|增速（%）|比重（%）",),
            1,
            "v1 v1 g g1",
            plain("总计 交通运输 信息传输 房地产 租赁商务 科研技术 水利环境 居民服务 教育 卫生"),
            top=3,
            titles=("规上服务业分行业营业收入",),
            units=("亿元",),
        )
    )


@book("sections")
def sections_merged(made_book: Book) -> None:
    page = made_book.page("考核")
    page.line(1, "高质量发展综合绩效评价数据表", 1, 6)
    head = ("序号|指标|单位|2022年|2023年|权重",)
    rows: list[Row] = []
    number, starts = 0, []
    for part, names in (
        ("一、创新发展", ("研发投入强度", "高新技术企业数", "发明专利授权量")),
        ("二、绿色发展", ("PM2.5浓度", "森林覆盖率")),
        ("三、共享发展", ("城镇化率", "人均预期寿命")),
    ):
        starts.append(3 + len(rows))
        rows.append(Row((part, None, None), None))
        for name in names:
            number += 1
            rows.append(Row((number, name, "%"), (part, name)))
    page.table(Table(head, 3, "v1 v1 v0", rows, top=2, titles=("高质量发展综合绩效评价数据表",)))
    page.merges += [(row, 1, row, 6) for row in starts]


@book("sections")
def sections_plain(made_book: Book) -> None:
    page = made_book.page("指标")
    page.line(1, "社会事业主要指标")
    head = ("指标|单位|2022|2023",)
    rows: list[Row] = []
    for part, pairs in (
        ("教育", (("小学在校学生", "人"), ("普通高中在校学生", "人"))),
        ("卫生", (("医院数", "个"), ("执业医师", "人"))),
        ("文化", (("公共图书馆藏书", "万册"),)),
    ):
        rows.append(Row((part, None), None, bold=True))
        rows += [Row((name, unit), (part, name)) for name, unit in pairs]
    page.table(Table(head, 2, "v0 v0", rows, top=2, titles=("社会事业主要指标",)))


@book("sections", ".xls")
def sections_in_matrix(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "分地区分性别就业人员情况", 1, 4)
    page.line(2, "单位：人", 4)
    rows: list[Row] = []
    starts = []
    for part in ("城镇", "乡村"):
        starts.append(4 + len(rows))
        rows.append(Row((part,), None))
        rows += [Row((name,), (part, name)) for name in ("合计", *COUNTIES.split()[:5])]
    page.table(
        Table(
            ("地区|小计|男|女",),
            1,
            "v0 v0 v0",
            rows,
            top=3,
            titles=("分地区分性别就业人员情况",),
            units=("人",),
        )
    )
    page.merges += [(row, 1, row, 4) for row in starts]


@book("totals")
def totals_at_ends(made_book: Book) -> None:
    page = made_book.page("合计")
    page.line(1, "招商引资到位资金情况", 1, 5)
    page.line(2, "计量单位：亿元", 1)
    names = ["全市总计", *COUNTIES.split(), "市直单位", "合计"]
    rows = [Row((name,), (name,), bold=name.endswith("计")) for name in names]
    page.table(
        Table(
            ("单位|年度任务|1-9月到位|完成率|位次",),
            1,
            "v1 v1 pct rank",
            rows,
            top=3,
            titles=("招商引资到位资金情况",),
            units=("亿元",),
        )
    )


@book("odd cells", ".xls")
def dashes_everywhere(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "主要农作物播种面积和产量", 1, 7)
    head = ("作物|播种面积（千公顷）|<|<|产量（万吨）|<|<", "^|2021年|2022年|2023年|2021年|2022年|2023年")
    page.table(
        Table(
            head,
            1,
            _many("gap", 6),
            plain("早稻 晚稻 小麦 大豆 番薯 油菜籽 甘蔗 蔬菜 药材"),
            top=2,
            titles=("主要农作物播种面积和产量",),
        )
    )


@book("odd cells")
def dates_as_labels(made_book: Book) -> None:
    page = made_book.page("日报")
    page.line(1, "农贸市场主要农产品零售均价", 1, 5)
    page.line(2, "单位：元/公斤", 5)
    days = [date(2024, 9, day) for day in range(1, 31)]
    rows = [Row((day,), (day.isoformat(),)) for day in days]
    page.table(
        Table(
            ("日期|大米|猪肉|鸡蛋|青菜",),
            1,
            "v2 v2 v2 v2",
            rows,
            top=3,
            titles=("农贸市场主要农产品零售均价",),
            units=("元/公斤",),
        )
    )
    page.formats.update({(row, 1): "yyyy-mm-dd" for row in range(4, 34)})


@book("odd cells")
def years_as_numbers(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "“十四五”时期新增建设用地计划", 1, 7)
    page.line(2, "单位：亩")
    page.table(
        Table(
            ("县（市、区）|2021|2022|2023|2024|2025|合计",),
            1,
            _many("v0", 6),
            plain(COUNTIES),
            top=3,
            titles=("“十四五”时期新增建设用地计划",),
            units=("亩",),
        )
    )


@book("odd cells", ".xls")
def months_across(made_book: Book) -> None:
    page = made_book.page("分月")
    page.line(1, "2024年分月用电量", 1, 13)
    page.line(2, "单位：万千瓦时", 13)
    head = ("指标|1—2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月|全年",)
    rows = tree("全社会用电量\n.第一产业\n.第二产业\n..工业\n.第三产业\n.城乡居民生活")
    page.table(
        Table(head, 1, _many("v0", 12), rows, top=3, titles=("2024年分月用电量",), units=("万千瓦时",))
    )


@book("odd cells")
def months_by_year(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "规上工业增加值分月增速（%）", 1, 11)
    head = (
        "行业|2023年|<|<|<|<|2024年|<|<|<|<",
        "^|1-2月|1-3月|1-6月|1-9月|1-12月|1-2月|1-3月|1-6月|1-9月|1-12月",
    )
    page.table(
        Table(
            head,
            1,
            _many("g", 10),
            plain("总计 电气机械 通用设备 鞋革 服装 汽车制造 化工"),
            top=2,
            titles=("规上工业增加值分月增速（%）",),
            units=("", "%"),
        )
    )


@book("odd cells")
def english_only(made_book: Book) -> None:
    page = made_book.page("Table 3")
    page.line(1, "Table 3. Regional Output and Employment, 2023")
    page.line(2, "Unit: million yuan", 1)
    head = ("Region|Output|<|Employment|<|Note", "^|Value|Growth (%)|Persons|Share (%)|^")
    names = ("Wenzhou", "  Lucheng", "  Longwan", "Taizhou", "Lishui", "Total")
    rows = [Row((name,), ("Wenzhou", name.strip()) if name.startswith(" ") else (name,)) for name in names]
    after = page.table(
        Table(
            head,
            1,
            "v1 g v0 g1 -",
            rows,
            top=3,
            titles=("Table 3. Regional Output and Employment, 2023",),
            units=("million yuan",),
        )
    )
    page.line(after + 1, "Source: Wenzhou Statistical Yearbook 2024.")


@book("large")
def wide_sixty(made_book: Book) -> None:
    page = made_book.page("宽表")
    page.line(1, "各行业各月增加值一览表", 1, 61)
    page.line(2, "单位：亿元", 61)
    sectors = "农业 工业 建筑业 批零业 金融业"
    head = (
        "地区|" + "|".join(f"{name}{'|<' * 11}" for name in sectors.split()),
        "^|" + "|".join(f"{month}月" for _ in range(5) for month in range(1, 13)),
    )
    page.table(
        Table(
            head,
            1,
            _many("v1", 60),
            [*plain("全市"), *plain(COUNTIES)],
            top=3,
            titles=("各行业各月增加值一览表",),
            units=("亿元",),
        )
    )


@book("large")
def long_three_thousand(made_book: Book) -> None:
    page = made_book.page("村级")
    page.line(1, "全市行政村集体经济收入情况", 1, 7)
    page.line(2, "单位：万元", 7)
    rows = []
    for at in range(3000):
        town, village = f"第{at // 30 + 1}镇", f"第{at + 1}村"
        rows.append(Row((at + 1, town, village), (town, village), also=((village,),)))
    page.table(
        Table(
            ("序号|乡镇|村名|总收入|经营收入|补助收入|是否达标",),
            3,
            "v2 v2 v2 t:是,否",
            rows,
            top=3,
            titles=("全市行政村集体经济收入情况",),
            units=("万元",),
        )
    )


# --- forms without figures, and sheets without a table


@book("no figures")
def empty_form(made_book: Book) -> None:
    page = made_book.page("空表")
    page.line(1, "基层单位数字化应用情况调查表", 1, 7)
    page.line(2, "填报单位：", 1)
    head = ("序号|应用名称|建设情况|<|<|使用人数|备注", "^|^|已建|在建|拟建|^|^")
    rows = [
        Row((at, name), (name,))
        for at, name in enumerate(("浙政钉", "基层智治系统", "浙农码", "数字乡村大脑"), 1)
    ]
    page.table(Table(head, 2, "- - - - -", rows, top=3, titles=("基层单位数字化应用情况调查表",)))
    page.line(9, "填表人：        联系电话：", 1)


@book("no figures")
def prose_only(made_book: Book) -> None:
    cover = made_book.page("封面")
    for row, text in (
        (6, "温州市统计局"),
        (9, "2024年统计月报"),
        (11, "（第9期）"),
        (20, "温州市统计局编"),
        (21, "2024年10月18日"),
    ):
        cover.line(row, text, 2, 8)
    prose = made_book.page("编者说明")
    for row, line in enumerate(
        (
            "编 者 说 明",
            "一、本资料收集了全市及各县（市、区）主要统计数据。",
            "二、本资料2024年数据为快报数，最终数据以年鉴为准。",
            "三、部分数据合计数由于单位取舍不同产生的计算误差，未作机械调整。",
            "四、“…”表示数据不足最小单位；“空格”表示数据不详。",
        ),
        2,
    ):
        prose.line(row, line)
    index = made_book.page("目录")
    for row, (name, at) in enumerate((("综合", 1), ("工业", 5), ("投资", 9), ("贸易", 12)), 2):
        index.line(row, name)
        index.line(row, at, 2)
        made_book.golden.unjudged.add(("目录", f"B{row}"))


@book("no figures")
def one_column(made_book: Book) -> None:
    page = made_book.page("名单")
    page.line(1, "企业名称")
    for row in range(2, 40):
        page.line(row, f"浙江瓯江第{row}科技股份有限公司")


# --- text files under other names


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


__all__ = ["Page", "books"]
