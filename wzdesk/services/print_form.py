"""A filled form as what the printer takes."""

from wzdesk.domain.form_table import FormTable
from wzdesk.reports.form_sheet import lay_out_form
from wzdesk.reports.paper.printout import Printout


def form_printout(table: FormTable, *, author: str = "") -> Printout:
    """A form of a region and a period to be printed; its rows have units of their own."""
    return Printout(
        lay_out_form(table),
        region=table.region.name,
        period=table.words,
        author=author,
        is_demo=table.is_demo,
        agency=table.agency,
    )
