"""A project in the texts of a form."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.db.projects.samples import FULL, SMALL
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project, Stage, StageMove
from wzdesk.domain.projects.project_texts import (
    Field,
    Places,
    ProjectTexts,
    Table,
    project_of_texts,
    texts_of,
)

PACKAGE = Project(
    "WZ-9", "老旧小区改造（打包）", "城镇有机更新", regions=("330326",), total=Decimal(5000),
    plans=(AnnualPlan(2024, Decimal(1200), Nature.CARRIED_ON),),
)  # fmt: skip


NAMES = {"330326": "平阳县", "330327": "苍南县"}


def read_places(text: str) -> tuple[str, ...]:
    codes = {name: code for code, name in NAMES.items()}
    if unknown := [part for part in text.split("、") if part not in codes]:
        raise Refused(f"没有叫“{unknown[0]}”的地区。")
    return tuple(codes[part] for part in text.split("、"))


PLACES = Places(NAMES, read_places)


@pytest.mark.parametrize("project", (FULL, SMALL, PACKAGE))
def test_that_a_project_comes_back_out_of_its_texts(project: Project) -> None:
    assert project_of_texts(project, texts_of(project, PLACES.names), PLACES) == project


def changed(project: Project, table: Table, *rows: tuple[str, ...]) -> ProjectTexts:
    texts = texts_of(project, PLACES.names)
    return ProjectTexts(texts.fields, {**texts.tables, table: rows})


def test_that_leaving_a_list_is_written_with_day_and_reason() -> None:
    texts = changed(PACKAGE, Table.MEMBERSHIPS, ("市“百项千亿”", "2023-01-01", "2024年6月底", "中期调整退出"))
    (its,) = project_of_texts(PACKAGE, texts, PLACES).memberships
    assert its.until is not None
    assert (its.until.year, its.until.month, its.reason) == (2024, 6, "中期调整退出")


def test_that_a_changed_plan_stands_beside_the_one_before() -> None:
    texts = changed(PACKAGE, Table.PLANS, ("2024", "1200", "续建", "1"), ("2024", "1500", "续建", "7"))
    project = project_of_texts(PACKAGE, texts, PLACES)
    june, july = (project.plan_in(Period.of_month(2024, month)) for month in (6, 7))
    assert june is not None
    assert july is not None
    assert june.amount == 1200
    assert july.amount == 1500


def test_that_a_stage_is_moved_with_its_day() -> None:
    project = project_of_texts(
        PACKAGE, changed(PACKAGE, Table.STAGES, ("建成投产", "2024.8"), ("", "")), PLACES
    )
    assert [one.stage for one in project.stages] == [Stage.IN_USE]
    assert isinstance(project.stages[0], StageMove)


def test_that_every_mistake_of_a_form_is_told_at_once() -> None:
    texts = changed(PACKAGE, Table.PLANS, ("24", "1200", "续建", ""), ("2024", "约三千", "续建", ""))
    texts.fields[Field.TOTAL] = "一个亿"
    texts.fields[Field.PLANNED_END] = "明年"
    with pytest.raises(Refused) as refused:
        project_of_texts(PACKAGE, texts, PLACES)
    for where in ("总投资（万元）", "计划竣工", "年度计划第 1 行", "年度计划第 2 行"):
        assert where in refused.value.sentence


def test_that_a_membership_cannot_end_before_it_began() -> None:
    with pytest.raises(Refused, match="早于"):
        project_of_texts(
            PACKAGE, changed(PACKAGE, Table.MEMBERSHIPS, ("省重大", "2024-06-01", "2024-05-01", "")), PLACES
        )


def test_that_two_plans_of_the_same_month_are_refused() -> None:
    with pytest.raises(Refused, match="不止一行"):
        project_of_texts(
            PACKAGE,
            changed(PACKAGE, Table.PLANS, ("2024", "1", "续建", "1"), ("2024", "2", "续建", "1")),
            PLACES,
        )


def placed(text: str) -> Project:
    texts = texts_of(PACKAGE, NAMES)
    texts.fields[Field.REGIONS] = text
    return project_of_texts(PACKAGE, texts, PLACES)


def test_that_places_are_shown_by_name_and_kept_by_code() -> None:
    assert texts_of(PACKAGE, NAMES).fields[Field.REGIONS] == "平阳县"
    assert placed("平阳县、苍南县").regions == ("330326", "330327")


def test_that_an_unknown_place_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="所在地：没有叫“平羊县”的地区"):
        placed("平羊县")


def test_that_a_place_which_the_file_does_not_know_stays_if_it_is_not_touched() -> None:
    moved = replace(PACKAGE, regions=("330326", "999999"))
    texts = texts_of(moved, NAMES)
    assert texts.fields[Field.REGIONS] == "平阳县、999999"
    assert project_of_texts(moved, texts, PLACES) == moved
