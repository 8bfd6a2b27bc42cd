"""The help says what is so: its buttons, links, pictures and places are there, and what the program refuses is explained."""

import importlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.ui.help.sources import HOLE, ROOT, said_in
from wzdesk.domain.checks.rule import RuleKind
from wzdesk.domain.exchange.transfer import LATE_WORDS
from wzdesk.domain.projects.alerts import AlertKind
from wzdesk.packs.rules import CHECKS
from wzdesk.services.places import pack_folder, resources_folder
from wzdesk.services.projects.sheets.checks import Rule as SheetRule
from wzdesk.ui.help.answers import Answers
from wzdesk.ui.help.book import PICTURES, read_book
from wzdesk.ui.help.places import OF_PAGES, OF_WIDGETS
from wzdesk.ui.pages import PAGES
from wzdesk.ui.recognition.words import RULE_WORDS

HELP = resources_folder() / "help"
BOOK = read_book(HELP)
ANSWERS = Answers(HELP)
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(HELP.glob("[0-9]*.md"))}
MOST_PICTURES = 3_000_000

REASONS = [
    "excel/errors.py", "excel/read/file_kind.py", "excel/read/package.py", "excel/read/parts.py",
    "excel/read/plan_tables.py", "excel/read/reader.py", "excel/read/sheet_events.py", "excel/read/source.py",
    "excel/read/formats/*.py", "excel/apart/apart.py", "excel/recognise/leftovers.py", "excel/exchange/returned.py",
    "excel/fill/guards.py", "excel/fill/opening.py", "excel/fill/new_value.py", "excel/fill/filling.py",
    "excel/fill/convert/biff_book.py", "excel/fill/convert/limits.py", "excel/fill/convert/ods_*.py",
    "excel/fill/xml_bytes.py", "excel/fill/zip_splice.py", "excel/fill/sheet_frame.py", "excel/fill/refusal.py",
    "services/receiving/match.py", "services/receiving/differences.py",
    "services/exchange/identify.py", "services/exchange/recognised.py", "services/exchange/merge_returns.py",
    "services/exchange/merged_cells.py", "services/exchange/across_forms.py", "services/exchange/decide_cells.py",
    "services/exchange/data_files.py", "services/exchange/take_back.py", "services/exchange/keys.py", "services/exchange/tokens.py",
    "services/exchange/transfer_log.py", "services/import_fit.py", "services/import_beside.py",
    "services/import_plan_table.py", "services/receive_book.py", "services/projects/receive_sheet.py",
    "services/projects/sheets/cells.py", "services/projects/sheets/checks.py", "services/projects/sheets/claims.py",
    "services/projects/sheets/table_columns.py", "services/projects/sheets/reception.py",
    "domain/exchange/identity.py", "domain/exchange/signed.py", "domain/pasting/judge.py", "domain/pasting/slips.py",
    "domain/pasting/beside.py", "domain/checks/reasons.py", "domain/projects/alerts.py",
    "domain/projects/month_checks.py", "db/errors.py", "db/lock.py", "db/closed.py",
]  # fmt: skip
"""Where the program says why it did not take something: each of these texts is explained, or stands below."""
NO_REASONS = re.compile(
    r"\(\?|[\[\]|^$\\]"  # patterns
    r"|^.{0,5}$"  # words, units
    r"|^(?:xlsx 工作簿|旧版 xls 工作簿|xlsb 工作簿|ods 表格|2003 版 XML 表格|单个文件的网页)$"
)
PARTS = {
    "… … 处", "只并各地区的数；那边另外改过的…没有并，各用各的。",
    "表上写的是 …，按 … 收", "是公式的结果", "表上显示 …，格里是 …，取格里的数", "“…”是…，按此存", "个百分点", "数没有变，改为…",
    "…的《…》", "“指标名称”和“计划目标”“绝对值”“增速”等列", "“…”其实是…，按…读。",
    "这里不会算这种公式，打开文件时自动重算", "原来的公式换掉了", "按文字写入，不参加计算", "有 … 个公式的结果在打开文件时自动重算。",
    "按要求把公式换成了填的内容，公式的计算次序由表格软件重新排。", "工作表“…”有保护，保护原样保留。", "工作表“…”的 … …",
    "发出时的各栏", "更新版本（…）", "，或者打开升级前的备份 …（在 …）", "…文件没有改动，请先升级程序…。", "请腾出空间再打开",
    "… 写不进去，", "请检查这个文件夹再打开", "别的程序正占着它，", "请把那个程序关掉再打开", "请把日志发给维护人员",
    "暂无数据", "没有记下别的单位", "按上面的标题", "期别：…年…", "金额单位：……", "（没有写单位的按万元）", "… 加 …（…）",
    "…；从这一格起还有 … 格没有取，不再一一列出", "下拉列表和输入限制", "……的“…”", "原文“…”，…", "……换成 ……", "大约是它的一万倍", "大约是它的一万分之一",
}  # fmt: skip
"""Notes on what was taken, and parts of sentences."""


