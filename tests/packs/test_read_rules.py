"""The rules of a pack: every mistake is told with file and line, and the shipped rules hold for published figures."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.domain.checks.memory import MemoryFigures, wenzhou_book
from tests.packs.test_read_pack import TINY
from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.checks.kinds import KINDS
from wzdesk.domain.checks.rule import Only, RuleKind, Severity
from wzdesk.domain.indicator import Accumulation
from wzdesk.domain.period import Frequency
from wzdesk.packs.mistakes import PackError
from wzdesk.packs.read import check_pack, read_pack

CHECKS = """\
# 审核规则
[[rules]]
code = "AMOUNT"
name = "总量不为负"
severity = "强制性"
kind = "取值范围"
only = "总量"
accumulation = ["累计", "stock"]
frequencies = ["月", "ytd"]
low = 0
tolerance = "0.05"
reason = "四舍五入"
sentence = "{指标}{时期} {值}，小于 {下限}"

[[rules]]
code = "SUM"
name = "合计"
severity = "query"
kind = "formula"
formula = "COD = NOX * 1.5"
sentence = "{指标} {值}，应为 {应为}"
"""

Write = Callable[[str], Path]


@pytest.fixture
def pack_with(tmp_path: Path) -> Write:
    def write(checks: str) -> Path:
        for name, text in {**TINY, "checks.toml": checks}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return write


def test_that_rules_are_read_by_code_or_by_word(pack_with: Write) -> None:
    amount, total = read_pack(pack_with(CHECKS)).rules
    assert (amount.severity, amount.kind, amount.low) == (Severity.FATAL, RuleKind.RANGE, Decimal(0))
    assert amount.scope.only is Only.AMOUNTS
    assert amount.scope.accumulations == {Accumulation.YTD, Accumulation.STOCK}
    assert amount.scope.frequencies == {Frequency.MONTH, Frequency.YTD}
    assert (amount.tolerance, amount.reason) == (Decimal("0.05"), "四舍五入")
    assert total.formula is not None
    assert total.formula.codes == ("COD", "NOX")


def test_that_a_pack_may_have_no_rules(pack_with: Write) -> None:
    folder = pack_with(CHECKS)
    (folder / "checks.toml").unlink()
    assert read_pack(folder).rules == ()


MISTAKES = (
    # old, new, line, part of the sentence
    ('code = "AMOUNT"\n', "", 2, "缺少“code”"),
    ('code = "SUM"', 'code = "AMOUNT"', 16, "规则代码“AMOUNT”重复"),
    ('severity = "强制性"', 'severity = "强制"', 5, "应为fatal（强制性）"),
    ('kind = "取值范围"', 'kind = "范围"', 6, "“kind”写的是“范围”"),
    ('only = "总量"', 'only = "数量"', 7, "应为shares（占比）"),
    ('["累计", "stock"]', '["累计", "期初"]', 8, "“accumulation”写的是“期初”"),
    ('["月", "ytd"]', '["月", "旬"]', 9, "“frequencies”写的是“旬”"),
    ("low = 0\n", "", 6, "缺少“low”和“high”"),
    ("low = 0", 'low = "零"', 10, "“low”应为0.05 这样的数"),
    ("low = 0", "low = 5\nhigh = 1", 11, "“high”小于“low”"),
    ('tolerance = "0.05"', "tolerance = -1", 11, "不能是负数"),
    ('reason = "四舍五入"\n', "", 11, "请在“reason”里写明"),
    ("小于 {下限}", "小于 {下线}", 13, "“{下线}”填不出来，可用的是：上限、下限、值"),
    ("小于 {下限}", "小于 {值.real}", 13, "填不出来"),
    ("小于 {下限}", "小于 {值:>9}", 13, "填不出来"),
    ("小于 {下限}", "小于 {", 13, "花括号不成对"),
    ("only =", "indicators = ['FAII']\nonly =", 7, "“FAII”在 indicators.csv 里没有"),
    ("only =", "regions = ['331009']\nonly =", 7, "“331009”在 regions.csv 里没有"),
    ("only =", "powers = [2]\nonly =", 7, "没有“powers”这一项"),
    ("COD = NOX * 1.5", "COD == NOX", 20, "有且只有一个"),
    ("COD = NOX * 1.5", "COD = NOY", 20, "公式里的“NOY”在 indicators.csv 里没有"),
    ("COD = NOX * 1.5", "1 = NOX", 20, "应以指标代码开头"),
    ('formula = "COD = NOX * 1.5"\n', "", 15, "缺少“formula”"),
    ('[[rules]]\ncode = "SUM"', '[[rule]]\ncode = "SUM"', 15, "没有“rule”这一项"),
    ('name = "合计"', "name = “合计”", 17, "不合TOML写法"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "part"), MISTAKES)
def test_that_a_mistake_is_told_with_its_line(
    pack_with: Write, old: str, new: str, line: int, part: str
) -> None:
    assert old in CHECKS
    folder = pack_with(CHECKS.replace(old, new, 1))
    told = [(each.file, each.line) for each in check_pack(folder) if part in each.sentence]
    assert told == [("checks.toml", line)]
    with pytest.raises(PackError):
        read_pack(folder)


@pytest.mark.parametrize(
    ("kind", "own", "part"),
    (
        ("单位", "powers = [0, 9]", "“powers”应为 1 到 8 的整数"),
        ("突变", "times = 0", "“times”应大于 0"),
        ("突变", 'least = "多"', "“least”应为0.05 这样的数"),
        ("必填", 'given_before = "是"', "“given_before”应为true 或 false"),
    ),
)
def test_that_what_belongs_to_a_kind_is_checked(pack_with: Write, kind: str, own: str, part: str) -> None:
    rule = (
        f'[[rules]]\ncode = "A"\nname = "甲"\nseverity = "核实性"\nkind = "{kind}"\nsentence = "甲"\n{own}\n'
    )
    (mistake,) = check_pack(pack_with(rule))
    assert (mistake.line, part in mistake.sentence) == (7, True)


def test_that_every_kind_of_rule_is_shipped() -> None:
    assert {rule.kind for rule in wenzhou_pack().rules} == set(KINDS)


def test_that_every_indicator_has_a_rule_and_every_tolerance_a_reason() -> None:
    pack = wenzhou_pack()
    own = {RuleKind.RANGE, RuleKind.FORMULA, RuleKind.COUNTIES, RuleKind.GROWTH, RuleKind.RISING}
    covered = {code for rule in pack.rules if rule.kind in own for code in wenzhou_book().indicators_of(rule)}
    assert {indicator.code for indicator in pack.indicators} - covered == set()
    assert all(rule.reason for rule in pack.rules if rule.tolerance or rule.tolerance_percent)


def test_that_the_published_figures_break_no_shipped_rule() -> None:
    figures = MemoryFigures(wenzhou_pack().observations)
    assert wenzhou_book().full_check(figures.cells(), figures) == ()
