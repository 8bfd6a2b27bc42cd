"""``make bench``: every figure the program promises, each beside a named peer of the same run.

``python -m tests.bench [PART ...]`` measures only some parts. Prints one table and keeps it in out/bench as results.json
and results.md; ``--write`` puts it into docs/performance.md too. ``QUICK=1`` in the environment measures small sizes, to
see that all runs; ``PROGRAM=path`` names the packaged program. A mark that is missed is printed as missed; the exit code
says only whether all could be measured.
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.machine import machine, versions
from tests.bench.parts import PARTS
from tests.bench.report import Report, markdown, plain, write_between_marks
from tests.bench.run_part import run_part
from tests.bench.sizes import QUICK

ROOT, RESULTS = Path(__file__).parents[2], Path("out/bench")
DOCUMENT = Path("docs/performance.md")


def main() -> int:
    """Measure, print, keep; 1 where a part broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--write", action="store_true", help=f"put the tables into {DOCUMENT}")
    asked = parser.parse_args()
    chosen = asked.parts or [name for name, part in PARTS.items() if not part.is_asked_for]
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    os.chdir(ROOT)
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = Report(datetime.now(UTC).isoformat(" ", "minutes"), machine(), versions(), QUICK)
    for name in chosen:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        report.parts.append(run_part(name, RESULTS))
        _keep(report)  # what is measured stays, whatever happens to the rest
    print(plain(report))
    if asked.write:
        write_between_marks(DOCUMENT, markdown(report))
    return 1 if any(part.is_broken for part in report.parts) else 0


def _keep(report: Report) -> None:
    (RESULTS / "results.json").write_text(
        json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    (RESULTS / "results.md").write_text(markdown(report), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
