"""Rows that no page is high enough for: they go on in a row of their own, so that no text is cut off."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from wzdesk.reports.paper.blocks import Block

BreakLines = Callable[[Block], tuple[str, ...]]
"""The lines of a block where it stands narrowest."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Blocks of the body, and for each of its rows the number of the sheet's row."""

    blocks: tuple[Block, ...]
    numbers: tuple[int, ...]


def split_tall_rows(rows: Rows, break_lines: BreakLines, most_lines: int) -> Rows:
    """No text has more than ``most_lines``: the rest stands in rows added below, under the same number."""
    blocks: list[Block] = []
    pieces: dict[Block, tuple[str, ...]] = {}
    for whole in rows.blocks:
        lines = break_lines(whole)
        first, *others = _in_first_row(whole) if len(lines) > most_lines else (whole,)
        blocks += (first, *others)
        if first.rows == 1:
            pieces[first] = _chunks(lines, most_lines)
    copies = [1] * len(rows.numbers)
    for block, chunks in pieces.items():
        copies[block.top] = max(copies[block.top], len(chunks))
    if max(copies, default=1) == 1:
        return Rows(tuple(blocks), rows.numbers)
    tops = [sum(copies[:row]) for row in range(len(copies) + 1)]
    return Rows(
        tuple(moved for block in blocks for moved in _moved(block, tops, pieces.get(block, ()))),
        tuple(number for number, count in zip(rows.numbers, copies, strict=True) for _ in range(count)),
    )


def _in_first_row(block: Block) -> tuple[Block, ...]:
    """A merged text that is too long for any page is taken into its first row, which can go on."""
    if block.rows == 1:
        return (block,)
    return replace(block, bottom=block.top + 1), replace(block, text="", top=block.top + 1)


def _chunks(lines: Sequence[str], most_lines: int) -> tuple[str, ...]:
    if len(lines) <= most_lines:
        return ()
    return tuple("\n".join(lines[at : at + most_lines]) for at in range(0, len(lines), most_lines))


def _moved(block: Block, tops: Sequence[int], chunks: Sequence[str]) -> Iterable[Block]:
    """The block where it stands now: a merged one covers the added rows, another has its text spread over them."""
    top, bottom = tops[block.top], tops[block.bottom]
    if block.rows > 1:
        return (replace(block, top=top, bottom=bottom),)
    texts = [*(chunks or (block.text,))]
    texts += [""] * (bottom - top - len(texts))
    return tuple(
        replace(block, text=text, top=top + at, bottom=top + at + 1) for at, text in enumerate(texts)
    )
