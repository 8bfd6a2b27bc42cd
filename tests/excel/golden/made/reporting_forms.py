"""Forms of regulators and of the statistical reporting system."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, tree
from tests.excel.golden.made.words import many


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
            many("money", 5),
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
            many("money", 3),
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
            many("money", 3),
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
        Table(head, 3, many("v0", 3), rows, top=7, titles=("工业产销总值及主要产品产量",), units=("千元",))
    )
    page.line(
        after,
        "单位负责人：        统计负责人：        填表人：        联系电话：        报出日期：2024年10月  日",
        1,
        6,
    )
    page.line(after + 1, "说明：1.统计范围：辖区内规模以上工业法人单位。")
    page.line(after + 2, "      2.审核关系：2≥1。")


@book("regulator form", ".xls")
def form_with_letters_below(made_book: Book) -> None:
    page = made_book.page("N201")
    page.line(1, "农村居民收支调查汇总表", 1, 8)
    page.line(2, "填报单位（盖章）：")
    page.line(2, "2024年三季度", 4)
    page.line(2, "计量单位：元/人", 7)
    head = (
        "指标|代码|合计|按收入分组|<|<|<|<",
        "^|^|^|低收入|中低收入|中等收入|中高收入|高收入",
        "=甲|=乙|=1|=2|=3|=4|=5|=6",
    )
    spec = "一、可支配收入\n.（一）工资性收入\n.（二）经营净收入\n..1.第一产业\n..2.第三产业\n二、消费支出\n.（一）食品烟酒\n.（二）居住"
    rows = [Row((row.labels[0], f"{at:02}"), row.path) for at, row in enumerate(tree(spec), 1)]
    page.table(
        Table(head, 2, many("v1", 6), rows, top=3, titles=("农村居民收支调查汇总表",), units=("元/人",))
    )
    page.line(15, "单位负责人：       填表人：       报出日期：    年  月  日")
