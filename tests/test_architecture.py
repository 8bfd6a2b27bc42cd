"""The import contracts of pyproject.toml hold, and each of them bites."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from importlinter import cli

ROOT = Path(__file__).parent.parent
PYPROJECT = ROOT / "pyproject.toml"
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["name"]: contract
    for contract in tomllib.loads(PYPROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}

# contract -> module of the package -> the line planted there; exactly that contract must break.
VIOLATIONS: list[tuple[str, dict[str, str]]] = [
    ("Layers", {"domain/planted.py": "import wzdesk.reports"}),
    ("Layers", {"drawer.py": "answer = 42"}),
    ("Layers", {"excel/planted.py": "import wzdesk.reports"}),
    ("Qt stays in ui", {"services/planted.py": "from PySide6 import QtCore"}),
    ("SQL stays in db", {"services/planted.py": "import sqlite3"}),
    ("SQL stays in db", {"ui/planted.py": "from sqlalchemy.orm import Session"}),
    ("Only services use db", {"cli/planted.py": "import wzdesk.db"}),
    ("Excel libraries stay in excel", {"reports/planted.py": "from openpyxl import Workbook"}),
    ("Shell first", {"ui/planted.py": "import wzdesk.services", "ui/shell.py": "import wzdesk.ui.planted"}),
]

# Who may do what a contract forbids; everybody else must stand among its sources.
OWNERS = {
    "Qt stays in ui": {"ui", "__main__"},
    "SQL stays in db": {"db"},
    "Excel libraries stay in excel": {"excel"},
}


def test_that_every_contract_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    outcome = cli.lint_imports(config_filename=str(PYPROJECT), no_cache=True)
    assert outcome == 0, capsys.readouterr().out


def broken_contracts(folder: Path) -> set[str]:
    program = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert re.search(r"Contracts: \d+ kept, \d+ broken", run.stdout), run.stdout + run.stderr
    return {match[1].strip() for match in re.finditer(r"^(.+?) BROKEN\b", run.stdout, re.MULTILINE)}


@pytest.mark.parametrize(("contract", "lines"), VIOLATIONS)
def test_that_a_planted_violation_breaks_its_contract_alone(
    contract: str, lines: dict[str, str], tmp_path: Path
) -> None:
    shutil.copy(PYPROJECT, tmp_path)
    shutil.copytree(
        ROOT / "wzdesk", tmp_path / "wzdesk", ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
    )
    for name, line in lines.items():
        path = tmp_path / "wzdesk" / name
        if not path.exists() and path.with_suffix("").is_dir():
            path = path.with_suffix("") / "__init__.py"
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(f"{before}\n{line}\n", "utf-8")
    assert broken_contracts(tmp_path) == {contract}


def test_that_every_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _ in VIOLATIONS} == set(CONTRACTS)


def test_that_the_layers_name_every_part() -> None:
    layers = CONTRACTS["Layers"]
    named = {part.strip() for layer in layers["layers"] for part in layer.split("|")}
    assert layers["exhaustive"]
    assert "exhaustive_ignores" not in layers
    assert parts() <= named


@pytest.mark.parametrize("contract", OWNERS)
def test_that_a_contract_watches_everybody_but_its_owner(contract: str) -> None:
    layers = {part.strip() for layer in CONTRACTS["Layers"]["layers"] for part in layer.split("|")}
    watched = {module.removeprefix("wzdesk.") for module in CONTRACTS[contract]["source_modules"]}
    assert watched == layers - OWNERS[contract]


def test_that_no_contract_has_an_exception() -> None:
    assert [name for name, contract in CONTRACTS.items() if contract.get("ignore_imports")] == []


def parts() -> set[str]:
    folders = {path.parent.name for path in (ROOT / "wzdesk").glob("*/__init__.py")}
    return folders | {path.stem for path in (ROOT / "wzdesk").glob("*.py")} - {"__init__"}
