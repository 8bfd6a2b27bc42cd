"""Tables in odd places, odd cells, and sheets with nothing to read."""

from datetime import date

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain, tree
from tests.excel.golden.made.words import COUNTIES, many


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


@book("odd cells", ".xls")
def dashes_everywhere(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "主要农作物播种面积和产量", 1, 7)
    head = ("作物|播种面积（千公顷）|<|<|产量（万吨）|<|<", "^|2021年|2022年|2023年|2021年|2022年|2023年")
    page.table(
        Table(
            head,
            1,
            many("gap", 6),
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
            many("v0", 6),
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
    page.table(Table(head, 1, many("v0", 12), rows, top=3, titles=("2024年分月用电量",), units=("万千瓦时",)))


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
            many("g", 10),
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


@book("odd cells")
def percent_and_signs_as_text(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "重点税源行业税收情况", 1, 5)
    rows = []
    for at, name in enumerate(("电气", "鞋服", "泵阀", "房地产", "金融")):
        rows.append(
            Row(
                (name,),
                (name,),
                (f"{12_300 + at * 777:,}", f"{at * 2.5 - 3:+.1f}%", f"{8 + at}.5 ", f"{at - 1:+d}"),
            )
        )
    page.table(
        Table(
            ("行业|税收（万元）|增长|比重（%）|位次变化",),
            1,
            "t:x t:x t:x t:x",
            rows,
            top=2,
            titles=("重点税源行业税收情况",),
        )
    )


@book("odd place", ".xls")
def notes_at_the_side(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "城镇调查失业率", 1, 4)
    page.line(3, "说明：本表为月度调查数，", 6)
    page.line(4, "2020年起口径调整。", 6)
    page.table(
        Table(
            ("月份|2022年|2023年|2024年",),
            1,
            "v1 v1 v1",
            [Row((f"{month}月",), (f"{month}月",)) for month in range(1, 13)],
            top=2,
            titles=("城镇调查失业率",),
        )
    )


@book("odd place")
def blank_corner(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.table(
        Table(
            ("|人口（万人）|面积（平方公里）|GDP（亿元）",), 1, "v1 v0 v1", plain("鹿城 龙湾 瓯海 洞头 乐清")
        )
    )
    page.line(8, "备注：2023年数。")


@book("no figures")
def instructions_with_numbers(made_book: Book) -> None:
    page = made_book.page("填报要求")
    lines = (
        "填报要求",
        "1",
        "各县（市、区）于每月5日前报送。",
        "2",
        "数据保留1位小数。",
        "3",
        "联系人：王某，电话：88966688。",
    )
    page.line(1, lines[0], 1, 6)
    for at in range(3):
        page.line(2 + at, at + 1, 1)
        page.line(2 + at, lines[2 + 2 * at], 2, 6)
        made_book.golden.unjudged.add(("填报要求", f"A{2 + at}"))
