"""The transfer log (收发记录): a file of its own beside the data, one line of JSON for each thing sent or received.

Lines are only ever added, each with the hash of the one before it, so that a line which is missing or changed shows. A
line that a power cut left half written is told and skipped.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.merge import Counts
from wzdesk.domain.exchange.transfer import Transfer, Way

_ENDING = ".transfers.jsonl"


class LogNotWritten(WzdeskError):
    """The transfer log cannot be written, so that nothing is sent or merged."""


@dataclass(frozen=True, slots=True)
class TransferLog:
    """What the log holds, oldest first; ``damaged`` are the numbers of lines that cannot be read or do not fit."""

    lines: tuple[Transfer, ...]
    damaged: tuple[int, ...] = ()


def now_text() -> str:
    """This moment in UTC, as the lines tell it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def log_path(data: Path) -> Path:
    """Where the log of a data file lies."""
    return data.with_name(data.name + _ENDING)


def read_log(data: Path) -> TransferLog:
    """The log of a data file; empty where there is none yet.

    Raises:
        LogNotWritten: it is there and cannot be read.
    """
    try:
        content = log_path(data).read_bytes()
    except FileNotFoundError:
        return TransferLog(())
    except OSError as error:
        raise LogNotWritten(f"收发记录“{log_path(data).name}”打不开，请检查文件夹的权限。") from error
    lines: list[Transfer] = []
    damaged: list[int] = []
    before = ""
    for number, raw in enumerate(content.split(b"\n"), 1):
        if not raw:
            continue
        line = _line_of(raw, number)
        if line is None or line[1] != before:
            damaged.append(number)
        if line is not None:
            lines.append(line[0])
        before = _hash(raw)
    return TransferLog(tuple(lines), tuple(damaged))


def add_lines(data: Path, lines: Sequence[Transfer]) -> None:
    """Add lines, safe on disk before this returns.

    Raises:
        LogNotWritten: the folder cannot be written or the disk is full.
    """
    if not lines:
        return
    path = log_path(data)
    try:
        with path.open("ab+") as stream:
            before, breaks = _last(stream.seek(0, os.SEEK_END), path)
            content = b"\n" if breaks else b""
            for line in lines:
                raw = _raw(line, before)
                content += raw + b"\n"
                before = _hash(raw)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise LogNotWritten(
            f"收发记录“{path.name}”没有写成，请检查磁盘空间和文件夹的权限；先不要再收发。"
        ) from error


def _last(size: int, path: Path) -> tuple[str, bool]:
    """The hash of the last line, and whether that line was left without an end."""
    if not size:
        return "", False
    with path.open("rb") as stream:
        step, tail = 1 << 16, b""
        at = size
        while at and tail.rstrip(b"\n").count(b"\n") == 0:
            at = max(at - step, 0)
            stream.seek(at)
            tail = stream.read(size - at)
    lines = [line for line in tail.split(b"\n") if line]
    return (_hash(lines[-1]) if lines else ""), not tail.endswith(b"\n")


def _raw(line: Transfer, before: str) -> bytes:
    told = asdict(replace(line, number=0)) | {"way": line.way.value, "before": before}
    del told["number"]
    for name in ("agency", "missing"):  # older programs do not know them
        if not told[name]:
            del told[name]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _line_of(raw: bytes, number: int) -> tuple[Transfer, str] | None:
    try:
        told = json.loads(raw)
        before = str(told.pop("before"))
        counts = Counts(**told.pop("counts"))
        resolved, conflicts = (_texts(told.pop(name, ())) for name in ("resolved", "conflicts"))
        way = Way(told.pop("way"))
        return Transfer(
            way=way, counts=counts, resolved=resolved, conflicts=conflicts, number=number, **told
        ), before
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _texts(told: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, one)) for one in told)


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:16]


def lines_by_place(lines: Iterable[Transfer]) -> dict[tuple[str, str, str], list[Transfer]]:
    """The lines of each form, region and period, in their order."""
    found: dict[tuple[str, str, str], list[Transfer]] = {}
    for line in lines:
        found.setdefault((line.form, line.region, line.period), []).append(line)
    return found
