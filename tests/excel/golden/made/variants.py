"""More held-out workbooks: variants of what made_books.py has, and habits that are rarer but real."""

from datetime import date

from tests.excel.golden.made.layout import Book, Row, Table, book, plain, tree

COUNTIES = "鹿城区 龙湾区 瓯海区 洞头区 乐清市 瑞安市 永嘉县 平阳县 苍南县 文成县 泰顺县 龙港市"


def _many(kind: str, count: int) -> str:
    return " ".join([kind] * count)


def _named(names: str, unit: str) -> list[Row]:
    return [Row((name, unit), (name,)) for name in names.split()]


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


@book("regions matrix")
def province_and_city(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    pairs = (
        ("浙江", "杭州"),
        ("浙江", "宁波"),
        ("浙江", "温州"),
        ("江苏", "南京"),
        ("江苏", "苏州"),
        ("江苏", "无锡"),
        ("福建", "福州"),
        ("福建", "厦门"),
    )
    rows = [Row(pair, pair, also=((pair[1],),)) for pair in pairs]
    page.table(Table(("省份|城市|年末人口（万人）|GDP（亿元）|人均GDP（元）",), 2, "v1 v1 v0", rows))


@book("regions matrix", ".xls")
def town_and_village_blank(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "粮食种植面积核实表", 1, 5)
    rows: list[Row] = []
    for town, names in (
        ("昆阳镇", ("城东村", "城西村", "临区村")),
        ("鳌江镇", ("墨城村", "梅溪村")),
        ("水头镇", ("溪心村", "鹤溪村", "詹家埠村")),
    ):
        rows += [Row((None if at else town, name), (town, name)) for at, name in enumerate(names)]
    rows.append(Row(("合计", None), ("合计",)))
    page.table(
        Table(
            ("乡镇|村|早稻（亩）|晚稻（亩）|补贴（元）",),
            2,
            "v0 v0 v1",
            rows,
            top=2,
            titles=("粮食种植面积核实表",),
        )
    )


@book("regions matrix")
def regions_by_indicator_long(made_book: Book) -> None:
    page = made_book.page("长表")
    page.line(1, "分县主要指标历年数据")
    rows: list[Row] = []
    for name in ("鹿城区", "龙湾区", "瓯海区", "洞头区"):
        for at, (what, unit) in enumerate((("生产总值", "亿元"), ("常住人口", "万人"), ("财政收入", "亿元"))):
            rows.append(Row(("^" if at else name, what, unit), (name, what)))
    page.table(
        Table(
            ("地区|指标|单位|2020年|2021年|2022年|2023年",),
            3,
            _many("v1", 4),
            rows,
            top=2,
            titles=("分县主要指标历年数据",),
        )
    )


@book("regions matrix", ".xls")
def centred_wide_groups(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "各 市 财 政 收 支 情 况", 1, 9)
    page.line(2, "单位：亿元", 9)
    head = (
        "|>|一般公共预算收入|~|~|>|一般公共预算支出|~|~",
        "地  区|绝对数|位次|增长%|位次|绝对数|位次|增长%|位次",
    )
    page.table(
        Table(
            head,
            1,
            "v1 rank g rank v1 rank g rank",
            plain("杭州 宁波 温州 嘉兴 湖州 绍兴"),
            top=3,
            framed=False,
            titles=("各 市 财 政 收 支 情 况",),
            units=("亿元",),
        )
    )


@book("years and measures", ".xls")
def years_centred_over_three(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "主要工业产品产量", 1, 8)
    head = ("产品名称|单位|>|2022|~|>|2023|~", "||产量|增长|占全省%|产量|增长|占全省%")
    rows = _named("服装 皮鞋 低压电器 阀门 合成革 眼镜", "万件")
    page.table(Table(head, 2, "v1 g g1 v1 g g1", rows, top=2, framed=False, titles=("主要工业产品产量",)))


@book("years and measures")
def year_and_quarter_rows(made_book: Book) -> None:
    page = made_book.page("季度")
    page.line(1, "分季度增加值核算结果（亿元）", 1, 5)
    rows: list[Row] = []
    for year in (2022, 2023):
        for at, quarter in enumerate(("一季度", "上半年", "前三季度", "全年")):
            rows.append(Row(("^" if at else f"{year}年", quarter), (f"{year}年", quarter)))
    page.table(
        Table(
            ("年份|时期|第一产业|第二产业|第三产业",),
            2,
            "v1 v1 v1",
            rows,
            top=2,
            titles=("分季度增加值核算结果（亿元）",),
            units=("", "亿元"),
        )
    )


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
        after = page.table(Table((head,), 2, fills, _named(names, "亿元"), top=after + 1, titles=(title,)))


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
    page.table(Table(head, 1, _many("v0", 4), rows, top=2, titles=("分行业用工情况",)))


def _section(name: str) -> Row:
    return Row((name,), None)


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


@book("yearbook")
def yearbook_unit_in_title(made_book: Book) -> None:
    page = made_book.page("4-8")
    title = "4-8  历年财政收支（单位：亿元）"
    page.line(1, title, 1, 6)
    page.line(2, "（1978—2023年）", 1, 6)
    head = ("年份|一般公共\n预算收入|增长速度\n（%）|一般公共\n预算支出|增长速度\n（%）|收支差额",)
    rows = [Row((f"{year}年",), (f"{year}年",)) for year in (1978, 1985, 1990, 1995, 2000, 2010, 2020, 2023)]
    page.table(
        Table(head, 1, "v2 g v2 g g", rows, top=3, titles=(title, "4-8  历年财政收支"), units=("亿元",))
    )


@book("yearbook", ".xls")
def yearbook_two_level_regions(made_book: Book) -> None:
    page = made_book.page("Sheet1")
    page.line(1, "11-3  分市、县（区）土地面积和人口密度")
    page.line(2, "（2023年末）")
    head = ("地    区|土地面积|年末常住|人口密度", "|(平方公里)|人口(万人)|(人/平方公里)")
    spec = "全 省 总 计\n杭 州 市\n.市 区\n.桐 庐 县\n.淳 安 县\n宁 波 市\n.市 区\n.象 山 县\n温 州 市\n.市 区\n.永 嘉 县\n.平 阳 县\n.泰 顺 县"
    page.table(
        Table(
            head,
            1,
            "v0 v2 v1",
            tree(spec, "wide"),
            top=4,
            framed=False,
            titles=("11-3  分市、县（区）土地面积和人口密度",),
        )
    )


@book("yearbook")
def yearbook_including(made_book: Book) -> None:
    page = made_book.page("9-4")
    page.line(1, "9-4  限额以上批发零售业商品销售额", 1, 4)
    page.line(2, "单位：万元", 4)
    spec = "合    计\n.#零售额\n.一、粮油、食品类\n..其中：粮油类\n..      肉禽蛋类\n..      水产品类\n.二、饮料类\n.三、烟酒类"
    rows = tree(spec, "blanks")
    rows = [Row(row.labels, tuple(word.strip() for word in row.path or ())) for row in rows]
    parent = ("合    计", "一、粮油、食品类")
    for at in (4, 5):
        name = str(rows[at].labels[0]).strip()
        rows[at] = Row(rows[at].labels, (*parent, name), also=((*parent, "其中：粮油类", name),))
    page.table(
        Table(
            ("类   别|2022年|2023年|增长（%）",),
            1,
            "v0 v0 g",
            rows,
            top=3,
            titles=("9-4  限额以上批发零售业商品销售额",),
            units=("万元",),
        )
    )


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
        Table(head, 2, _many("v1", 6), rows, top=3, titles=("农村居民收支调查汇总表",), units=("元/人",))
    )
    page.line(15, "单位负责人：       填表人：       报出日期：    年  月  日")


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
            _many("v0", 6),
            [*plain("合计"), *plain(COUNTIES)],
            top=2,
            titles=("三季度公共服务设施建设进度",),
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


@book("large", ".xls")
def long_monthly_by_code(made_book: Book) -> None:
    page = made_book.page("直报")
    head = ("单位详细名称|行业代码|营业收入本月|营业收入累计|上年同期累计|从业人员期末人数",)
    rows = [
        Row((f"浙江温州企业{at:04}有限公司", f"{1300 + at % 400}"), (f"浙江温州企业{at:04}有限公司",))
        for at in range(1, 801)
    ]
    page.table(Table(head, 2, "v1 v1 v1 v0", rows))


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


__all__ = ["COUNTIES"]
