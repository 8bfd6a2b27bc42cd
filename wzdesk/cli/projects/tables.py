"""The command that writes tables of projects."""

import argparse
import json

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.services.open_data_file import read_data_file
from wzdesk.services.projects.choose_list import chosen_list
from wzdesk.services.projects.export import Kind, export_projects
from wzdesk.services.projects.receive_sheet import month_of


def export(options: argparse.Namespace) -> None:
    """``wzdesk projects export``: one of the tables of a month."""
    month = month_of(options.month)
    with read_data_file(options.data) as store:
        selection = chosen_list(store, options.list)
        layout = export_projects(store, Kind(options.kind), month, options.out, selection)
    if options.json:
        told = {
            "out": str(options.out),
            "title": layout.properties["title"],
            "list": selection.project_list,
            "demo": bool(layout.mark),
        }
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(
            f"已导出 {layout.properties['title']}到 {options.out}{f'，{DEMO_MARK}，不能上报' if layout.mark else ''}。"
        )
