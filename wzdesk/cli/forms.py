"""The command on forms: which there are, what is due, how far they are filled."""

import argparse
import json
from datetime import datetime

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import period_of_code, read_period
from wzdesk.services.list_forms import list_forms
from wzdesk.services.open_data_file import read_data_file


def forms(options: argparse.Namespace) -> None:
    """``wzdesk forms``: the forms of a data file with period, due day and filled cells."""
    period = (period_of_code(options.period) or read_period(options.period)) if options.period else None
    if options.period and period is None:
        raise Refused(f"期别“{options.period}”不认识，请写成 2024、2024-Q3 或 2024-01/09。")
    with read_data_file(options.file) as store:
        listed = list_forms(store, datetime.now().astimezone(), options.region or "", period)
    if options.json:
        print(json.dumps([one.as_json() for one in listed], ensure_ascii=False))
        return
    for one in listed:
        print(one.words)
    if not listed:
        print("没有这一期的填报表。" if options.period else "这个数据文件里没有填报表。")
    elif listed[0].table.is_demo:
        print(f"数据文件{DEMO_MARK}。")
