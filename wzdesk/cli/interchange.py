"""The command that gives figures to other systems."""

import argparse
import json

from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Measure
from wzdesk.domain.period import Period, period_of_code, read_period
from wzdesk.services.exchange.interchange import Format, Selection, write_selection
from wzdesk.services.open_data_file import read_data_file

_FORMATS = {"sdmx": Format.SDMX, "tidy": Format.TIDY}


def interchange(options: argparse.Namespace) -> None:
    """``wzdesk interchange``: a selection as SDMX-CSV 2.0 or as a tidy table."""
    selection = Selection(
        options.region,
        options.indicator,
        measures=[Measure(one) for one in options.measure],
        first=_period(options.first),
        last=_period(options.last),
    )
    with read_data_file(options.data) as store:
        figures = write_selection(store, selection, _FORMATS[options.format], options.to)
    if options.json:
        print(json.dumps({"file": str(options.to), "figures": figures}, ensure_ascii=False))
    else:
        print(f"已导出 {options.to}，{figures} 个数。")


def _period(text: str | None) -> Period | None:
    if not text:
        return None
    period = period_of_code(text) or read_period(text)
    if period is None:
        raise Refused(f"期别“{text}”不认识，请写成 2024、2024-Q3 或 2024-01/06；没有导出。")
    return period
