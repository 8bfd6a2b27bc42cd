"""Sheets of projects as many offices lay them out: the same projects under other headings, units and orders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wzdesk.domain.projects.project import Nature
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.sheets.what import What

Shown = str | float | None
FIELDS = ("先进制造业基地", "交通强市", "清洁能源保供", "水网安澜提升", "城镇有机更新")
REGIONS = {"龙湾区": "330303", "洞头区": "330305", "平阳县": "330326", "苍南县": "330327", "瑞安市": "330381"}
_WORKS = (
    "产业园",
    "变电站",
    "引水工程",
    "高速公路",
    "扩建项目",
    "医院迁建工程",
    "安置房建设",
    "污水处理厂",
    "智能工厂",
)
_PLACES = ("鳌江", "万全", "藻溪", "灵昆", "仙岩", "飞云", "大门", "龙港", "状元岙", "瓯江口")


@dataclass(frozen=True)
class Made:
    """A project as the sheet should tell it; amounts in 万元."""

    code: str
    name: str
    field: str
    nature: Nature
    region: str
    content: str
    start: When
    end: When
    total: Decimal
    before: Decimal
    plan: Decimal
    month: Decimal
    year: Decimal
    image: str
    problem: str
    agency: str
    owner: str

    @property
    def since(self) -> Decimal:
        return self.before + self.year


@dataclass
class Sheet:
    """A sheet under way, and what its cells mean: ``facts[code][what]``."""

    path: Path
    options: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[What, object]] = field(default_factory=dict)


def made_projects(random: Random, count: int) -> list[Made]:
    found = []
    for number in range(count):
        nature = random.choices([Nature.CARRIED_ON, Nature.NEW, Nature.EARLY], [5, 3, 1])[0]
        total = Decimal(random.randrange(20, 9000) * 100)
        plan = Decimal(random.randrange(1, 40) * 100)
        year = min(plan, Decimal(random.randrange(0, 40) * 100))
        begun = random.randrange(2019, 2024) if nature is Nature.CARRIED_ON else 2024
        found.append(
            Made(
                f"{random.choice(['ZZ', 'JT', 'NY'])}-{number + 1:03d}",
                f"{random.choice(_PLACES)}{random.choice(_WORKS)}{number + 1}号",
                random.choice(FIELDS),
                nature,
                random.choice(list(REGIONS)),
                f"总建筑面积{random.randrange(1, 90)}万平方米，新建厂房{random.randrange(1, 9)}幢",
                When(begun, random.randrange(1, 13)),
                When(begun + random.randrange(1, 6), random.randrange(1, 13)),
                total,
                Decimal(random.randrange(0, 90) * 100) if nature is Nature.CARRIED_ON else Decimal(0),
                plan,
                min(year, Decimal(random.randrange(0, 9) * 50)),
                year,
                random.choice(["主体施工至三层", "桩基完成41%，\n盾构始发井开挖", "场地平整", "可研报批"]),
                random.choice(["", "", "用地指标未落实", "征迁剩余17户"]),
                random.choice(["市交通局", "龙湾区政府", "平阳县政府"]),
                random.choice(["市城投集团", "温州某某有限公司"]),
            )
        )
    return sorted(found, key=lambda one: FIELDS.index(one.field))


_HEADINGS: dict[What, Sequence[str]] = {
    What.CODE: ("项目编码", "项目代码", "项目编号", "编码"),
    What.NAME: ("项目名称", "项目", "工程名称", "项  目  名  称", "重点项目名称", "项目\n名称"),
    What.FIELD: ("领域", "所属领域", "项目类别", "类别"),
    What.NATURE: ("建设性质", "项目性质", "性质"),
    What.REGION: ("所在地", "建设地点", "所属县（市、区）", "项目所在地"),
    What.CONTENT: ("建设规模及主要内容", "主要建设内容", "建设内容及规模", "项目概况"),
    What.START: ("开工时间", "计划开工时间", "拟开工时间"),
    What.END: ("竣工时间", "计划竣工时间", "拟建成时间"),
    What.SPAN: ("建设年限", "建设起止年限", "起止年限"),
    What.TOTAL: ("总投资", "项目总投资", "计划总投资", "投资总额", "总投资额"),
    What.BEFORE: ("至2023年底累计完成投资", "截至上年底累计完成", "2023年底前完成投资", "以前年度完成投资"),
    What.PLAN: ("2024年计划投资", "年度计划投资", "2024年度投资计划", "今年计划投资", "年度投资计划"),
    What.MONTH: ("本月完成投资", "9月完成投资", "当月完成投资", "本月完成"),
    What.YEAR: ("1—9月完成投资", "年初至今累计完成", "1-9月累计完成投资", "今年累计完成投资", "本年累计完成"),
    What.SINCE: ("开工以来累计完成投资", "自开工累计完成投资", "开工至今累计完成"),
    What.RATE: ("完成率（%）", "占年度计划%", "年度计划完成率"),
    What.IMAGE: ("形象进度", "工程形象进度", "目前进展情况", "项目进展情况", "9月底形象进度"),
    What.PROBLEM: ("存在问题", "存在的主要问题", "需协调解决的问题", "存在困难和问题"),
    What.AGENCY: ("责任单位", "牵头单位", "主管部门", "市级责任单位"),
    What.OWNER: ("建设单位", "项目业主", "业主单位", "实施主体"),
    What.REMARK: ("备注",),
}
_STRANGE: dict[str, str | float] = {
    "占地面积（亩）": 120,
    "联系电话": "0577-88888888",
    "是否省重点": "是",
    "同比增长（%）": 12.5,
    "下月计划投资": 300,
    "资金来源": "财政资金、专项债",
    "用地指标": "已落实",
    "开工率": "100%",
}
"""Columns that tell nothing which the ledger keeps, or nothing of this month."""
_GROUPS: dict[What, tuple[str, str]] = {
    What.PLAN: ("2024年", "年度计划投资"),
    What.MONTH: ("2024年", "本月完成"),
    What.YEAR: ("2024年", "1—9月累计"),
    What.RATE: ("2024年", "完成率(%)"),
}
_MONEY = (What.TOTAL, What.BEFORE, What.PLAN, What.MONTH, What.YEAR, What.SINCE)


def make_sheet(path: Path, seed: int) -> Sheet:
    """A sheet in one of many layouts, with what it means."""
    random = Random(seed)
    made = _Maker(random, Sheet(path))
    made.build(made_projects(random, random.randrange(4, 30)))
    return made.sheet


class _Maker:
    def __init__(self, random: Random, sheet: Sheet) -> None:
        self.random, self.sheet = random, sheet
        self.book = Workbook()
        page = self.book.active
        assert page is not None
        self.page: Worksheet = page
        self.row = 1
        self.headed: dict[What, str] = {}
        self.unit = self.pick("unit", "万元", "亿元")
        self.unit_at = self.pick("unit_at", "line", "heading", "both")
        self.fields = self.pick("fields", "column", "merged", "section", "section_sums", "none")
        self.sums = self.pick("sums", "after", "none")
        self.by_nature = self.pick("by_nature", "no", "no", "yes") if self.fields == "section" else "no"
        self.repeats = self.pick("repeats", "no", "no", "yes")
        self.words = self.pick("words", "figures", "figures", "units")
        self.strange = self.random.sample(list(_STRANGE), self.random.choice([0, 0, 1, 2, 3]))
        self.dates = self.pick("dates", "2022.6", "2022年6月", "2022-06", "span", "number")

    def pick(self, name: str, *choices: str) -> str:
        self.sheet.options[name] = found = self.random.choice(choices)
        return found

    def build(self, projects: list[Made]) -> None:
        columns = self.columns()
        self.page.title = self.pick("tab", "Sheet1", "9月月报", "项目清单")
        if self.by_nature == "yes":
            columns = [what for what in columns if what is not What.NATURE]
        self.titles(len(columns))
        top = self.row
        self.headings(columns)
        total_at = self.pick("total", "top", "bottom", "none")
        if total_at == "top":
            self.total(columns, projects, "合计")
        for each in FIELDS:
            members = [one for one in projects if one.field == each]
            if members:
                self.of_field(columns, each, members)
        if total_at == "bottom":
            self.total(
                columns, projects, self.pick("total_word", "合  计", "总计", f"合计（{len(projects)}个）")
            )
        if self.pick("notes", "yes", "no") == "yes":
            self.page.cell(self.row, 1, "注：1.本表由项目责任单位填报；2.新开工项目以桩基进场为准。")
            self.row += 1
            self.page.cell(self.row, 1, "填表人：        审核人：        联系电话：")
        if self.pick("hidden", "code", "none") == "code" and What.CODE in columns:
            self.page.column_dimensions[get_column_letter(columns.index(What.CODE) + 1)].hidden = True
        self.page.freeze_panes = self.page.cell(top + 1, 3).coordinate
        self.book.save(self.sheet.path)

    def columns(self) -> list[What]:
        chosen = [What.SERIAL] if self.pick("serial", "restart", "on", "none") != "none" else []
        if self.pick("code", "yes", "no") == "yes":
            chosen.insert(self.random.randrange(len(chosen) + 1), What.CODE)
        chosen.append(What.NAME)
        optional = [What.NATURE, What.REGION, What.CONTENT]
        chosen += [one for one in optional if self.random.random() < 0.7]
        if self.dates == "span":
            chosen.append(What.SPAN)
        elif self.random.random() < 0.7:
            chosen += [What.START, What.END]
        chosen += [What.TOTAL]
        chosen += [What.BEFORE] if self.random.random() < 0.5 else []
        chosen += [What.PLAN] if self.random.random() < 0.9 else []
        if self.pick("kind", "monthly", "list") == "monthly":
            chosen += [What.MONTH] if self.random.random() < 0.8 else []
            chosen += [What.YEAR]
            chosen += [What.RATE] if self.random.random() < 0.6 and What.PLAN in chosen else []
            chosen += [What.SINCE] if self.random.random() < 0.5 else []
            chosen += [What.IMAGE] if self.random.random() < 0.9 else []
            chosen += [What.PROBLEM] if self.random.random() < 0.6 else []
        chosen += [one for one in (What.AGENCY, What.OWNER, What.REMARK) if self.random.random() < 0.6]
        if self.fields in {"column", "merged"}:
            chosen.insert(0 if self.fields == "merged" or self.random.random() < 0.5 else 2, What.FIELD)
        return chosen

    def titles(self, width: int) -> None:
        kind = "进展情况月报表（9月）" if self.sheet.options["kind"] == "monthly" else "计划表"
        month = "2024年9月" if self.random.random() < 0.3 else "2024年"
        self.page.cell(1, 1, f"{month}温州市重大项目{kind}").font = Font(bold=True, size=16)
        if self.random.random() < 0.7:
            self.page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
        self.row = 2
        if self.unit_at != "heading":
            said = self.random.choice(
                [f"单位：{self.unit}", f"（单位：{self.unit}）", f"金额单位：{self.unit}"]
            )
            self.page.cell(2, width - 1, said)
            self.row = 3
        elif self.random.random() < 0.4:
            self.page.cell(2, 1, "填报单位：市重点建设服务中心")
            self.row = 3

    def headings(self, columns: list[What]) -> None:
        rows = int(self.sheet.options.get("header_rows") or self.pick("header_rows", "1", "2", "3"))
        first = self.row
        for at, what in enumerate(columns, 1):
            words = self.headed.setdefault(what, self.heading(what))
            group = _GROUPS.get(what)
            if rows == 1 or group is None:
                self.page.cell(first, at, words)
                if rows > 1:
                    self.page.merge_cells(
                        start_row=first, end_row=first + rows - 1, start_column=at, end_column=at
                    )
            else:
                unit = f"（{self.unit}）" if self.unit_at != "line" and what in _MONEY else ""
                self.page.cell(first + 1, at, group[1] + unit)
                if rows == 3:
                    self.page.merge_cells(
                        start_row=first + 1, end_row=first + 2, start_column=at, end_column=at
                    )
        grouped = [at for at, what in enumerate(columns, 1) if what in _GROUPS]
        if rows > 1 and grouped:
            self.page.cell(first, grouped[0], "2024年")
            if len(grouped) > 1:
                self.page.merge_cells(
                    start_row=first, end_row=first, start_column=grouped[0], end_column=grouped[-1]
                )
        for at, words in enumerate(self.strange, len(columns) + 1):
            self.page.cell(first, at, words)
            if rows > 1:
                self.page.merge_cells(
                    start_row=first, end_row=first + rows - 1, start_column=at, end_column=at
                )
        self.row = first + rows

    def heading(self, what: What) -> str:
        if what is What.SERIAL:
            return "序号"
        words = self.random.choice(_HEADINGS[what])
        if what in _MONEY and self.unit_at != "line":
            return f"{words}{self.random.choice([f'（{self.unit}）', f'({self.unit})', chr(10) + f'（{self.unit}）'])}"
        return words

    def of_field(self, columns: list[What], name: str, members: list[Made]) -> None:
        number = FIELDS.index(name)
        if self.fields.startswith("section"):
            label = f"{'一二三四五'[number]}、{name}" + self.random.choice(["", f"（{len(members)}个）"])
            at = columns.index(What.NAME) + 1
            if self.fields == "section_sums":
                self.page.cell(self.row, at, label)
                self.amounts(columns, members)
            else:
                self.page.cell(self.row, 1, label)
                self.page.merge_cells(
                    start_row=self.row, end_row=self.row, start_column=1, end_column=len(columns)
                )
            self.row += 1
        first = self.row
        nature = None
        if self.by_nature == "yes":
            members = sorted(members, key=lambda one: list(Nature).index(one.nature))
        for order, one in enumerate(members, 1):
            if self.by_nature == "yes" and one.nature is not nature:
                nature = one.nature
                count = sum(other.nature is nature for other in members)
                self.page.cell(
                    self.row, 1, f"（{'一二三'[list(Nature).index(nature)]}）{nature.value}项目（{count}个）"
                )
                self.page.merge_cells(
                    start_row=self.row, end_row=self.row, start_column=1, end_column=len(columns)
                )
                self.row += 1
            if self.repeats == "yes" and order == 3 and self.fields != "merged":
                self.headings(columns)
            self.project(columns, one, order if self.sheet.options["serial"] == "restart" else self.row)
        if self.sums == "after" and self.fields != "section_sums":
            self.page.cell(
                self.row,
                columns.index(What.NAME) + 1,
                self.pick("sum_word", "小计", f"小计（{len(members)}个）"),
            )
            self.amounts(columns, members)
            self.row += 1
        if self.fields == "merged" and self.row - first > 1:
            self.page.merge_cells(start_row=first, end_row=self.row - 1, start_column=1, end_column=1)

    def project(self, columns: list[What], one: Made, order: int) -> None:
        facts: dict[What, object] = {}
        for at, what in enumerate(columns, 1):
            shown, fact = self.cell(what, one, order)
            if shown is not None:
                cell = self.page.cell(self.row, at, shown)
                if what in _MONEY:
                    cell.number_format = self.random.choice(["General", "#,##0.00", "0.0000"])
            facts |= fact
        for at, words in enumerate(self.strange, len(columns) + 1):
            self.page.cell(self.row, at, _STRANGE[words])
        if self.by_nature == "yes":
            facts[What.NATURE] = one.nature
        if self.fields in {"section", "section_sums"}:
            facts[What.FIELD] = one.field
        if What.SINCE not in columns and {What.BEFORE, What.YEAR} <= set(columns):
            facts[What.SINCE] = one.since
        self.sheet.facts[one.name] = facts
        self.row += 1

    def cell(self, what: What, one: Made, order: int) -> tuple[Shown, dict[What, object]]:
        if what in _MONEY:
            return self.money(what, one)
        plain: dict[What, Callable[[], Shown]] = {
            What.SERIAL: lambda: order,
            What.CODE: lambda: one.code,
            What.RATE: lambda: float(one.year / one.plan * 100) if one.plan else None,
            What.REMARK: lambda: None,
        }
        if what in plain:
            return plain[what](), {}
        if what in {What.START, What.END}:
            when = one.start if what is What.START else one.end
            return self.date(when), {what: when}
        if what is What.SPAN:
            return f"{one.start.year}-{one.end.year}", {
                What.START: When(one.start.year),
                What.END: When(one.end.year),
            }
        value = {
            What.NAME: one.name,
            What.FIELD: one.field,
            What.REGION: one.region,
            What.CONTENT: one.content,
            What.IMAGE: one.image,
            What.PROBLEM: one.problem or self.random.choice(["", "无", "暂无"]),
            What.AGENCY: one.agency,
            What.OWNER: one.owner,
            What.NATURE: one.nature.value,
        }[what]
        fact: object = value
        if what is What.REGION:
            fact = (REGIONS[one.region],)
        elif what is What.NATURE:
            fact = one.nature
        elif what is What.PROBLEM:
            fact = one.problem
        return value or None, {what: fact} if fact else {}

    def money(self, what: What, one: Made) -> tuple[Shown, dict[What, object]]:
        value: Decimal = getattr(one, what.value)
        shown = value / (10_000 if self.unit == "亿元" else 1)
        fact: dict[What, object] = {} if what is What.BEFORE else {what: value}
        if self.random.random() < 0.05:
            return f"{shown:,}", fact
        if self.words == "units" and self.random.random() < 0.3:
            return f"{value / 10_000}亿元", fact
        return float(shown), fact

    def date(self, when: When) -> Shown:
        if self.dates == "number" and when.month not in {1, 10}:
            return float(f"{when.year}.{when.month}")
        return {
            "2022年6月": f"{when.year}年{when.month}月",
            "2022-06": f"{when.year}-{when.month:02d}",
        }.get(self.dates, f"{when.year}.{when.month}")

    def amounts(self, columns: list[What], members: list[Made]) -> None:
        for at, what in enumerate(columns, 1):
            if what in _MONEY:
                added = sum((getattr(one, what.value) for one in members), Decimal(0))
                self.page.cell(self.row, at, float(added / (10_000 if self.unit == "亿元" else 1)))

    def total(self, columns: list[What], projects: list[Made], word: str) -> None:
        self.page.cell(self.row, columns.index(What.NAME) + 1, word)
        self.amounts(columns, projects)
        self.row += 1