def test_that_every_button_and_menu_that_the_help_quotes_is_in_the_window() -> None:
    said = "\n".join(text for file in (ROOT / "wzdesk" / "ui").rglob("*.py") for _, text in said_in(file))
    said += "\n".join([*(page.word for page in PAGES), LATE_WORDS])
    quoted = {(name, word) for name, text in TEXTS.items() for word in re.findall("「([^」]+)」", text)}
    assert len(quoted) > 80
    assert sorted((name, word) for name, word in quoted if word not in said) == []


def test_that_every_link_leads_to_a_section() -> None:
    links = {(name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(#([\w-]+)\)", text)}
    assert len(links) > 20
    assert sorted((name, link) for name, link in links if BOOK.section(link) is None) == []
    anchors = [section.anchor for section in BOOK.sections if section.anchor]
    assert len(anchors) == len(set(anchors))


def test_that_all_pictures_are_there_and_not_too_large() -> None:
    shown = {name for text in TEXTS.values() for name in re.findall(rf"\({PICTURES}/([\w-]+\.png)\)", text)}
    kept = {file.name: file.stat().st_size for file in (HELP / PICTURES).iterdir()}
    assert shown == set(kept)
    assert sum(kept.values()) <= MOST_PICTURES


def test_that_each_page_and_place_has_its_section() -> None:
    assert set(OF_PAGES) == {page.key for page in PAGES}
    for anchor in (*OF_PAGES.values(), *OF_WIDGETS.values()):
        assert BOOK.section(anchor), anchor
    for name in OF_WIDGETS:
        module, _, kind = name.rpartition(".")
        assert hasattr(importlib.import_module(f"wzdesk.ui.{module}"), kind), name


def test_that_at_least_twenty_questions_are_answered() -> None:
    topic = next(topic for topic in BOOK.topics if topic.sections[0].anchor == "questions")
    asked = topic.sections[1:]
    assert len(asked) >= 20
    assert all(section.title.endswith("？") and section.lines for section in asked)


@pytest.mark.parametrize("place", REASONS)
def test_that_what_the_program_refuses_is_explained(place: str) -> None:
    files = sorted((ROOT / "wzdesk").glob(place))
    assert files
    unexplained = [
        f"{file.name}:{line} {text}"
        for file in files
        for line, text in said_in(file)
        if not NO_REASONS.search(text) and text not in PARTS and not ANSWERS.anchor(filled(text))
    ]
    assert unexplained == []


def filled(text: str) -> str:
    """A text as it is said, with something in its holes."""
    return re.sub(r"\{\w+\}", "X", text.replace(HOLE, "X"))


def test_that_every_kind_of_rule_has_its_section() -> None:
    assert [kind for kind in RuleKind if BOOK.section(f"rule-{kind.value}") is None] == []
    words = [*RULE_WORDS.values(), *(kind.value for kind in AlertKind), *(rule.value for rule in SheetRule)]
    assert [word for word in words if not ANSWERS.anchor(word)] == []


def test_that_the_rules_of_the_pack_are_of_explained_kinds() -> None:
    rules = tomllib.loads((pack_folder("wenzhou") / CHECKS).read_text(encoding="utf-8"))["rules"]
    assert {rule["kind"] for rule in rules} <= set(_KINDS_IN_WORDS)


_KINDS_IN_WORDS = {
    "取值范围", "必填", "成对", "同期同数", "累计不减", "本月", "增速", "变动", "其中", "分县合计", "公式", "突变", "转折", "单位",
    "小数位", "错位",
}  # fmt: skip


def test_that_every_answer_says_what_to_do() -> None:
    explained = {phrase.anchor for phrase in ANSWERS.phrases}
    silent = [
        section.anchor
        for section in BOOK.sections
        if section.anchor in explained and not any("怎么办" in line for line in section.lines)
    ]
    assert silent == []


def test_that_no_other_file_is_taken_for_a_topic() -> None:
    assert [file.name for file in sorted(Path(HELP).glob("*.md")) if file.name in TEXTS] == list(TEXTS)
