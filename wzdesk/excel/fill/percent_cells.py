"""Which cells of a form show percentages: 0.076 shows there as 7.6%."""

import re
from collections.abc import Callable
from pathlib import Path

from wzdesk.domain.errors import WzdeskError
from wzdesk.excel.fill.opening import open_form
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.fill.sheet_edit import style_at
from wzdesk.excel.read.book import place_of
from wzdesk.excel.read.parts import read_contents
from wzdesk.excel.read.source import open_source

_QUOTED = re.compile(r'"[^"]*"|[\\!_*].')


def percent_cells(book: Path) -> Callable[[CellRef], bool]:
    """Tells of each cell of an ``.xlsx``, also of a blank one, whether its number format has a percent sign.

    A form that cannot be opened for filling shows none; whoever fills it hears why.
    """
    try:
        _, form = open_form(book)
        package = open_source(book).package
        with package.archive:
            formats = read_contents(package).formats
    except WzdeskError:
        return lambda _: False
    percents = {str(index) for index, one in enumerate(formats) if "%" in _QUOTED.sub("", one.code)}

    def shows_percent(ref: CellRef) -> bool:
        index, place = form.parts.index_of(ref.sheet), place_of(ref.cell)
        if index is None or place is None or not percents or not form.parts.sheets[index].part:
            return False
        return style_at(form.sheet(index), *place) in percents

    return shows_percent
