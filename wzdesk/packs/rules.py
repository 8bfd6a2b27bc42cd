"""Rules of the checks of entry: ``checks.toml`` beside the other files of a pack, one ``[[rules]]`` for each."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import TypeVar

from wzdesk.domain.checks.formula import Formula, FormulaMistake, read_formula
from wzdesk.domain.checks.kinds import KINDS
from wzdesk.domain.checks.rule import DEFAULT_POWERS, SEVERITY_WORDS, History, Only, Rule, RuleKind, Scope
from wzdesk.domain.checks.wording import COMMON, MEASURE_WORDS
from wzdesk.domain.period import Frequency
from wzdesk.packs.catalogue import ACCUMULATIONS, INDICATORS, LEVELS, PRICES, REGIONS
from wzdesk.packs.known import Known
from wzdesk.packs.mistakes import Findings
from wzdesk.packs.text_file import read_text
from wzdesk.packs.toml_file import TomlFile, read_toml, tables, toml_of_text

CHECKS = "checks.toml"

Word = TypeVar("Word", bound=StrEnum)

_REQUIRED: dict[str, type] = {"code": str, "name": str, "severity": str, "kind": str, "sentence": str}
_SCOPE: dict[str, type] = {
    "indicators": list, "except": list, "only": str, "accumulation": list, "price_basis": list,
    "regions": list, "levels": list, "frequencies": list, "measures": list, "first_year": int, "last_year": int,
}  # fmt: skip
_TOLERANCES: dict[str, type] = {"tolerance": Decimal, "tolerance_percent": Decimal, "reason": str}
_HISTORY: dict[str, type] = {"years": int, "points": int, "times": Decimal, "least": Decimal}
_OWN: Mapping[RuleKind, dict[str, type]] = {
    RuleKind.RANGE: {"low": Decimal, "high": Decimal},
    RuleKind.REQUIRED: {"given_before": bool},
    RuleKind.PAIRED: {"given_before": bool},
    RuleKind.FORMULA: {"formula": str},
    RuleKind.JUMP: _HISTORY,
    RuleKind.STEP: _HISTORY,
    RuleKind.UNIT_SLIP: {"powers": list},
    RuleKind.DIGITS: _HISTORY,
}
_OF_ANY_KIND = {key: kind for keys in _OWN.values() for key, kind in keys.items()}
_KINDS = {
    "取值范围": RuleKind.RANGE, "必填": RuleKind.REQUIRED, "成对": RuleKind.PAIRED, "同期同数": RuleKind.SAME_MONTHS,
    "累计不减": RuleKind.RISING, "本月": RuleKind.MONTHLY, "增速": RuleKind.GROWTH, "变动": RuleKind.CHANGE,
    "其中": RuleKind.PARTS, "分县合计": RuleKind.COUNTIES, "公式": RuleKind.FORMULA, "突变": RuleKind.JUMP,
    "转折": RuleKind.STEP, "单位": RuleKind.UNIT_SLIP, "小数位": RuleKind.DECIMALS, "错位": RuleKind.DIGITS,
}  # fmt: skip
_SEVERITIES = {word: severity for severity, word in SEVERITY_WORDS.items()}
_MEASURES = {word: measure for measure, word in MEASURE_WORDS.items()}
_ONLY = {"占比": Only.SHARES, "总量": Only.AMOUNTS}
_FREQUENCIES = {
    "年": Frequency.YEAR, "半年": Frequency.HALF, "季": Frequency.QUARTER, "月": Frequency.MONTH, "累计": Frequency.YTD,
}  # fmt: skip


def read_rules(folder: Path, findings: Findings, known: Known) -> tuple[Rule, ...]:
    """The rules of a pack; it may have none."""
    head = read_toml(folder, CHECKS, findings, required=False)
    return _rules(head, known) if head else ()


def rules_text(folder: Path) -> str:
    """The rules of a pack as they are written, for the data file to keep; "" where it has none."""
    return read_text(folder, CHECKS, Findings(), required=False) or ""


def rules_of_text(text: str, known: Known) -> tuple[Rule, ...]:
    """The rules that a data file keeps; those with a mistake are left out."""
    head = toml_of_text(CHECKS, text, Findings()) if text else None
    return _rules(head, known) if head else ()


def _rules(head: TomlFile, known: Known) -> tuple[Rule, ...]:
    head.check({}, {"rules": list})
    rules: list[Rule] = []
    codes: set[str] = set()
    for table in tables(head, "rules"):
        rule = _rule(table, known)
        if rule is None:
            continue
        if rule.code in codes:
            table.mistake("code", f"规则代码“{rule.code}”重复，请改正。")
        codes.add(rule.code)
        rules.append(rule)
    return tuple(rules)


def _rule(table: TomlFile, known: Known) -> Rule | None:
    kind = _word(table, "kind", table.words("kind"), _KINDS)
    own = _OWN.get(kind, {}) if kind else _OF_ANY_KIND
    table.check(_REQUIRED, _SCOPE | _TOLERANCES | own)
    severity = _word(table, "severity", table.words("severity"), _SEVERITIES)
    if kind is None or severity is None:
        return None
    _check_sentence(table, kind)
    _check_tolerances(table, kind)
    return Rule(
        code=table.words("code"),
        name=table.words("name"),
        severity=severity,
        kind=kind,
        sentence=table.words("sentence"),
        scope=_scope(table, known),
        tolerance=table.number("tolerance") or Decimal(),
        tolerance_percent=table.number("tolerance_percent") or Decimal(),
        reason=table.words("reason"),
        low=table.number("low"),
        high=table.number("high"),
        formula=_formula(table, known) if kind is RuleKind.FORMULA else None,
        history=_history(table),
        powers=_powers(table),
        given_before=table.values.get("given_before") is True,
    )


def _scope(table: TomlFile, known: Known) -> Scope:
    for key, codes, file in (
        ("indicators", known.indicators, INDICATORS),
        ("except", known.indicators, INDICATORS),
        ("regions", known.regions, REGIONS),
    ):
        _refer(table, key, codes, file)
    only = table.words("only")
    return Scope(
        indicators=frozenset(table.several("indicators")),
        excluded=frozenset(table.several("except")),
        only=_word(table, "only", only, _ONLY) if only else None,
        accumulations=_words(table, "accumulation", ACCUMULATIONS),
        price_bases=_words(table, "price_basis", PRICES),
        regions=frozenset(table.several("regions")),
        levels=_words(table, "levels", LEVELS),
        frequencies=_words(table, "frequencies", _FREQUENCIES),
        measures=_words(table, "measures", _MEASURES),
        first_year=table.year("first_year"),
        last_year=table.year("last_year"),
    )


def _refer(table: TomlFile, key: str, known: Collection[str], file: str) -> None:
    for code in table.several(key):
        if code not in known:
            table.mistake(key, f"“{key}”里的“{code}”在 {file} 里没有，请改正或在那里补上。")


def _word(table: TomlFile, key: str, text: str, words: Mapping[str, Word]) -> Word | None:
    """The enum value of a text, written as its code or as the office's word."""
    by_code = {value.value: value for value in words.values()}
    found = words.get(text) or by_code.get(text)
    if found is None and text:
        choices = "、".join(f"{value.value}（{name}）" for name, value in words.items())
        table.mistake(key, f"“{key}”写的是“{text}”，应为{choices}之一，请改正。")
    return found


