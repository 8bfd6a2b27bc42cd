"""Small habits of those who type tables."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain, tree
from tests.excel.golden.made.words import COUNTIES, many


@book("years and measures", ".xls")
def two_unmerged_levels(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "财政收支对比表")
    head = (
        "地区|2022年|~|~|~|2023年|~|~|~",
        "|收入|~|支出|~|收入|~|支出|~",
        "|金额|增长%|金额|增长%|金额|增长%|金额|增长%",
    )
    page.table(
        Table(head, 1, many("v1 g", 4), plain(COUNTIES), top=2, framed=False, titles=("财政收支对比表",))
    )


@book("years and measures")
def years_under_a_word(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "工业园区亩均效益", 1, 7)
    head = ("园区名称|单位|年份|<|<|<|<", "^|^|2019|2020|2021|2022|2023")
    rows = [
        Row((name, "万元/亩"), (name,)) for name in ["经开区", "高新区", "海经区", "乐清经开区", "瑞安经开区"]
    ]
    page.table(Table(head, 2, many("v1", 5), rows, top=2, titles=("工业园区亩均效益",)))


@book("years and measures")
def years_shown_by_format(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "研发投入情况", 1, 5)
    head = ("指标|2020|2021|2022|2023",)
    words = {at: (f"{2019 + at}年",) for at in range(1, 5)}
    also = {at: ((str(2019 + at),),) for at in range(1, 5)}
    page.table(
        Table(
            head,
            1,
            many("v1", 4),
            plain("R&D经费支出 R&D人员 高新技术企业数"),
            top=2,
            words=words,
            also=also,
            titles=("研发投入情况",),
        )
    )
    page.formats.update({(2, column): '0"年"' for column in range(2, 6)})


@book("years and measures", ".xls")
def months_shown_by_format(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "气温与降水", 1, 13)
    head = ("项目|" + "|".join(str(month) for month in range(1, 13)),)
    words = {at: (f"{at}月",) for at in range(1, 13)}
    also = {at: ((str(at),),) for at in range(1, 13)}
    page.table(
        Table(
            head,
            1,
            many("v1", 12),
            plain("平均气温（℃） 降水量（毫米） 日照时数（小时）"),
            top=2,
            words=words,
            also=also,
            titles=("气温与降水",),
        )
    )
    page.formats.update({(2, column): '0"月"' for column in range(2, 14)})


@book("county form")
def one_row_returned(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "附件3")
    page.line(2, "县（市、区）重点工作进展情况汇总表", 1, 8)
    page.line(3, "填报单位：永嘉县")
    head = ("县（市、区）|新开工项目|<|投资额（亿元）|<|签约项目|<|备注", "^|目标|完成|目标|完成|目标|完成|^")
    page.table(
        Table(
            head,
            1,
            "v0 v0 v1 v1 v0 v0 -",
            plain("永嘉县"),
            top=4,
            titles=("县（市、区）重点工作进展情况汇总表",),
        )
    )
    page.line(8, "填表人：        联系电话：")


@book("county form")
def title_inside_frame(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.merges.append((1, 1, 2, 6))
    page.cells[1, 1] = "乡镇农业生产情况登记表"
    page.line(3, "填报单位：文成县农业农村局          2024年9月30日          单位：亩、吨", 1, 6)
    head = ("乡镇|粮食|<|蔬菜|<|备注", "^|面积|产量|面积|产量|^")
    page.table(
        Table(
            head,
            1,
            "v0 v1 v0 v1 -",
            plain("大峃镇 百丈漈镇 南田镇 西坑镇 黄坦镇"),
            top=4,
            titles=("乡镇农业生产情况登记表",),
            units=("亩、吨", ""),
        )
    )


@book("county form", ".xls")
def unit_after_figures(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "开发区主要指标", 1, 5)
    head = ("序号|指标|本期|上年同期|单位",)
    rows = [
        Row((at, name), (name,), (round(at * 17.3, 1), round(at * 15.9, 1), unit))
        for at, (name, unit) in enumerate(
            (("总产值", "亿元"), ("税收", "万元"), ("用电量", "万千瓦时"), ("企业数", "家")), 1
        )
    ]
    page.table(Table(head, 2, "v1 v1 t:x", rows, top=2, titles=("开发区主要指标",)))


@book("yearbook", ".xls")
def age_groups(made_book: Book) -> None:
    page = made_book.page("A0301")
    page.line(1, "3-1  分年龄、性别的人口")
    page.line(2, "单位：人")
    head = ("年   龄|合   计|<|<|占总人口比重(%)|<|<", "^|小计|男|女|小计|男|女")
    names = ["总  计", "0", "1-4", "5-9", "10-14", "15-19", "20-24", "25-29", "65岁及以上"]
    rows = [Row((name,), (name,)) for name in names]
    page.table(
        Table(head, 1, "v0 v0 v0 g1 g1 g1", rows, top=3, titles=("3-1  分年龄、性别的人口",), units=("人",))
    )


@book("yearbook")
def size_classes(made_book: Book) -> None:
    page = made_book.page("6-2")
    page.line(1, "6-2  按营业收入规模分组的企业", 1, 4)
    spec = "合计\n.500万元以下\n.500-1000万元\n.1000-5000万元\n.1亿元以上"
    page.table(
        Table(
            ("组别|企业数（个）|从业人员（人）|利润（万元）",),
            1,
            "v0 v0 v1",
            tree(spec),
            top=2,
            titles=("6-2  按营业收入规模分组的企业",),
        )
    )


@book("yearbook")
def growth_rows_between(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "三大需求运行情况", 1, 5)
    rows: list[Row] = []
    for name in ("固定资产投资（亿元）", "社会消费品零售总额（亿元）", "出口总额（亿元）"):
        rows.append(Row((name,), (name,)))
        rows.append(Row(("  同比增长（%）",), (name, "同比增长（%）"), also=(("同比增长（%）",),)))
    page.table(
        Table(
            ("指标|一季度|上半年|前三季度|全年",),
            1,
            many("v1", 4),
            rows,
            top=2,
            titles=("三大需求运行情况",),
        )
    )


@book("odd cells")
def hours_as_labels(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "节假日分时段客流（人次）", 1, 4)
    rows = [Row((f"{hour}:00-{hour + 1}:00",), (f"{hour}:00-{hour + 1}:00",)) for hour in range(8, 18)]
    page.table(
        Table(
            ("时段|江心屿|五马街|印象南塘",),
            1,
            "v0 v0 v0",
            rows,
            top=2,
            titles=("节假日分时段客流（人次）",),
            units=("", "人次"),
        )
    )


@book("odd cells")
def mostly_empty(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "自然灾害损失情况统计", 1, 7)
    head = (
        "县（市、区）|受灾人口（人）|农作物（公顷）|<|房屋（间）|<|直接经济损失（万元）",
        "^|^|受灾|绝收|倒塌|损坏|^",
    )
    rows = []
    for at, name in enumerate(COUNTIES.split()):
        rows.append(
            Row((name,), (name,), tuple(320 + at if (at + column) % 7 == 0 else None for column in range(6)))
        )
    page.table(Table(head, 1, many("v0", 6), rows, top=2, titles=("自然灾害损失情况统计",)))


@book("odd cells", ".xls")
def one_figure_column(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "温州概况（2023年）", 1, 3)
    names = (
        ("土地面积", "平方公里"),
        ("海域面积", "平方公里"),
        ("年末户籍人口", "万人"),
        ("地区生产总值", "亿元"),
        ("民用汽车", "万辆"),
    )
    page.table(
        Table(
            ("指标名称|单位|数值",),
            2,
            "v1",
            [Row(pair, (pair[0],)) for pair in names],
            top=2,
            titles=("温州概况（2023年）",),
        )
    )


@book("regulator form")
def codes_before_names(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "分行业贷款情况表", 1, 6)
    page.line(2, "报送机构：人民银行温州市分行", 1)
    page.line(2, "单位：亿元", 6)
    head = ("代码|行业|贷款余额|<|不良率|企业数", "^|^|本外币|#人民币|^|^")
    rows = [
        Row((code, name), (name,))
        for code, name in (
            (13, "农副食品加工业"),
            (17, "纺织业"),
            (19, "皮革制鞋业"),
            (29, "橡胶塑料制品业"),
            (38, "电气机械制造业"),
        )
    ]
    page.table(Table(head, 2, "v2 v2 pct v0", rows, top=3, titles=("分行业贷款情况表",), units=("亿元",)))


@book("budget", ".xls")
def budget_sides_two_rows(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "2024年一般公共预算收支平衡表", 1, 9)
    page.line(2, "单位：万元", 9)
    page.widths = {5: 2}
    names = (
        ("收　入", 1, "一般公共预算收入 上级补助收入 调入资金 收入总计"),
        ("支　出", 6, "一般公共预算支出 上解支出 结转下年 支出总计"),
    )
    for stub, left, texts in names:
        head = (f"{stub}|2023年|<|2024年", "^|预算数|执行数|预算数")
        page.table(
            Table(
                head,
                1,
                "v0 v0 v0",
                plain(texts),
                top=3,
                left=left,
                titles=("2024年一般公共预算收支平衡表",),
                units=("万元",),
            )
        )


@book("several tables")
def small_table_lower_right(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "主要商品出口", 1, 3)
    page.table(
        Table(
            ("商品|金额（亿元）|增速（%）",),
            1,
            "v1 g",
            plain("鞋类 服装 机电产品 阀门 眼镜 打火机 汽配"),
            top=2,
            titles=("主要商品出口",),
        )
    )
    page.line(4, "主要市场", 6, 8)
    page.table(
        Table(
            ("国家|金额（亿元）|增速（%）",),
            1,
            "v1 g",
            plain("美国 欧盟 东盟 印度"),
            top=5,
            left=6,
            titles=("主要市场",),
        )
    )


@book("race board")
def groups_of_counties(made_book: Book) -> None:
    page = made_book.page("晾晒")
    page.line(1, "县（市、区）重点指标分组晾晒（前三季度）", 1, 8)
    head = (
        "组别|县（市、区）|招商引资|<|<|项目开工|<|<",
        "^|^|到位资金（亿元）|完成率|组内排名|开工率|较上月（百分点）|组内排名",
    )
    rows: list[Row] = []
    for group, names in (("第一组", COUNTIES.split()[:6]), ("第二组", COUNTIES.split()[6:])):
        rows += [Row(("^" if at else group, name), (group, name)) for at, name in enumerate(names)]
    page.table(
        Table(
            head,
            2,
            "v1 pct rank pct sign rank",
            rows,
            top=2,
            titles=("县（市、区）重点指标分组晾晒（前三季度）",),
        )
    )


@book("project ledger")
def ledger_owner_last(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "附件：")
    page.line(2, "省市县长项目落地情况表（截至2024年9月底）", 1, 8)
    page.line(3, "单位：亿元", 8)
    head = ("序号|项目名称|总投资|省级认定时间|是否开工|2024年投资|<|责任单位", "^|^|^|^|^|计划|完成|^")
    rows = [
        Row((at, f"{name}项目"), (f"{name}项目",))
        for at, name in enumerate(
            ["瑞浦新能源", "伟明盛青", "金风科技", "诚意药业", "奥康智造", "正泰智慧"], 1
        )
    ]
    after = page.table(
        Table(
            head,
            2,
            "v1 t:2022年二批,2023年一批 t:是,否 v1 v2 t:龙湾区,温州湾新区",
            rows,
            top=4,
            titles=("省市县长项目落地情况表（截至2024年9月底）",),
            units=("亿元",),
        )
    )
    page.cells[after, 2], page.cells[after, 3], page.cells[after, 7] = "合计", 366.5, 78.25
    for column in range(3, 9):
        where = "Sheet1", f"{'ABCDEFGH'[column - 1]}{after}"
        made_book.golden.unjudged.add(where)
