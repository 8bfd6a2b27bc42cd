"""A selection of the ledger as a text that settings can keep, and back."""

import json
from dataclasses import fields
from typing import Any

from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.selection import Selection

_KINDS: dict[str, type[str]] = {"fields": str, "natures": Nature, "stages": Stage, "regions": str}


def text_of_selection(selection: Selection) -> str:
    """The filters that are set, as JSON."""
    usual, kept = Selection(), {}
    for field in fields(Selection):
        value = getattr(selection, field.name)
        if value != getattr(usual, field.name):
            kept[field.name] = sorted(value) if isinstance(value, frozenset) else value
    return json.dumps(kept, ensure_ascii=False)


def selection_of_text(text: str) -> Selection:
    """The selection of such a text; a filter that cannot be read is left out, so that more is shown, not less."""
    try:
        kept = json.loads(text)
    except ValueError:
        return Selection()
    if not isinstance(kept, dict):
        return Selection()
    read = ((str(name), _read(str(name), value)) for name, value in kept.items())
    filters: dict[str, Any] = {name: value for name, value in read if value is not None}
    return Selection(**filters)


def _read(name: str, value: Any) -> Any:
    """The value of a filter, None where there is no such filter or it has no such value."""
    usual = getattr(Selection(), name, None) if name in Selection.__dataclass_fields__ else None
    if isinstance(usual, frozenset):
        try:
            return frozenset(_KINDS[name](one) for one in value)
        except (TypeError, ValueError):
            return None
    return value if isinstance(value, type(usual)) else None
