"""What is imported: a long table of a row for each region and indicator, by ten months, and an empty file that knows its names."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from tests.bench.sizes import sized
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.pack import Pack
from wzdesk.domain.region import Region, RegionLevel

YEAR, COUNTIES, NAMES, MONTHS = 2023, sized(100, 10), 100, 10
FIGURES = COUNTIES * NAMES * MONTHS
HEADER_ROW = 2
_UNITS = ("亿元", "万元", "万人", "吨")
_HUNDRED = [f"{tens}{ones}" for tens in "东西南北上下前后左右" for ones in "山河湖海林田石泉溪桥"]


def monthly_book(path: Path) -> Path:
    """The book of the hundred regions and the hundred indicators."""
    regions = [_region(number).name for number in range(COUNTIES)]
    indicators = [(_indicator(number).name, _indicator(number).unit) for number in range(NAMES)]
    return book_of(path, YEAR, regions, indicators)


def book_of(path: Path, year: int, regions: Sequence[str], indicators: Sequence[tuple[str, str]]) -> Path:
    """A sheet as an office sends it: title, heading, rows of region, indicator and unit, months as columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("月报")
    sheet.append([f"{year}年各县（市、区）主要指标月度完成情况"])
    sheet.append(["地区", "指标", "计量单位", *(f"1-{month}月" for month in range(2, MONTHS + 2))])
    for county, region in enumerate(regions):
        for number, (name, unit) in enumerate(indicators):
            seed = (county * 31 + number * 17) % 997
            figures = [round(100 + seed * (month + 2) / 7, number % 3 or 1) for month in range(MONTHS)]
            sheet.append([region, name, unit, *figures])
    book.save(path)
    return path


def empty_file(path: Path) -> Path:
    """A new file with the regions and indicators of the workbook and nothing else."""
    made = path.with_name("names.wzd")
    if not made.exists():
        with Store.create(made) as store, store.writing() as session:
            save_pack(session, _pack())
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    shutil.copyfile(made, path)
    return path


def _region(number: int) -> Region:
    return Region(f"99{number:04d}", f"{_HUNDRED[number]}县", _HUNDRED[number], RegionLevel.COUNTY, None)


def _indicator(number: int) -> Indicator:
    return Indicator(f"BENCH_{number}", f"{_HUNDRED[number]}业增加值", _UNITS[number % len(_UNITS)], 1)


def _pack() -> Pack:
    regions = tuple(_region(number) for number in range(COUNTIES))
    indicators = tuple(_indicator(number) for number in range(NAMES))
    return Pack("bench", "月报", "1", regions[0].code, "", (), regions, (), (), indicators, (), (), ())
