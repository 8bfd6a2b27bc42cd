"""Starts and completions, moves between stages, and filters kept as texts."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Nature, Project, Stage, StageMove
from wzdesk.domain.projects.schedule import Event, schedule_of
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.selection_text import selection_of_text, text_of_selection
from wzdesk.domain.projects.stage_moves import day_in, moved_to
from wzdesk.domain.projects.when import When

SEPTEMBER = Period.of_month(2024, 9)


def test_that_what_is_planned_for_a_month_is_late_from_the_next_one_on() -> None:
    project = Project("1", "甲", planned_start=When(2024, 8))
    schedule = schedule_of(project, SEPTEMBER)
    assert schedule is not None
    assert schedule.start.is_overdue
    assert schedule.start.late == 30
    assert not schedule.end.is_overdue


def test_that_a_start_after_the_month_has_not_happened_yet() -> None:
    project = Project("1", "甲", planned_start=When(2024, 8), actual_start=When(2024, 10, 5))
    schedule = schedule_of(project, SEPTEMBER)
    assert schedule is not None
    assert schedule.start.actual is None
    later = schedule_of(project, Period.of_month(2024, 10))
    assert later is not None
    assert (later.start.is_overdue, later.start.late) == (False, 35)


def test_that_a_project_without_dates_in_the_year_has_no_schedule() -> None:
    project = Project("1", "甲", planned_start=When(2022), actual_start=When(2022, 5), planned_end=When(2026))
    assert schedule_of(project, SEPTEMBER) is None


def test_that_a_move_has_its_day_and_takes_the_place_of_another_of_that_day() -> None:
    project = Project("1", "甲", stages=(StageMove(Stage.SOUGHT, date(2024, 1, 1)),))
    moved = moved_to(moved_to(project, Stage.IN_USE, date(2024, 9, 30)), Stage.BUILDING, date(2024, 9, 30))
    assert [move.stage for move in moved.stages] == [Stage.SOUGHT, Stage.BUILDING]
    assert moved.stage_on(date(2024, 9, 29)) is Stage.SOUGHT
    assert moved.stage_on(date(2024, 9, 30)) is Stage.BUILDING


def test_that_an_act_is_dated_within_the_month_that_is_shown() -> None:
    assert day_in(SEPTEMBER, date(2024, 9, 12)) == date(2024, 9, 12)
    assert day_in(SEPTEMBER, date(2026, 11, 22)) == date(2024, 9, 30)
    assert day_in(SEPTEMBER, date(2024, 3, 1)) == date(2024, 9, 1)


words = st.sampled_from(("", "交通强市", "330326", "市“百项千亿”", 'a"b\\c', "　"))
selections = st.builds(
    Selection,
    fields=st.frozensets(words, max_size=3),
    natures=st.frozensets(st.sampled_from(Nature), max_size=3),
    stages=st.frozensets(st.sampled_from(Stage), max_size=4),
    regions=st.frozensets(words, max_size=3),
    project_list=words,
    agency=words,
    owner=words,
    text=words,
    is_lagging=st.booleans(),
    has_problems=st.booleans(),
)


@given(selections)
def test_that_a_selection_comes_back_from_its_text(selection: Selection) -> None:
    assert selection_of_text(text_of_selection(selection)) == selection


@given(
    st.text() | st.sampled_from(('{"natures":["x"]}', '{"text":3}', '{"fields":7}', "[1]", '{"takes":""}'))
)
def test_that_no_text_that_was_kept_breaks_the_page(text: str) -> None:
    assert isinstance(selection_of_text(text), Selection)


def test_that_a_filter_that_cannot_be_read_leaves_the_others() -> None:
    kept = selection_of_text('{"natures": ["没有"], "is_lagging": true}')
    assert kept == Selection(is_lagging=True)


def test_that_lateness_is_told_as_exactly_as_the_dates_are_known() -> None:
    by_month = Event("竣工", When(2024, 6), When(2024, 7), 1)
    by_day = Event("竣工", When(2024, 6, 20), When(2024, 7, 5), 15)
    by_year = Event("竣工", When(2023), When(2024, 3), 61)
    assert [one.late_words for one in (by_month, by_day, by_year)] == ["1 个月", "15 天", "3 个月"]
