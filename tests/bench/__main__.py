"""``make bench``: every figure the program promises, each beside a named peer of the same run.

``python -m tests.bench [PART ...]`` measures only some parts. Prints a table and writes out/bench.json. A mark that
is missed is printed as missed; the exit code says only whether all could be measured.
"""

import argparse
import importlib
import json
import os
import platform
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import PySide6

from tests.bench.figures import Figure, table

REPORT = Path("out/bench.json")
PARTS = {
    "paint": "starts:measure_first_paint",
    "rows": "starts:measure_rows",
    "cell": "one_cell:measure",
    "page": "plan_page:measure",
    "books": "books:measure",
    "filling": "filling:measure",
    "importing": "importing:measure",
    "merging": "merging:measure",
    "reading": "reading:measure",
    "hostile": "hostile:measure",
    "claims": "claims:measure",
    "form": "form:measure",
    "form_cell": "form_cell:measure",
    "scrolling": "scrolling:measure",
    "checks": "checks:measure",
    "finding": "finding:measure",
    "pasting": "pasting:measure",
    "projects": "projects:measure",
}


def main() -> int:
    """Measure, print, keep; 1 where something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    os.chdir(Path(__file__).parents[2])
    begun = time.monotonic()
    figures, broken = _measured(chosen)
    print(table(figures))
    missed = [figure for figure in figures if figure.is_met is False]
    print(
        f"\n{len(figures)} figures, {len(missed)} marks missed, {time.monotonic() - begun:.0f} s; {_machine()}"
    )
    for name in broken:
        print(f"BROKEN: {name}")
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(_report(figures, broken), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 1 if broken else 0


def _measured(parts: list[str]) -> tuple[list[Figure], list[str]]:
    figures: list[Figure] = []
    broken = []
    for name in parts:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        module, function = PARTS[name].split(":")
        try:
            measure: Callable[[], list[Figure]] = getattr(
                importlib.import_module(f"tests.bench.{module}"), function
            )
            figures += measure()
        except Exception:  # noqa: BLE001 - the other parts can still be measured
            traceback.print_exc()
            broken.append(name)
    return figures, broken


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = (
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, SQLite {sqlite3.sqlite_version}"
    )
    return f"{os.cpu_count()} processors{load}; {versions}"


def _report(figures: list[Figure], broken: list[str]) -> dict[str, object]:
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.platform()}, {_machine()}",
        "figures": [figure.as_json() for figure in figures],
        "broken": broken,
    }


if __name__ == "__main__":
    sys.exit(main())
