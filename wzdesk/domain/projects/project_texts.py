"""A project as texts in a form, and back: what a person typed is read as a whole, with every mistake told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.month_entry import read_amount, read_percent
from wzdesk.domain.projects.month_sheet import MoneyUnit
from wzdesk.domain.projects.project import (
    AnnualPlan,
    Funding,
    FundingSource,
    Membership,
    Milestone,
    Nature,
    Needs,
    Project,
    Stage,
    StageMove,
)
from wzdesk.domain.projects.when import When, read_when
from wzdesk.domain.units import plain, trimmed


class Field(StrEnum):
    """The single texts of the form; each value is its name on the screen."""

    NAME = "项目名称"
    FIELD = "领域"
    SUBFIELD = "子领域"
    REGIONS = "所在地"
    OWNER = "业主"
    AGENCY = "责任单位"
    PERSON = "责任人"
    CONTENT = "建设内容"
    TOTAL = "总投资（万元）"
    PLANNED_START = "计划开工"
    PLANNED_END = "计划竣工"
    ACTUAL_START = "实际开工"
    ACTUAL_END = "实际竣工"
    PART_OF = "所属打包项目"
    LAND = "用地（亩）"
    SEA = "用海（亩）"
    FOREST = "用林（亩）"
    ENERGY = "用能（吨标准煤）"


class Table(StrEnum):
    """The lists of the form."""

    PLANS = "年度计划"
    MEMBERSHIPS = "所在清单"
    STAGES = "阶段"
    MILESTONES = "里程碑"
    FUNDING = "资金来源"


HEADS: dict[Table, tuple[str, ...]] = {
    Table.PLANS: ("年度", "计划投资（万元）", "建设性质", "从几月起"),
    Table.MEMBERSHIPS: ("清单", "进入日期", "退出日期", "原因"),
    Table.STAGES: ("阶段", "到达日期"),
    Table.MILESTONES: ("节点", "计划时间", "实际时间", "累计投资占比（%）"),
    Table.FUNDING: ("来源", "金额（万元）"),
}
CHOICES: dict[tuple[Table, int], tuple[str, ...]] = {
    (Table.PLANS, 2): tuple(its.value for its in Nature),
    (Table.STAGES, 0): tuple(its.value for its in Stage),
    (Table.FUNDING, 0): tuple(its.value for its in FundingSource),
}
"""Words of which a column of a list takes one."""
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ProjectTexts:
    """All texts of a form."""

    fields: dict[Field, str]
    tables: dict[Table, Rows]


@dataclass(frozen=True, slots=True)
class Places:
    """The regions that a form knows: their short names by code, and the codes of what was typed.

    ``read`` raises Refused, which names each word that is no region.
    """

    names: Mapping[str, str]
    read: Callable[[str], tuple[str, ...]]


def places_of(project: Project, names: Mapping[str, str]) -> str:
    """The short names of a project's regions."""
    return "、".join(names.get(code, code) for code in project.regions)


def texts_of(project: Project, names: Mapping[str, str]) -> ProjectTexts:
    """A project as a form shows it; ``names`` are the short names of regions by code."""
    return ProjectTexts(_fields_of(project, names), tables_of(project))


def _fields_of(project: Project, names: Mapping[str, str]) -> dict[Field, str]:
    needs = project.needs
    return {
        Field.NAME: project.name,
        Field.FIELD: project.field,
        Field.SUBFIELD: project.subfield,
        Field.REGIONS: places_of(project, names),
        Field.OWNER: project.owner,
        Field.AGENCY: project.agency,
        Field.PERSON: project.person,
        Field.CONTENT: project.content,
        Field.TOTAL: _amount(project.total),
        Field.PLANNED_START: _when(project.planned_start),
        Field.PLANNED_END: _when(project.planned_end),
        Field.ACTUAL_START: _when(project.actual_start),
        Field.ACTUAL_END: _when(project.actual_end),
        Field.PART_OF: project.part_of,
        Field.LAND: _amount(needs.land),
        Field.SEA: _amount(needs.sea),
        Field.FOREST: _amount(needs.forest),
        Field.ENERGY: _amount(needs.energy),
    }


def tables_of(project: Project) -> dict[Table, Rows]:
    """The lists of a project as a form shows them."""
    return {
        Table.PLANS: tuple(
            (str(its.year), _amount(its.amount), its.nature.value, str(its.since)) for its in project.plans
        ),
        Table.MEMBERSHIPS: tuple(
            (its.project_list, its.since.isoformat(), its.until.isoformat() if its.until else "", its.reason)
            for its in project.memberships
        ),
        Table.STAGES: tuple((its.stage.value, its.on.isoformat()) for its in project.stages),
        Table.MILESTONES: tuple(
            (its.name, _when(its.planned), _when(its.actual), _amount(its.share))
            for its in project.milestones
        ),
        Table.FUNDING: tuple((its.source.value, _amount(its.amount)) for its in project.funding),
    }


