"""What counties fill in: indicators against targets, and boards of who leads."""

from tests.excel.golden.made.book import Book, book
from tests.excel.golden.made.layout import Row, Table, plain
from tests.excel.golden.made.words import COUNTIES, many


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
            f"v0 {many('v0', 12)} t:市场监管局,人力社保局",
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


@book("county form")
def county_category_blank(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "2024年市政府工作报告目标完成情况", 1, 7)
    head = ("分类|指标|年度目标|1-10月完成|完成率|牵头单位|情况说明",)
    rows: list[Row] = []
    for part, names in (
        ("经济", ("GDP增速（%）", "财政收入（亿元）", "外贸出口（亿元）")),
        ("民生", ("新增就业（人）", "新增学位（个）")),
    ):
        rows += [Row((None if at else part, name), (part, name)) for at, name in enumerate(names)]
    page.table(
        Table(
            head, 2, "v1 v1 pct t:发改局,财政局 -", rows, top=2, titles=("2024年市政府工作报告目标完成情况",)
        )
    )


@book("county form", ".xls")
def county_diagonal_corner(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "三季度公共服务设施建设进度", 1, 7)
    head = (
        "          项目\n单位|幼儿园|<|养老机构|<|体育场地|<",
        "^|计划数|完成数|计划数|完成数|计划数|完成数",
    )
    page.table(
        Table(
            head,
            1,
            many("v0", 6),
            [*plain("合计"), *plain(COUNTIES)],
            top=2,
            titles=("三季度公共服务设施建设进度",),
        )
    )
