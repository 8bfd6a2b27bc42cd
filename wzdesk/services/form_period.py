"""Which period an agency's form is for, as it says itself: in its title, or in a line 期别 over the table."""

from collections.abc import Iterator

from wzdesk.domain.period import Frequency, Period
from wzdesk.excel.fill.form_reading import FormReading
from wzdesk.excel.read.plan_tables import FoundTable
from wzdesk.services.import_fit import title_of
from wzdesk.services.projects.sheets.place_figures import month_told
from wzdesk.services.receiving.times import Relation, period_of, time_in


def period_told(reading: FormReading) -> Period | None:
    """The period that the words over all tables of a form agree on; None where they name none, or several."""
    if month := month_told(reading):
        return month
    told = {one for table in reading.tables if (one := _told_over(table))}
    return told.pop() if len(told) == 1 else None


def _told_over(table: FoundTable) -> Period | None:
    """The first part of a year that a line names, the title before the others; else the year of the title."""
    title = title_of(table)
    named = [one for text in (title, *(cell.text for cell in table.above)) for one in _periods_in(text)]
    parts = [one for one in named if one.frequency not in {Frequency.YEAR, Frequency.YEARS}]
    return next(iter(parts), None) or next(_periods_in(title), None)


def _periods_in(text: str) -> Iterator[Period]:
    """The period of a text that names one year, and no other year beside it."""
    words, rest = time_in(text)
    is_alone = words.year is not None and words.last_year is None and time_in(rest)[0].year is None
    if is_alone and words.relation is Relation.THIS and (period := period_of(words, None)):
        yield period
