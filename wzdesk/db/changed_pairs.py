"""Which lines of figures were changed since an act, told by the revisions; standard library and domain only."""

from wzdesk.db.plan_tables import Execute

_LAST = "SELECT coalesce(max(id), 0) FROM change_set"
_CHANGED = """
    SELECT DISTINCT key FROM revision WHERE change_set_id > :since AND entity = 'observation' LIMIT :most
"""
_MOST = 1000


def last_change_set(execute: Execute) -> int:
    """The number of the last act; 0 where there is none."""
    return int(next(iter(execute(_LAST, {})))[0])


def pairs_changed_since(execute: Execute, change_set: int) -> set[tuple[str, str]] | None:
    """Region and indicator of all figures changed after an act; None where they are too many to tell."""
    keys = [row[0] for row in execute(_CHANGED, {"since": change_set, "most": _MOST})]
    if len(keys) == _MOST:
        return None
    return {(region, indicator) for region, indicator, *_ in (key.split("|") for key in keys)}