def _words(table: TomlFile, key: str, words: Mapping[str, Word]) -> frozenset[Word]:
    found = (_word(table, key, text, words) for text in table.several(key))
    return frozenset(one for one in found if one is not None)


def _formula(table: TomlFile, known: Known) -> Formula | None:
    text = table.words("formula")
    if not text:
        table.mistake("formula", '公式类规则缺少“formula”，请补上，如 "A = B / C"。')
        return None
    try:
        formula = read_formula(text)
    except FormulaMistake as error:
        table.mistake("formula", error.sentence)
        return None
    for code in formula.codes:
        if code not in known.indicators:
            table.mistake("formula", f"公式里的“{code}”在 {INDICATORS} 里没有，请改正或在那里补上。")
    return formula


def _history(table: TomlFile) -> History:
    default = History()
    for key in _HISTORY:
        number = table.number(key)
        if number is not None and number <= 0:
            table.mistake(key, f"“{key}”应大于 0，请改正。")
    return History(
        years=int(table.number("years") or default.years),
        points=int(table.number("points") or default.points),
        times=table.number("times") or default.times,
        least=table.number("least") or default.least,
    )


def _powers(table: TomlFile) -> tuple[int, ...]:
    powers = table.values.get("powers")
    if not isinstance(powers, list):
        return DEFAULT_POWERS
    if not powers or any(not isinstance(power, int) or not 1 <= power <= 8 for power in powers):
        table.mistake("powers", "“powers”应为 1 到 8 的整数，如 [2, 4]（差 100 倍、1 万倍），请改正。")
        return ()
    return tuple(powers)


def _check_sentence(table: TomlFile, kind: RuleKind) -> None:
    """The names in braces are those that this kind of rule can fill in."""
    names = COMMON | KINDS[kind].words
    try:
        fields = [part for part in Formatter().parse(table.words("sentence")) if part[1] is not None]
    except ValueError:
        table.mistake("sentence", "“sentence”里的花括号不成对，请改正。")
        return
    for _, name, detail, conversion in fields:
        if name not in names or detail or conversion:
            table.mistake(
                "sentence",
                f"“sentence”里的“{{{name}}}”填不出来，可用的是：{'、'.join(sorted(names))}。请改正。",
            )


def _check_tolerances(table: TomlFile, kind: RuleKind) -> None:
    for key in ("tolerance", "tolerance_percent"):
        number = table.number(key)
        if number is not None and number < 0:
            table.mistake(key, f"“{key}”不能是负数，请改正。")
        if number and not table.words("reason"):
            table.mistake(key, f"写了“{key}”，请在“reason”里写明为什么容许这么多。")
    if kind is RuleKind.RANGE:
        low, high = table.number("low"), table.number("high")
        if low is None and high is None:
            table.mistake("kind", "取值范围的规则缺少“low”和“high”，请至少写一个。")
        elif low is not None and high is not None and low > high:
            table.mistake("high", "“high”小于“low”，请改正。")
