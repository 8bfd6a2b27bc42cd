"""Commands that read single texts: targets and quantities."""

import argparse
import json
import sys
from collections.abc import Callable

from wzdesk.domain.errors import Refused
from wzdesk.domain.indicator import Direction
from wzdesk.services.read_text import Data, quantity_reading, target_reading


def target(options: argparse.Namespace) -> None:
    """``wzdesk target``: lines ``text<TAB>unit<TAB>direction`` from standard input, or one text."""

    def read(text: str, unit: str, direction: str) -> Data:
        return target_reading(text, unit, _direction(direction or options.direction))

    _run(options, read)


def quantity(options: argparse.Namespace) -> None:
    """``wzdesk quantity``: lines ``text<TAB>unit`` from standard input, or one text."""

    def read(text: str, unit: str, _direction: str) -> Data:
        return quantity_reading(text, unit)

    _run(options, read)


def _run(options: argparse.Namespace, read: Callable[[str, str, str], Data]) -> None:
    if options.stdin:
        for line in _lines():
            text, unit, direction = [*line.split("\t"), "", ""][:3]
            print(json.dumps(read(text, unit or options.unit, direction.strip()), ensure_ascii=False))
        return
    if options.text is None:
        raise Refused("没有写要读的原文；要逐行读，请加 --stdin。")
    found = read(options.text, options.unit, "")
    print(
        json.dumps(found, ensure_ascii=False, indent=None if options.json else 2)
        if options.json
        else found["words"]
    )


def _lines() -> list[str]:
    """The lines of standard input in UTF-8 (GB18030 as some offices save it); only line ends are cut."""
    raw = sys.stdin.buffer.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _direction(text: str) -> Direction:
    try:
        return Direction(text)
    except ValueError:
        raise Refused(f"方向“{text}”不认识，请写 up、down 或 neutral。") from None
