"""Real workbooks spoiled at random: a reading or a sentence, never another exception."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.excel.fill.mutations import (
    Mutation,
    block_doubled,
    block_lost,
    flipped,
    junk_around,
    mutated,
    truncated,
)
from tests.patience import ending
from wzdesk.domain.errors import WzdeskError
from wzdesk.excel.apart.work import read_and_look

IN_A_TEST, OFTEN, VERY_OFTEN = 10, 300, 10_000
OF_BYTES: tuple[Mutation, ...] = (flipped, flipped, truncated, block_lost, block_doubled, junk_around)


@pytest.fixture(scope="session")
def books(shared: Path) -> Sequence[Path]:
    folder = shared / "workbooks"
    found = [path for path in sorted(folder.iterdir()) if path.suffix in {".xlsx", ".xlsm", ".xls"}]
    return [path for path in found if path.stat().st_size < 100_000]


def spoiled(book: Path, seed: int) -> bytes:
    """Half of the books are no archives: of those only bytes are spoiled."""
    data = book.read_bytes()
    if data.startswith(b"PK"):
        return mutated(data, seed)
    chance = random.Random(seed)
    return chance.choice(OF_BYTES)(data, chance)


def read_or_refuse(path: Path, seed: int) -> str:
    """ "read" or "refused"; anything else is a failure."""
    sentence = ""
    try:
        with ending():
            read_and_look(path)
    except WzdeskError as error:
        sentence = error.sentence
    if not sentence:
        return "read"
    assert path.name in sentence, seed
    assert sentence.endswith("。"), seed
    return "refused"


def run(seeds: Sequence[int], books: Sequence[Path], folder: Path) -> None:
    for seed in seeds:
        book = books[seed * 7 % len(books)]
        path = folder / f"{seed}{book.suffix}"
        path.write_bytes(spoiled(book, seed))
        read_or_refuse(path, seed)
        path.unlink()


@pytest.mark.parametrize("start", range(0, OFTEN, IN_A_TEST))
def test_that_a_spoiled_book_is_read_or_refused(start: int, books: Sequence[Path], tmp_path: Path) -> None:
    run(range(start, start + IN_A_TEST), books, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("start", range(OFTEN, OFTEN + VERY_OFTEN, 100))
def test_that_a_spoiled_book_is_always_read_or_refused(
    start: int, books: Sequence[Path], tmp_path: Path
) -> None:
    run(range(start, start + 100), books, tmp_path)


def test_that_some_spoiled_books_are_still_read(books: Sequence[Path], tmp_path: Path) -> None:
    """Else the mutations would try nothing but the first look at a file."""
    plain = [book for book in books if book.suffix == ".xlsx"]
    answers = []
    for seed in range(40):
        path = tmp_path / "书.xlsx"
        path.write_bytes(mutated(plain[seed % len(plain)].read_bytes(), seed))
        answers.append(read_or_refuse(path, seed))
    assert 4 < answers.count("read") < 36
