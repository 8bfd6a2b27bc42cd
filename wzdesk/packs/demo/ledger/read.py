"""Reading of what the invented ledger is made from: totals of groups, and words."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from wzdesk.domain.projects.pack_ledger import GOVERNMENT_LIST
from wzdesk.domain.projects.project import Nature
from wzdesk.packs.catalogue import AGENCIES, REGIONS
from wzdesk.packs.cells import demand, refer, word
from wzdesk.packs.csv_rows import Columns, read_rows
from wzdesk.packs.demo.ledger.seeds import FIELDS_OF_GOVERNMENT, Totals
from wzdesk.packs.demo.ledger.words import LedgerWords
from wzdesk.packs.mistakes import Findings
from wzdesk.packs.projects import FOLDER, NATURES, number
from wzdesk.packs.toml_file import TomlFile, read_toml

GROUPS, WORDS = f"{FOLDER}/groups.csv", f"{FOLDER}/words.toml"

_GROUP_COLUMNS = Columns(
    ("year", "list", "nature", "count", "plan"), ("field", "subfield", "area", "total", "done")
)
_LISTS = ("places", "idle", "next_steps", "problems", "solvers", "coastal", "inland", "surnames")
_NEEDED = ("places", "idle", "next_steps", "problems", "solvers", "surnames")
_OF_GOVERNMENT = tuple(prefix + field for prefix in ("", GOVERNMENT_LIST) for field in FIELDS_OF_GOVERNMENT)
_TABLES = ("works", "agencies", "agencies_by_word", "owners", "images")


def read_totals(folder: Path, findings: Findings, regions: Collection[str]) -> tuple[Totals, ...]:
    """The totals of groups, in 万元; a pack may have none."""
    rows = read_rows(folder, GROUPS, _GROUP_COLUMNS, findings, required=False)
    for row in rows:
        demand(row, "year", "list", "nature", "count", "plan")
        refer(row, "area", [row["area"]], regions, REGIONS)
    return tuple(
        Totals(
            number(row, "year"),
            row["list"],
            row["field"],
            row["subfield"],
            word(row, "nature", NATURES, Nature.CARRIED_ON),
            row["area"],
            *(number(row, column) for column in ("count", "plan", "total", "done")),
        )
        for row in rows
    )


def read_words(
    folder: Path, findings: Findings, totals: Sequence[Totals], agencies: Collection[str]
) -> LedgerWords | None:
    """The words of the projects invented for ``totals``; None where the pack has none, or they are spoilt."""
    file = read_toml(folder, WORDS, findings, required=False)
    if file is None:
        return None
    before = len(findings.fatal)
    file.check(dict.fromkeys(_LISTS, list) | dict.fromkeys(_TABLES, dict), {})
    if len(findings.fatal) == before:
        _check(file, {group.field + group.subfield for group in totals if group.field}, agencies)
    return None if len(findings.fatal) > before else _words(file)


def _check(file: TomlFile, groups: Collection[str], agencies: Collection[str]) -> None:
    values = file.values
    for name in _NEEDED:
        if not file.several(name):
            file.mistake(name, f"“{name}”是空的，请写几个词。")
    for name in ("works", "agencies", "owners"):
        if missing := sorted({*groups, *_OF_GOVERNMENT} - values[name].keys()):
            file.mistake(name, f"“{name}”里缺少“{missing[0]}”，请补上。")
    for table, is_right, sentence in (
        ("works", _is_list, "“{key}”要写几个词，放在方括号里。"),
        ("agencies", agencies.__contains__, f"“{{value}}”在 {AGENCIES} 里没有，请改正或在那里补上。"),
        ("agencies_by_word", agencies.__contains__, f"“{{value}}”在 {AGENCIES} 里没有，请改正或在那里补上。"),
        ("owners", _is_pattern, "“{value}”里花括号只能写 {{region}} 和 {{place}}，请改正。"),
    ):
        for key, value in values[table].items():
            if not is_right(value):
                file.mistake(table, f"“{table}”里的" + sentence.format(key=key, value=value))
    for percent in values["images"]:
        if not (percent.isascii() and percent.isdigit()):
            file.mistake("images", f"“images”里的“{percent}”应为 0 到 100 的整数，请改正。")


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _is_pattern(value: object) -> bool:
    return not re.search(r"[{}]", re.sub(r"\{(region|place)\}", "", str(value)))


def _words(file: TomlFile) -> LedgerWords:
    values = file.values

    def table(name: str) -> dict[str, str]:
        return {str(key): str(word) for key, word in values[name].items()}

    return LedgerWords(
        places=file.several("places"),
        works={str(key): tuple(map(str, words)) for key, words in values["works"].items()},
        coastal=file.several("coastal"),
        inland=file.several("inland"),
        agencies=table("agencies"),
        agencies_by_word=table("agencies_by_word"),
        owners=table("owners"),
        surnames=file.several("surnames"),
        images=tuple(sorted((int(percent), said) for percent, said in table("images").items())),
        idle=file.several("idle"),
        next_steps=file.several("next_steps"),
        problems=file.several("problems"),
        solvers=file.several("solvers"),
    )
