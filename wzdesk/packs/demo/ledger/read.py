"""Reading of what the invented ledger is made from: totals of groups, and words."""

from pathlib import Path

from wzdesk.domain.projects.project import Nature
from wzdesk.packs.cells import demand, word
from wzdesk.packs.csv_rows import Columns, read_rows
from wzdesk.packs.demo.ledger.seeds import Totals
from wzdesk.packs.demo.ledger.words import LedgerWords
from wzdesk.packs.mistakes import Findings
from wzdesk.packs.projects import FOLDER, NATURES, number
from wzdesk.packs.toml_file import TomlFile, read_toml

GROUPS, WORDS = f"{FOLDER}/groups.csv", f"{FOLDER}/words.toml"

_GROUP_COLUMNS = Columns(
    ("year", "list", "nature", "count", "plan"), ("field", "subfield", "area", "total", "done")
)
_LISTS = ("places", "idle", "next_steps", "problems", "solvers")
_TABLES = ("works", "agencies", "images")


def read_totals(folder: Path, findings: Findings) -> tuple[Totals, ...]:
    """The totals of groups, in 万元; a pack may have none."""
    rows = read_rows(folder, GROUPS, _GROUP_COLUMNS, findings, required=False)
    for row in rows:
        demand(row, "year", "list", "nature", "count", "plan")
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


def read_words(folder: Path, findings: Findings) -> LedgerWords | None:
    """The words of invented projects; None where the pack has none, or they are spoilt."""
    file = read_toml(folder, WORDS, findings, required=False)
    if file is None:
        return None
    file.check(dict.fromkeys(_LISTS, list) | dict.fromkeys(_TABLES, dict), {})
    return None if findings.fatal else _words(file)


def _words(file: TomlFile) -> LedgerWords:
    values = file.values
    return LedgerWords(
        places=file.several("places"),
        works={str(key): tuple(map(str, words)) for key, words in values["works"].items()},
        agencies={str(key): str(agency) for key, agency in values["agencies"].items()},
        images=tuple(sorted((int(percent), str(said)) for percent, said in values["images"].items())),
        idle=file.several("idle"),
        next_steps=file.several("next_steps"),
        problems=file.several("problems"),
        solvers=file.several("solvers"),
    )
