"""A selection of figures for other systems: SDMX-CSV 2.0 for statistical offices, tidy CSV for anything else."""

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.observations import series_of_many
from wzdesk.db.plan_tables import read_indicators, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.excel.write.safe_file import write_whole
from wzdesk.reports.interchange import SDMX_HEAD, TIDY_HEAD, sdmx_rows, tidy_rows


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures: of these regions, indicators, periods and measures; an empty one means all."""

    regions: Collection[str] = ()
    indicators: Collection[str] = ()
    periods: Collection[Period] = ()
    measures: Collection[Measure] = ()


@dataclass(frozen=True, slots=True)
class Selected:
    """The figures of a selection, by region and indicator in the order of the catalogue, with what names them."""

    observations: tuple[Observation, ...]
    indicators: dict[str, Indicator]
    regions: dict[str, Region]


def selected(store: Store, selection: Selection) -> Selected:
    """Read a selection; 上年同期 as a form revised it is no observation of its own and stays out."""
    with store.reading() as session:
        execute = execute_of(session)
        indicators = {one.code: one for one in read_indicators(execute)}
        regions = {one.code: one for one in read_regions(execute)}
        pairs = [
            (region, indicator)
            for region in regions
            if not selection.regions or region in selection.regions
            for indicator in indicators
            if not selection.indicators or indicator in selection.indicators
        ]
        series = series_of_many(execute, pairs)
    wanted = selection.measures or [one for one in Measure if one is not Measure.BASE]
    found = (
        one
        for pair in pairs
        for one in series[pair]
        if one.key.measure in wanted and (not selection.periods or one.key.period in selection.periods)
    )
    return Selected(tuple(found), indicators, regions)


def write_sdmx(store: Store, selection: Selection, path: Path) -> int:
    """Write a selection as SDMX-CSV 2.0 (UTF-8); how many observations.

    Raises:
        CannotWrite: the folder or the disk is at fault.
    """
    found = selected(store, selection)
    write_whole(path, _csv(SDMX_HEAD, sdmx_rows(found.observations, found.indicators)).encode())
    return len(found.observations)


def write_tidy(store: Store, selection: Selection, path: Path) -> int:
    """Write a selection as a table with one figure in a line (UTF-8 with a mark, as Excel and WPS expect it).

    Raises:
        CannotWrite: the folder or the disk is at fault.
    """
    found = selected(store, selection)
    rows = tidy_rows(found.observations, found.indicators, found.regions)
    write_whole(path, _csv(TIDY_HEAD, rows).encode("utf-8-sig"))
    return len(found.observations)


def _csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