def project_of_texts(before: Project, texts: ProjectTexts, places: Places) -> Project:
    """The project as the form says it; what the form does not show stays.

    Raises:
        Refused: something cannot be read; the sentence names each field, nothing is changed.
    """
    reading = _Reading(before, texts, places)
    got, number = reading.text, reading.number
    project = replace(
        before,
        name=got(Field.NAME),
        field=got(Field.FIELD),
        subfield=got(Field.SUBFIELD),
        regions=reading.regions(),
        owner=got(Field.OWNER),
        agency=got(Field.AGENCY),
        person=got(Field.PERSON),
        content=got(Field.CONTENT),
        total=number(Field.TOTAL) or ZERO,
        planned_start=reading.when(Field.PLANNED_START),
        planned_end=reading.when(Field.PLANNED_END),
        actual_start=reading.when(Field.ACTUAL_START),
        actual_end=reading.when(Field.ACTUAL_END),
        part_of=got(Field.PART_OF),
        needs=Needs(number(Field.LAND), number(Field.SEA), number(Field.FOREST), number(Field.ENERGY)),
        plans=reading.rows(Table.PLANS, lambda row: _plan(before, row)),
        memberships=reading.rows(Table.MEMBERSHIPS, _membership),
        stages=reading.rows(Table.STAGES, lambda row: StageMove(Stage(_one_of(row[0], Stage)), _day(row[1]))),
        milestones=reading.rows(Table.MILESTONES, lambda row: _milestone(row, reading.date)),
        funding=reading.rows(
            Table.FUNDING,
            lambda row: Funding(FundingSource(_one_of(row[0], FundingSource)), _needed(row[1])),
        ),
    )
    if not project.name:
        reading.mistakes.append("项目名称不能空着")
    _check_plans(project, reading.mistakes)
    if reading.mistakes:
        raise Refused(f"{'；'.join(reading.mistakes)}。没有存入，请改正。")
    return project


_T = TypeVar("_T")


class _Reading:
    """Reads the texts of a form, and keeps what could not be read."""

    def __init__(self, before: Project, texts: ProjectTexts, places: Places) -> None:
        self._before, self._texts, self._places = before, texts, places
        self._known = _known_dates(before)
        self.mistakes: list[str] = []

    def text(self, field: Field) -> str:
        return " ".join(self._texts.fields[field].split())

    def regions(self) -> tuple[str, ...]:
        """The codes of the places; those that were not touched stay as they were, known or not."""
        text = self.text(Field.REGIONS)
        if text == places_of(self._before, self._places.names):
            return self._before.regions
        return self._try(Field.REGIONS.value, lambda: self._places.read(text)) or ()

    def number(self, field: Field) -> Decimal | None:
        return self._try(field.value, lambda: read_amount(self.text(field), MoneyUnit.WAN))

    def when(self, field: Field) -> When | None:
        return self._try(field.value, lambda: self.date(self.text(field)))

    def date(self, text: str) -> When | None:
        """The date of a text; one that was not touched stays as exact as it was."""
        return self._known.get(text) or _when_of(text)

    def rows(self, table: Table, read: Callable[[tuple[str, ...]], _T]) -> tuple[_T, ...]:
        """The rows of a list that are not empty."""
        found = []
        for number, given in enumerate(self._texts.tables[table], 1):
            row = tuple(cell.strip() for cell in given)
            if any(row):
                one = self._try(f"{table.value}第 {number} 行", lambda row=row: read(row))  # type: ignore[misc]
                if one is not None:
                    found.append(one)
        return tuple(found)

    def _try(self, where: str, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except Refused as refusal:
            words = refusal.sentence.replace("，按原文留作草稿", "").rstrip("。")
            self.mistakes.append(f"{where}：{words}")
            return None


def _plan(before: Project, row: tuple[str, ...]) -> AnnualPlan:
    if not (row[0].isascii() and row[0].isdigit() and len(row[0]) == 4):
        raise Refused(f"年度“{row[0]}”要写成四位数，如 2024。")
    since = row[3] or "1"
    if not (since.isascii() and since.isdigit() and 1 <= int(since) <= 12):
        raise Refused(f"“从几月起”要写 1 到 12 的数，原文是“{since}”。")
    year, amount = int(row[0]), read_amount(row[1], MoneyUnit.WAN)
    same = next((its for its in before.plans if (its.year, its.since) == (year, int(since))), None)
    months = same.months if same is not None and same.amount == amount else ()
    return AnnualPlan(year, amount, Nature(_one_of(row[2], Nature)), months, int(since))


def _check_plans(project: Project, mistakes: list[str]) -> None:
    seen = [(its.year, its.since) for its in project.plans]
    for year, since in sorted({one for one in seen if seen.count(one) > 1}):
        mistakes.append(f"{year}年从 {since} 月起的年度计划写了不止一行")


def _membership(row: tuple[str, ...]) -> Membership:
    if not row[0]:
        raise Refused("没有写清单的名称。")
    since, until = _day(row[1]), _day(row[2]) if row[2] else None
    if until is not None and until < since:
        raise Refused(f"退出日期 {until} 早于进入日期 {since}。")
    return Membership(row[0], since, until, row[3])


def _known_dates(project: Project) -> dict[str, When]:
    """The dates of a project by their texts."""
    dates = [project.planned_start, project.planned_end, project.actual_start, project.actual_end]
    dates += [when for one in project.milestones for when in (one.planned, one.actual)]
    return {when.text: when for when in dates if when is not None}


def _milestone(row: tuple[str, ...], date_of: Callable[[str], When | None]) -> Milestone:
    if not row[0]:
        raise Refused("没有写节点的名称。")
    return Milestone(row[0], date_of(row[1]), date_of(row[2]), read_percent(row[3]))


def _one_of(text: str, words: type[StrEnum]) -> str:
    if text not in {its.value for its in words}:
        raise Refused(f"“{text}”不在可选的词里，请写{'、'.join(its.value for its in words)}中的一个。")
    return text


def _needed(text: str) -> Decimal:
    amount = read_amount(text, MoneyUnit.WAN)
    if amount is None:
        raise Refused("没有写金额。")
    return amount


def _day(text: str) -> date:
    when = _when_of(text)
    if when is None:
        raise Refused("没有写日期。")
    return when.first


def _when_of(text: str) -> When | None:
    if not text:
        return None
    when = read_when(text)
    if when is None:
        raise Refused(f"“{text}”不是日期，请写成 2024.6、2024年6月底或 2024-06-30。")
    return when


def _when(when: When | None) -> str:
    return when.text if when else ""


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else plain(trimmed(amount))
