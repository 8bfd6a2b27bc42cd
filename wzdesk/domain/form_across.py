"""A form turned over: one indicator, a row for every region that reports it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wzdesk.domain.form import Form, FormRow
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.import_checks import is_additive_flow
from wzdesk.domain.region import Region, RegionLevel


def reporters_of(form: Form, regions: Iterable[Region]) -> list[Region]:
    """The regions that report a form; where it names none, all but the province."""
    return [
        region
        for region in regions
        if (region.code in form.reporters if form.reporters else region.level is not RegionLevel.PROVINCE)
    ]


def across_regions(tables: Sequence[FormTable], indicator: str, here: Region) -> FormTable:
    """One table of an indicator from the tables of all regions, which are of one form and period.

    A row with the sum stands last where the figures of the counties add up to their city's (design.md §3): of flows,
    of regions that are additive, never of functional zones, which lie inside counties.
    """
    first = tables[0]
    line = next(row for row in first.form.rows if row.indicator == indicator)
    rows = [_row(line, table.region) for table in tables]
    rows += _sum_rows(first, line, [table.region for table in tables])
    return replace(
        first,
        form=replace(first.form, rows=tuple(rows), carries_remarks=False),
        region=here,
        observations={
            key: one for table in tables for key, one in table.observations.items() if key.indicator == indicator
        },
        notes={key: text for table in tables for key, text in table.notes.items() if key.indicator == indicator},
        targets={
            table.region.code: table.targets[indicator] for table in tables if indicator in table.targets
        },
        closing=None,
        closed_regions=frozenset(table.region.code for table in tables if table.is_closed),
        _keys={},
    )  # fmt: skip


def _row(line: FormRow, region: Region) -> FormRow:
    depth = 0 if region.level is RegionLevel.CITY else 1 if region.additive else 2
    return replace(line, name=region.name, no="", category="", depth=depth, marked=False, region=region.code)


def _sum_rows(table: FormTable, line: FormRow, regions: Sequence[Region]) -> list[FormRow]:
    """The sum of a city's counties, which is held against the city's own figure."""
    indicator = table.indicators[line.indicator]
    if not is_additive_flow(indicator):
        return []
    made = []
    for city in regions:
        parts = tuple(one.code for one in regions if one.additive and one.parent == city.code)
        if len(parts) > 1:
            made.append(
                replace(
                    line,
                    name=f"{city.short_name}各县（市、区）合计",
                    no="",
                    category="",
                    depth=0,
                    marked=False,
                    parts=parts,
                )
            )
    return made[:1]
