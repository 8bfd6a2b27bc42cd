"""The command that says which projects lag."""

import argparse
import json

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.projects.lag import rounded
from wzdesk.services.open_data_file import read_data_file
from wzdesk.services.projects.choose_list import chosen_list
from wzdesk.services.projects.lagging import Lagging, lagging_projects
from wzdesk.services.projects.receive_sheet import month_of


def lagging(options: argparse.Namespace) -> None:
    """``wzdesk projects lagging``: a sentence for each project that is behind or wants a look."""
    month = month_of(options.month)
    with read_data_file(options.data) as store:
        told = lagging_projects(store, month, chosen_list(store, options.list))
    if options.json:
        data = {
            "month": month.code,
            "demo": told.is_demo,
            "projects": [_as_json(one) for one in told.projects],
        }
        print(json.dumps(data, ensure_ascii=False))
        return
    for one in told.projects:
        print(one.sentence)
    behind = sum(one.points is not None for one in told.projects)
    mark = f"，{DEMO_MARK}" if told.is_demo else ""
    print(
        f"{month.words}落后于序时进度的项目 {behind} 个，有预警的 {sum(bool(one.alerts) for one in told.projects)} 个{mark}。"
    )


def _as_json(one: Lagging) -> dict[str, object]:
    line = one.line
    return {
        "code": line.code,
        "name": line.name,
        "field": line.field,
        "invented": line.is_invented,
        "rate": None if line.rate is None else str(rounded(line.rate)),
        "points": None if one.points is None else str(rounded(one.points)),
        "word": one.word,
        "alerts": [{"kind": alert.kind.value, "sentence": alert.sentence} for alert in one.alerts],
        "sentence": one.sentence,
    }
