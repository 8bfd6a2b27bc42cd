"""Made after the causes found in the others, to see whether the cures are general."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain
from tests.excel.golden.made.words import CITIES, many


@book("fresh", ".xls")
def fresh_uneven_centred(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "各市主要指标", 1, 8)
    head = ("|>|生产总值|~|固定资产投资|~|>|财政收入|~", "地区|总量|增速|位次|增速|位次|总量|增速|位次")
    page.table(
        Table(
            head,
            1,
            "v1 g rank g rank v1 g rank",
            plain(CITIES),
            top=2,
            framed=False,
            titles=("各市主要指标",),
        )
    )


@book("fresh")
def fresh_sides_two_rows(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "2023年国有资本经营收支表", 1, 6)
    page.line(2, "单位：万元", 6)
    for stub, left, names in (
        ("收入", 1, "利润收入 股利收入 产权转让收入 收入合计"),
        ("支出", 4, "解决历史遗留问题 资本金注入 其他支出 支出合计"),
    ):
        page.table(
            Table(
                (f"{stub}|2023年|<", "^|预算数|执行数"),
                1,
                "v0 v0",
                plain(names),
                top=3,
                left=left,
                titles=("2023年国有资本经营收支表",),
                units=("万元",),
            )
        )


@book("fresh")
def fresh_three_labels(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "低收入农户增收情况", 1, 6)
    rows: list[Row] = []
    for county, towns in (
        ("文成县", (("大峃镇", ("苔湖村", "凤溪村")), ("南田镇", ("武阳村",)))),
        ("泰顺县", (("罗阳镇", ("鹤联村", "岭北村")),)),
    ):
        first = True
        for town, villages in towns:
            for at, village in enumerate(villages):
                rows.append(
                    Row((county if first else None, None if at else town, village), (county, town, village))
                )
                first = False
    page.table(
        Table(
            ("县|乡镇|村|户数|人均收入（元）|增速（%）",),
            3,
            "v0 v0 g",
            rows,
            top=2,
            titles=("低收入农户增收情况",),
        )
    )


@book("fresh", ".xls")
def fresh_offices_in_groups(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "招商任务完成情况", 1, 6)
    rows: list[Row] = []
    for group, names in (("经济部门", "市发改委 市经信局 市商务局"), ("社会部门", "市教育局 市卫健委")):
        rows += [Row(("^" if at else group, name), (group, name)) for at, name in enumerate(names.split())]
    rows.append(Row(("合计", "<"), ("合计",)))
    page.table(
        Table(
            ("类别|单位|任务数（个）|完成数（个）|完成率（%）",),
            2,
            "v0 v0 g1",
            rows,
            top=2,
            titles=("招商任务完成情况",),
        )
    )


@book("fresh")
def fresh_bold_sections(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "主要社会指标", 1, 3)
    rows: list[Row] = []
    for part, names in (
        ("教育", "在校学生（万人） 专任教师（万人）"),
        ("医疗", "床位（张） 医师（人）"),
        ("养老", "养老机构（家） 养老床位（张）"),
    ):
        rows.append(Row((part,), None, bold=True))
        rows += [Row((name,), (part, name)) for name in names.split()]
    page.table(Table(("指标|2022年|2023年",), 1, "v1 v1", rows, top=2, titles=("主要社会指标",)))


@book("fresh")
def fresh_titles_and_notes(made_book: Book) -> None:
    page = made_book.page("月报")
    after = 1
    for title, unit, head, fills, names in (
        ("（一）规上工业", "单位：亿元、%", "行业|产值|<|出口交货值|<", "v1 g v1 g", "电气 鞋业 服装 合计"),
        ("（二）服务业", "单位：亿元、%", "行业|营业收入|<|利润|<", "v1 g v1 g", "软件 商务 物流"),
        ("（三）建筑业", "单位：亿元、%", "地区|总产值|<|签订合同额|<", "v1 g v1 g", "市区 县域"),
    ):
        page.line(after, title, 1, 5, bold=True)
        page.line(after + 1, unit, 1, 5)
        grid = (head, "^|本月|同比|本月|同比")
        after = page.table(
            Table(grid, 1, fills, plain(names), top=after + 2, titles=(title,), units=("亿元、%",))
        )
        page.line(after, "注：增速按可比口径计算。")
        after += 2


@book("fresh", ".xls")
def fresh_months_under_years(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "客运量", 1, 9)
    page.line(2, "单位：万人次", 9)
    head = ("方式|2023|<|<|<|2024|<|<|<", "^|6|7|8|9|6|7|8|9")
    words = {at: ("2023年" if at < 5 else "2024年", f"{(at - 1) % 4 + 6}月") for at in range(1, 9)}
    page.table(
        Table(
            head,
            1,
            many("v1", 8),
            plain("公路 铁路 水运 民航"),
            top=3,
            words=words,
            titles=("客运量",),
            units=("万人次",),
        )
    )
    page.formats.update({(3, column): '0"年"' for column in (2, 6)})
    page.formats.update({(4, column): '0"月"' for column in range(2, 10)})


@book("fresh")
def fresh_years_down_by_format(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "历年森林资源", 1, 4)
    rows = [Row((year,), (f"{year}年",)) for year in range(2014, 2024)]
    page.table(
        Table(
            ("年度|森林面积（万亩）|蓄积量（万立方米）|覆盖率（%）",),
            1,
            "v1 v1 g1",
            rows,
            top=2,
            titles=("历年森林资源",),
        )
    )
    page.formats.update({(row, 1): '0"年"' for row in range(3, 13)})


@book("fresh", ".xls")
def fresh_ledger_lines(made_book: Book) -> None:
    page = made_book.page("资产")
    page.line(1, "企业资产负债简表", 1, 5)
    page.line(2, "单位：万元", 5)
    rows: list[Row] = []
    for at, name in enumerate(("流动资产", "固定资产", "资产总计", "流动负债", "负债合计", "所有者权益"), 1):
        rows.append(Row((name, at), (name,)))
    page.table(
        Table(
            ("项目|行次|年初数|期末数|增减%",),
            2,
            "v0 v0 g",
            rows,
            top=3,
            titles=("企业资产负债简表",),
            units=("万元",),
        )
    )


@book("fresh")
def fresh_people_beside_groups(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "驻企服务走访情况", 1, 6)
    rows: list[Row] = []
    for area, firms in (
        ("滨海园区", "甲阀门公司 乙电器公司 丙标准件公司"),
        ("丁山园区", "丁服饰公司 戊鞋材公司"),
    ):
        for at, firm in enumerate(firms.split()):
            rows.append(Row(("^" if at else area, firm), (area, firm)))
    page.table(
        Table(
            ("所在园区|走访企业|联络员|走访次数|解决问题（个）",),
            2,
            "t:王一,李二,赵三 v0 v0",
            rows,
            top=2,
            titles=("驻企服务走访情况",),
        )
    )
