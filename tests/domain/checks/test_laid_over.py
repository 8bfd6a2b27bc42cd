"""A line with some cells typed over says what the line made anew of the same figures would say."""

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.checks.memory import COUNTY, MemoryFigures, cell, observed, wenzhou_book
from tests.domain.checks.test_history import steady
from wzdesk.domain.checks.kept_lines import KeptLines
from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.rule import RuleKind
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Frequency, Period

PAIR = COUNTY, "RETAIL"
_MEASURES = (Measure.LEVEL, Measure.GROWTH)
_PERIODS = st.builds(Period.to_month, st.integers(2019, 2025), st.integers(2, 12)) | st.builds(
    Period.of_year, st.integers(2018, 2024)
)
_TEXTS = st.sampled_from(["", "50.0", "0", "-3.5", "500000", "暂无数据", "约40", "12以上"])
_STATUSES = st.sampled_from([ObsStatus.NORMAL, ObsStatus.BREAK, ObsStatus.ESTIMATED])
_TYPED = st.lists(st.tuples(_PERIODS, st.sampled_from(_MEASURES), _TEXTS, _STATUSES), min_size=1, max_size=6)


def line_of(figures: MemoryFigures) -> Line:
    return wenzhou_book().lines_of([PAIR], figures)[PAIR]


def worked_out(line: Line) -> list[object]:
    return [
        part
        for frequency in (Frequency.YTD, Frequency.YEAR)
        for measure in _MEASURES
        for part in (
            dict(line.figures(measure, frequency)),
            line.filled(measure, frequency),
            line.moves(measure, frequency),
            line.turns(measure, frequency),
        )
    ]


def laid(
    figures: MemoryFigures, typed: list[tuple[Period, Measure, str, ObsStatus]]
) -> dict[ObservationKey, Observation | None]:
    cells: dict[ObservationKey, Observation | None] = {}
    for period, measure, text, status in typed:
        key = ObservationKey(*PAIR, period, measure)
        cells[key] = observed(key, text, status=status) if text else None
    for key, found in cells.items():
        figures.take(key)
        if found is not None:
            figures.put(found)
    return cells


@given(_TYPED)
def test_that_cells_laid_over_a_line_give_what_their_line_would(
    typed: list[tuple[Period, Measure, str, ObsStatus]],
) -> None:
    figures = steady("RETAIL")
    before = line_of(figures)
    known = worked_out(before)
    over = before.laid_over(laid(figures, typed).items())
    assert worked_out(over) == worked_out(line_of(figures))
    assert worked_out(before) == known


@given(_TYPED)
def test_that_rules_find_the_same_on_lines_laid_over(
    typed: list[tuple[Period, Measure, str, ObsStatus]],
) -> None:
    figures = steady("RETAIL")
    before = line_of(figures)
    worked_out(before)
    cells = laid(figures, typed)
    over = before.laid_over(cells.items())
    book, without = wenzhou_book(), {RuleKind.REQUIRED}
    quick = book.by_and_by(figures, without, lambda _pairs: {PAIR: over})(cells)
    assert quick == book.by_and_by(figures, without)(cells)


def test_that_kept_lines_are_not_read_again_until_they_are_forgotten() -> None:
    figures, kept, reads = steady("RETAIL"), KeptLines(), list[object]()

    def line() -> Line:
        def read(pairs: object) -> dict[tuple[str, str], Line]:
            reads.append(pairs)
            return {PAIR: line_of(figures)}

        return kept.lines([PAIR], read)[PAIR]

    first = line()
    assert line() is first
    key = cell("RETAIL 2023-01/06")
    figures.put(observed(key, "1.5"))
    kept.forget([PAIR], as_of=7)
    found = line().observation(key.period, key.measure)
    assert found is not None
    assert found.quantity.text == "1.5"
    assert (len(reads), kept.as_of) == (2, 7)
