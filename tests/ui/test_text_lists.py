from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHeaderView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from wzdesk.domain.filled_plan import fill
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.verdict import Verdict
from wzdesk.packs.read import read_pack
from wzdesk.services.import_preview import ImportPreview, NotTaken
from wzdesk.services.places import pack_folder
from wzdesk.ui import painting
from wzdesk.ui.exchange.difference_model import DifferenceModel, Field, difference_lines
from wzdesk.ui.plans.plan_model import Field as PlanField
from wzdesk.ui.plans.plan_model import PlanModel, plan_lines
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.text_model import TextModel
from wzdesk.ui.widgets.text_table import TextTable


def plan_table() -> PlanTable:
    """Wenzhou's plan of 2023 with its published figures."""
    pack = read_pack(pack_folder("wenzhou"))
    plan = next(one for one in pack.plans if one.code == "2023")
    region = next(one for one in pack.regions if one.code == plan.region)
    overrides = {key.item_no: override for key, override in pack.overrides if key.plan == "2023"}
    return PlanTable(
        plan,
        region,
        {one.code: one for one in pack.indicators},
        {one.key: one for one in pack.observations},
        overrides,
    )


def test_that_the_list_of_a_plan_can_show_one_verdict_only(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = PlanModel()
    model.set_lines(plan_lines(fill(plan_table())))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 49
    model.show_only(Verdict.MISSED)
    assert [model.line(row).no for row in range(model.rowCount())] == ["6", "18", "19", "20", "22"]
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_that_a_verdict_set_by_a_person_is_said_with_its_proposal() -> None:
    line = next(one for one in plan_lines(fill(plan_table())) if one.no == "36")
    assert line.verdict is Verdict.ACHIEVED
    assert line.texts[PlanField.REASON].startswith("人工改判：")
    assert "自动：未完成" in line.texts[PlanField.REASON]


def test_that_what_was_not_taken_is_listed_with_its_reason(qtmodeltester: ModelTester) -> None:
    preview = ImportPreview(
        str(Path("表.xlsx")), plan_table(), (), (NotTaken("表1", "F9", "另一个指标", "计划里没有这个指标"),)
    )
    model = DifferenceModel()
    model.show_lines(difference_lines(preview, frozenset({"not_taken"})))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.index(0, Field.CELL).data() == "F9"
    assert model.index(0, Field.REMARK).data() == "计划里没有这个指标"


@dataclass(frozen=True)
class Said:
    texts: tuple[str, ...]


@pytest.mark.parametrize("percent", (100, 150))
def test_that_a_sentence_that_does_not_fit_is_written_on_more_lines(qtbot: QtBot, percent: int) -> None:
    theme, model = Theme(), TextModel[Said](("级别", "说明"))
    theme.set_scale(percent)
    table = TextTable(theme, model, "问题")
    table.wrap(1)
    qtbot.addWidget(table)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    model.show_lines([Said(("核实性", "短")), Said(("核实性", "累计比去年同期翻了一番还多，请核对" * 3))])
    table.resize(theme.px(560), 300)
    table.show()
    table.fit_rows()
    usual = table.rowHeight(0)
    assert table.rowHeight(1) > usual
    words = model.line(1).texts[1]
    room, line = table.columnWidth(1) - theme.px(14), table.fontMetrics().lineSpacing()
    assert (table.rowHeight(1) - usual) // line + 1 >= painting.width_of(words, theme.font(Role.BODY)) / room
    table.resize(theme.px(2400), 300)
    qtbot.waitUntil(lambda: table.rowHeight(1) == usual)
