"""The words that the program and its child exchange over two pipes."""

import os
import struct
from dataclasses import dataclass
from enum import Enum

MOST_BYTES = 1_000_000_000
_HEAD = struct.Struct("<cQQQ")
_PIECE = 1 << 20


class Kind(Enum):
    """What a frame says; all but ``ASK`` come from the child."""

    ASK = b"A"
    READY = b"R"
    TAKEN = b"T"
    DONE = b"D"
    REFUSED = b"N"
    NO_MEMORY = b"M"
    BUG = b"B"


@dataclass(frozen=True, slots=True)
class Frame:
    """One word: how much the child has grown since it was ready, how large it ever was (bytes), and the rest."""

    kind: Kind
    payload: bytes = b""
    grown: int = 0
    peak: int = 0


def send(fd: int, frame: Frame) -> None:
    """Write a frame whole.

    Raises:
        OSError: nobody reads any more.
    """
    head = _HEAD.pack(frame.kind.value, max(frame.grown, 0), frame.peak, len(frame.payload))
    for piece in (memoryview(head), memoryview(frame.payload)):
        at = 0
        while at < len(piece):
            at += os.write(fd, piece[at : at + _PIECE])


def receive(fd: int) -> Frame | None:
    """The next frame; None where the other side is gone or speaks another language."""
    head = _exactly(fd, _HEAD.size)
    if head is None:
        return None
    kind, grown, peak, length = _HEAD.unpack(head)
    payload = _exactly(fd, length) if length <= MOST_BYTES else None
    try:
        return None if payload is None else Frame(Kind(kind), bytes(payload), grown, peak)
    except ValueError:
        return None


def _exactly(fd: int, length: int) -> bytearray | None:
    found = bytearray()
    while len(found) < length:
        try:
            piece = os.read(fd, min(_PIECE, length - len(found)))
        except OSError:
            return None
        if not piece:
            return None
        found += piece
    return found
