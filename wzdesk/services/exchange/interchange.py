"""A selection of figures for other systems: SDMX-CSV 2.0 for statistical offices, tidy CSV for anything else."""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import StringIO
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.observations import series_of_many
from wzdesk.db.plan_tables import Execute, read_indicators, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation
from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.excel.write.safe_file import write_parts
from wzdesk.reports.interchange import SDMX_HEAD, TIDY_HEAD, sdmx_rows, tidy_rows

OnProgress = Callable[[int, int], None]
_AT_ONCE = 50  # indicators of a region: a few thousand figures, so that a person can stop in between


class Format(Enum):
    """How figures go out: word, encoding.

    The tidy table begins with a byte order mark: Excel and WPS open a CSV without one in the code page of the machine,
    where Chinese becomes rubbish. SDMX-CSV goes to programs, whose readers take a mark for part of the first name.
    """

    SDMX = ("SDMX-CSV", "utf-8")
    TIDY = ("整洁 CSV", "utf-8-sig")

    def __init__(self, words: str, encoding: str) -> None:
        self.words, self.encoding = words, encoding


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures: of these regions, indicators, periods and measures; an empty one means all.

    ``first`` and ``last`` bound the periods: each that ends in the time from the begin of one to the end of the other.
    """

    regions: Collection[str] = ()
    indicators: Collection[str] = ()
    periods: Collection[Period] = ()
    measures: Collection[Measure] = ()
    first: Period | None = None
    last: Period | None = None

    def takes(self, one: Observation) -> bool:
        """Whether a figure of a chosen region and indicator belongs to it; 上年同期 as a form revised it is none."""
        key, period = one.key, one.key.period
        if key.measure not in self.measures if self.measures else key.measure is Measure.BASE:
            return False
        if self.periods and period not in self.periods:
            return False
        end = period.last_year, period.last_month
        if self.first is not None and end < (self.first.year, self.first.month):
            return False
        return self.last is None or end <= (self.last.last_year, self.last.last_month)


@dataclass(frozen=True, slots=True)
class _Names:
    """What names the figures, in the order of the catalogue."""

    regions: dict[str, Region]
    indicators: dict[str, Indicator]


def write_selection(
    store: Store,
    selection: Selection,
    form: Format,
    path: Path,
    on_progress: OnProgress = lambda _done, _total: None,
) -> int:
    """Write a selection, one figure in a line, whole or not at all; how many figures.

    Raises:
        Refused: a region or an indicator is not in the file.
        CannotWrite: the folder or the disk is at fault.
    """
    written = 0

    def parts() -> Iterator[bytes]:
        nonlocal written
        with store.reading() as session:
            execute = execute_of(session)
            names = _names(execute, selection)
            is_sdmx = form is Format.SDMX
            yield _csv([SDMX_HEAD if is_sdmx else TIDY_HEAD]).encode(form.encoding)
            for figures in _batches(execute, selection, names, on_progress):
                written += len(figures)
                rows = (
                    sdmx_rows(figures, names.indicators)
                    if is_sdmx
                    else tidy_rows(figures, names.indicators, names.regions)
                )
                yield _csv(rows).encode()

    write_parts(path, parts())
    return written


def count_selection(
    store: Store, selection: Selection, on_progress: OnProgress = lambda _done, _total: None
) -> int:
    """How many figures a selection has.

    Raises:
        Refused: a region or an indicator is not in the file.
    """
    with store.reading() as session:
        execute = execute_of(session)
        names = _names(execute, selection)
        return sum(len(one) for one in _batches(execute, selection, names, on_progress))


def read_names_to_choose(store: Store) -> tuple[list[Region], list[Indicator]]:
    """The regions and indicators that can be chosen."""
    with store.reading() as session:
        execute = execute_of(session)
        return list(read_regions(execute)), list(read_indicators(execute))


def _names(execute: Execute, selection: Selection) -> _Names:
    regions = {one.code: one for one in read_regions(execute)}
    indicators = {one.code: one for one in read_indicators(execute)}
    for chosen, known, word in (
        (selection.regions, regions, "地区"),
        (selection.indicators, indicators, "指标"),
    ):
        missing = [code for code in chosen if code not in known]
        if missing:
            raise Refused(f"没有代码是 {'、'.join(missing)} 的{word}，没有导出。")
    return _Names(regions, indicators)


def _batches(
    execute: Execute, selection: Selection, names: _Names, on_progress: OnProgress
) -> Iterator[list[Observation]]:
    """The figures by region and indicator in the order of the catalogue, some thousands at once."""
    regions = [one for one in names.regions if not selection.regions or one in selection.regions]
    codes = [one for one in names.indicators if not selection.indicators or one in selection.indicators]
    done, total = 0, len(regions) * len(codes)
    for region in regions:
        for at in range(0, len(codes), _AT_ONCE):
            on_progress(done, total)
            some = codes[at : at + _AT_ONCE]
            series = series_of_many(execute, [(region, code) for code in some])
            yield [one for its in series.values() for one in its if selection.takes(one)]
            done += len(some)
    on_progress(total, total)


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)  # RFC 4180
    return out.getvalue()
