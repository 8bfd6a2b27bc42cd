"""Rows under section lines, and rows that add others up."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table
from tests.excel.golden.made.words import COUNTIES, many


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


@book("totals")
def units_as_names(made_book: Book) -> None:
    page = made_book.page("市直")
    page.line(1, "市直单位预算执行进度表", 1, 5)
    page.line(2, "金额：万元", 5)
    names = "市教育局 市卫生健康委 市交通运输局 市水利局 市民政局 合计"
    rows = [Row((at, name), (name,)) for at, name in enumerate(names.split(), 1)]
    page.table(
        Table(
            ("序号|单位|预算数|支出数|进度",),
            2,
            "v1 v1 pct",
            rows,
            top=3,
            titles=("市直单位预算执行进度表",),
            units=("万元", ""),
        )
    )


@book("sections")
def sections_not_bold(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "乡镇基本情况统计表")
    rows: list[Row] = []
    for part, names in (
        ("一、人口", ("户籍户数", "户籍人口", "常住人口")),
        ("二、农业", ("耕地面积", "粮食产量")),
        ("三、工业", ("规上企业数", "工业总产值")),
    ):
        rows.append(Row((part, None), None))
        rows += [Row((name, "—"), (part, name)) for name in names]
    page.table(
        Table(("指标名称|计量单位|2022年|2023年",), 2, "v1 v1", rows, top=2, titles=("乡镇基本情况统计表",))
    )


@book("sections", ".xls")
def sections_centred_blank(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "分行业用工情况", 1, 5)
    head = ("行业|企业数|<|用工人数|<", "^|2022年|2023年|2022年|2023年")
    rows: list[Row] = []
    for part, names in (
        ("按登记注册类型分", ("国有企业", "私营企业", "外商投资企业")),
        ("按企业规模分", ("大型", "中型", "小型")),
    ):
        rows.append(_section(part))
        rows += [Row((f"    {name}",), (part, name)) for name in names]
    page.table(Table(head, 1, many("v0", 4), rows, top=2, titles=("分行业用工情况",)))


def _section(name: str) -> Row:
    return Row((name,), None)
