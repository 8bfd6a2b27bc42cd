"""``python -m tests.bench.one_part PART RESULT``: one part, whose figures are written as JSON.

A process for each part: what one has loaded, kept or broken is not measured with the next.
"""

import importlib
import json
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench.figures import CannotMeasureError, Figure
from tests.bench.parts import PARTS


def main(name: str, result: Path) -> None:
    """Measure and tell; what has been measured before something fails or is missing is told too."""
    module, function = PARTS[name].function.split(":")
    figures: list[Figure] = []
    problem, is_broken = "", False
    try:
        measure: Callable[[], Iterable[Figure]] = getattr(
            importlib.import_module(f"tests.bench.{module}"), function
        )
        figures.extend(measure())
    except CannotMeasureError as why:
        problem = str(why)
    except Exception as error:  # noqa: BLE001 - said in the report
        traceback.print_exc()
        problem, is_broken = f"{type(error).__name__}: {error}", True
    told = {"figures": [one.as_json() for one in figures], "problem": problem, "is_broken": is_broken}
    result.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
