"""How a person likes each table to look: columns left out, their order and widths, among their settings, never in the data file."""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wzdesk.services.places import settings_folder

_FILE = "tables.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GridLook:
    """Names of the columns that are left out, and widths of those that a person set, px at 100 %.

    ``order`` names the columns left to right where a person put some elsewhere.
    """

    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()


def kept_look(table: str) -> GridLook:
    """How a form or plan is to look; as it comes where nothing was kept, or it cannot be read."""
    kept = _all_kept().get(table, {})
    try:
        widths = {str(one): int(px) for one, px in kept["widths"].items()}
        order = tuple(str(one) for one in kept.get("order", ()))
        return GridLook(frozenset(kept["hidden"]), widths, order)
    except (KeyError, TypeError, ValueError, AttributeError):
        return GridLook()


def keep_look(table: str, look: GridLook) -> None:
    """Keep it for the next time; a look that cannot be kept holds until the program ends, which the log says."""
    everything = _all_kept()
    everything[table] = {
        "hidden": sorted(look.hidden),
        "widths": dict(look.widths),
        "order": list(look.order),
    }
    if look == GridLook():
        del everything[table]
    file = settings_folder() / _FILE
    unfinished = file.with_name(f"{_FILE}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(everything, ensure_ascii=False, indent=1), "utf-8")
        unfinished.replace(file)
    except OSError:
        log.exception("the look of a table could not be kept in %s", file)


def _all_kept() -> dict[str, Any]:
    try:
        kept = json.loads((settings_folder() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
