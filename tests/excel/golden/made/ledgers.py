"""Long lists: projects, enterprises, budgets."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain, tree
from tests.excel.golden.made.words import COUNTIES, many


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
            many("v1", 60),
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


@book("project ledger")
def ledger_with_codes(made_book: Book) -> None:
    page = made_book.page("企业")
    page.line(1, "专精特新企业运行监测", 1, 8)
    page.line(2, "单位：万元", 8)
    head = ("序号|统一社会信用代码|企业名称|所属行业|营业收入|<|利润总额|联系电话", "^|^|^|^|1-9月|增速|^|^")
    rows = []
    for at in range(1, 13):
        values = (
            "仪器仪表",
            round(page.chance.uniform(500, 9000), 1),
            round(page.chance.uniform(-9, 20), 1),
            page.chance.randint(20, 900),
            f"0577-8896{at:04}",
        )
        rows.append(
            Row(
                (at, f"91330300MA2{at:05}X{at % 10}", f"温州第{at}仪表有限公司"),
                (f"温州第{at}仪表有限公司",),
                values,
            )
        )
    page.table(
        Table(head, 3, "t:x v1 g v0 t:x", rows, top=3, titles=("专精特新企业运行监测",), units=("万元",))
    )


@book("large", ".xls")
def long_monthly_by_code(made_book: Book) -> None:
    page = made_book.page("直报")
    head = ("单位详细名称|行业代码|营业收入本月|营业收入累计|上年同期累计|从业人员期末人数",)
    rows = [
        Row((f"浙江温州企业{at:04}有限公司", f"{1300 + at % 400}"), (f"浙江温州企业{at:04}有限公司",))
        for at in range(1, 801)
    ]
    page.table(Table(head, 2, "v1 v1 v1 v0", rows))
