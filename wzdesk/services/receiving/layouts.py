"""What a person taught about a layout, kept for the next time the same form comes, and carried in a small file.

A layout is known by its headings, not by its file's name: years, months and regions in them are left out.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Measure
from wzdesk.domain.text import name_key, normalise
from wzdesk.excel.recognise.table import Table
from wzdesk.excel.write.safe_file import write_whole
from wzdesk.services.receiving.times import Relation

_FORMAT = "wzdesk-layouts"
_NUMBERS = re.compile(r"\d+|(?<![\u4e00-\u9fff])[一二三四五六七八九十]+(?=季度|月|个)")
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a person says of a column: left out, or which measure of which time, perhaps of which indicator or region."""

    is_left_out: bool = False
    measure: Measure | None = None
    relation: Relation | None = None
    indicator: str | None = None
    region: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What a person says of a row: left out, or which indicator or region it is."""

    is_left_out: bool = False
    indicator: str | None = None
    region: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The choices for one layout, by the keys of its row labels and heading words."""

    fingerprint: str
    title: str = ""
    rows: Mapping[str, RowChoice] = field(default_factory=dict)
    columns: Mapping[str, ColumnChoice] = field(default_factory=dict)

    def with_row(self, words: Sequence[str], choice: RowChoice) -> "Layout":
        """The layout with a row's choice added."""
        return replace(self, rows={**self.rows, words_key(words): choice})

    def with_column(self, words: Sequence[str], choice: ColumnChoice) -> "Layout":
        """The layout with a column's choice added."""
        return replace(self, columns={**self.columns, words_key(words): choice})


def known_only(layout: Layout, indicators: Collection[str], regions: Collection[str]) -> Layout:
    """The layout without what speaks of indicators or regions that this data file does not have."""

    def is_known(choice: RowChoice | ColumnChoice) -> bool:
        return (choice.indicator is None or choice.indicator in indicators) and (
            choice.region is None or choice.region in regions
        )

    return replace(
        layout,
        rows={key: choice for key, choice in layout.rows.items() if is_known(choice)},
        columns={key: choice for key, choice in layout.columns.items() if is_known(choice)},
    )


def words_key(words: Sequence[str]) -> str:
    """Row labels or heading words as layouts compare them: without numbers of years and months."""
    return "/".join(_NUMBERS.sub("#", name_key(word)) for word in words)


def fingerprint(table: Table) -> str:
    """What a layout is known by: headings and kinds of label columns, in their order."""
    stubs = [
        _NUMBERS.sub("#", name_key(cell.display))
        for row in table.header_rows
        for column in table.labels
        if (cell := table.sheet.cells.row(row).get(column))
    ]
    parts = [
        *(f"{kind.value}" for kind in table.labels.values()),
        *stubs,
        *(words_key(column.words) for column in table.columns),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def to_json(layouts: Sequence[Layout]) -> dict[str, object]:
    """Layouts as they are kept and exported."""
    return {"format": _FORMAT, "version": 1, "layouts": [_layout_json(each) for each in layouts]}


def _layout_json(layout: Layout) -> dict[str, object]:
    return {
        "fingerprint": layout.fingerprint,
        "title": layout.title,
        "rows": {key: _told(choice) for key, choice in sorted(layout.rows.items())},
        "columns": {key: _told(choice) for key, choice in sorted(layout.columns.items())},
    }


def _told(choice: RowChoice | ColumnChoice) -> dict[str, object]:
    told: dict[str, object] = {"left_out": True} if choice.is_left_out else {}
    for name in ("indicator", "region", "unit", "measure", "relation"):
        if value := getattr(choice, name, None):
            told[name] = str(value)
    return told


def from_json(told: object) -> list[Layout]:
    """Layouts as they were kept.

    Raises:
        Refused: the text is no list of layouts.
    """
    try:
        assert isinstance(told, dict)
        if told["format"] != _FORMAT or told["version"] != 1:
            raise ValueError
        return [_layout(each) for each in told["layouts"]]
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError) as error:
        raise Refused("这不是对照文件（由“导出对照”存出的 .json），没有导入。") from error


def _layout(told: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Layout:
    return Layout(
        str(told["fingerprint"]),
        str(told["title"]),
        {key: _row(choice) for key, choice in told["rows"].items()},
        {key: _column(choice) for key, choice in told["columns"].items()},
    )


def _row(told: Mapping[str, str]) -> RowChoice:
    return RowChoice(bool(told.get("left_out")), told.get("indicator"), told.get("region"), told.get("unit"))


def _column(told: Mapping[str, str]) -> ColumnChoice:
    return ColumnChoice(
        bool(told.get("left_out")),
        Measure(told["measure"]) if "measure" in told else None,
        Relation(told["relation"]) if "relation" in told else None,
        told.get("indicator"),
        told.get("region"),
        told.get("unit"),
    )


def write_layouts(layouts: Sequence[Layout], path: Path) -> None:
    """Export layouts into a small file for another laptop."""
    text = json.dumps(to_json(layouts), ensure_ascii=False, indent=1)
    write_whole(path, text.encode())


def read_layouts(path: Path) -> list[Layout]:
    """Layouts from such a file.

    Raises:
        Refused: the file is missing, too large, or something else.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused(f"“{path.name}”太大，不是对照文件，没有导入。")
        return from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise Refused(f"没有找到“{path.name}”，请核对文件名。") from error
    except (OSError, ValueError, RecursionError) as error:
        raise Refused(f"“{path.name}”不是对照文件（由“导出对照”存出的 .json），没有导入。") from error


def plain_title(title: str) -> str:
    """A title without its years and months, for lists of layouts."""
    return _NUMBERS.sub("", normalise(title)).strip()
