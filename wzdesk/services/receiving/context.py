"""What holds for a whole table: the region and the period that its title, its lines or its file name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wzdesk.domain.indicator import Indicator
from wzdesk.domain.period import Period
from wzdesk.excel.recognise.table import Part, Table
from wzdesk.services.receiving.facts import Facts, facts_of
from wzdesk.services.receiving.names import How, IndicatorNames, Named, RegionNames
from wzdesk.services.receiving.times import TimeWords, period_of, time_in


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a sheet is read: the catalogue, the names, and the form that the person has before them.

    ``is_demo`` says that the data file holds invented figures.
    """

    indicators: Mapping[str, Indicator]
    names: IndicatorNames
    regions: RegionNames
    region_words: Mapping[str, str]
    home: str
    region: str | None = None
    period: Period | None = None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Region, period and indicator that hold where neither row nor column names one, and where they come from."""

    facts: Facts
    period: Period | None
    region: Named
    why: tuple[str, ...]


def context_of(table: Table, book: str, known: Known) -> Context:
    """Read title and lines, then the names of sheet and file, then what the person has before them."""
    region, where = _region(table, book, known)
    time = TimeWords()
    for text in _texts(table, book):
        told, _ = time_in(text)
        time = time.over(TimeWords(told.year, told.span, whole_year=told.whole_year))
    period = period_of(time, known.period) if not time.says_nothing else known.period
    why = [f"地区：{known.region_words.get(region.code, region.code)}（{where}）"]
    if period:
        why.append(
            f"期别：{period.words}（{'表上写的' if time.year or time.span else '没有写，按当前填报的'}）"
        )
    subject = facts_of([_subject(table.title)], known.names, known.regions, {}) if table.title else Facts()
    return Context(
        Facts(indicator=subject.indicator, measure=subject.measure, unit=subject.unit),
        period,
        region,
        tuple(why),
    )


def _subject(title: str) -> str:
    """``国内生产总值(亿元)`` of ``指标：国内生产总值(亿元)``."""
    for colon in "：:":
        head, found, tail = title.partition(colon)
        if found and len(head) <= 12:
            return tail.strip()
    return title


def _texts(table: Table, book: str) -> Iterator[str]:
    """The texts that may tell a time, the nearest first."""
    yield table.title
    for line in sorted(table.lines, key=lambda line: -line.row):
        if line.part in {Part.LINE, Part.TITLE, Part.UNIT} and "日期" not in line.text:
            yield line.text
    yield table.sheet.name
    yield book


def _region(table: Table, book: str, known: Known) -> tuple[Named, str]:
    above = [line.text for line in table.lines if line.part in {Part.LINE, Part.TITLE}]
    for where, texts in (
        ("表题", [table.title, *above]),
        ("工作表名", [table.sheet.name]),
        ("文件名", [book]),
    ):
        for text in texts:
            if text and (named := known.regions.inside(text)):
                return named, where
    if known.region:
        return Named(known.region, How.ASSUMED), "没有写，按当前填报的"
    return Named(known.home, How.ASSUMED), "没有写，按本单位的"
