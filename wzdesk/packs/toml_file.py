"""A pack's TOML file: its values, checked against the keys it may have."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from wzdesk.packs.mistakes import Findings
from wzdesk.packs.text_file import read_text

_KIND_WORDS = {
    str: "用英文双引号括起的文字",
    int: "整数",
    bool: "true 或 false",
    list: "方括号括起的列表",
    dict: "方括号起头的一节",
    Decimal: "0.05 这样的数",
}


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The values of one file or of one of its tables, with the place where mistakes are noted."""

    file: str
    text: str
    values: Mapping[str, Any]
    findings: Findings
    start: int = 1

    def line_of(self, key: str) -> int:
        """The line on which a key stands; the first line where it stands nowhere."""
        if key not in self.values:
            return self.start
        for line, text in enumerate(self.text.splitlines(), 1):
            if line >= self.start and re.match(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[]=.]", text):
                return line
        return self.start

    def mistake(self, key: str, sentence: str) -> None:
        """Notes a mistake at a key."""
        self.findings.mistake(self.file, self.line_of(key), sentence)

    def words(self, key: str) -> str:
        """A text; empty where the key is absent."""
        value = self.values.get(key)
        return value.strip() if isinstance(value, str) else ""

    def several(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.values.get(key, [])
        return tuple(str(item) for item in value) if isinstance(value, list) else ()

    def year(self, key: str) -> int | None:
        """A year."""
        value = self.values.get(key)
        if isinstance(value, int) and not 1900 <= value <= 2100:
            self.mistake(key, f"“{key}”应为 1900 到 2100 之间的年份，请改正。")
            return None
        return value if isinstance(value, int) else None

    def share(self, key: str, default: Decimal) -> Decimal:
        """A tolerance between 0 and 1."""
        value = _decimal(self.values.get(key, default))
        if value is None:
            return default  # `check` has noted it
        if 0 <= value < 1:
            return value
        self.mistake(key, f'“{key}”应为 0 到 1 之间的数，如 "0.05"，请改正。')
        return default

    def number(self, key: str) -> Decimal | None:
        """A number; None where the key is absent."""
        return _decimal(self.values[key]) if key in self.values else None

    def check(self, required: Mapping[str, type], optional: Mapping[str, type]) -> None:
        """Notes unknown keys, missing ones and values of another kind."""
        kinds = {**required, **optional}
        for key in self.values:
            if key not in kinds:
                self.mistake(key, f"没有“{key}”这一项，可用的是：{'、'.join(kinds)}。请改名或删去。")
        for key in required:
            if key not in self.values or self.values[key] == "":
                self.mistake(key, f"缺少“{key}”，请补上。")
        for key, kind in kinds.items():
            if key in self.values and not _is_kind(self.values[key], kind):
                self.mistake(key, f"“{key}”应为{_KIND_WORDS[kind]}，请改正。")


def read_toml(folder: Path, file: str, findings: Findings, *, required: bool = True) -> TomlFile | None:
    """The file's values, or None where it is absent or no TOML."""
    text = read_text(folder, file, findings, required=required)
    return None if text is None else toml_of_text(file, text, findings)


def toml_of_text(file: str, text: str, findings: Findings) -> TomlFile | None:
    """The values in a text, or None where it is no TOML; ``file`` is what mistakes name."""
    try:
        return TomlFile(file, text, tomllib.loads(text, parse_float=Decimal), findings)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, a number too long, brackets too deep
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines()) or 1
        findings.mistake(file, line, '这一行不合TOML写法：应为 名称 = "文字"，请检查引号、等号和括号。')
        return None


def tables(parent: TomlFile, key: str) -> list[TomlFile]:
    """The ``[[key]]`` tables of a file, each with the line on which it begins."""
    value = parent.values.get(key, [])
    found = [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []
    heads = [
        line for line, text in enumerate(parent.text.splitlines(), 1)
        if re.match(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]", text)
    ]  # fmt: skip
    starts = heads if len(heads) == len(found) else [parent.line_of(key)] * len(found)
    return [
        TomlFile(parent.file, parent.text, table, parent.findings, start)
        for table, start in zip(found, starts, strict=True)
    ]


def _is_kind(value: object, kind: type) -> bool:
    if kind is Decimal:
        return _decimal(value) is not None
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
