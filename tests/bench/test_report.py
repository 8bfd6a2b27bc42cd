import json
from pathlib import Path

import pytest

from tests.bench.figures import Figure, figure, p95
from tests.bench.parts import PARTS, Part
from tests.bench.report import Measured, Report, markdown, plain, write_between_marks
from tests.bench.run_part import run_part


def report(*parts: Measured) -> Report:
    return Report("2024-01-01", {"processor": "one"}, {"Python": "3.11"}, is_quick=False, parts=list(parts))


def test_that_a_mark_is_missed_by_the_figure_or_by_its_ratio() -> None:
    assert Figure(what="a", ours=10, peer="peer", theirs=5, most=10, most_ratio=2).is_met is True
    assert Figure(what="a", ours=10.1, peer="peer", theirs=6, most=10, most_ratio=2).is_met is False
    assert Figure(what="a", ours=9, peer="peer", theirs=4, most=10, most_ratio=2).is_met is False


def test_that_a_mark_against_an_absent_peer_is_neither_met_nor_missed() -> None:
    assert Figure(what="a", ours=1, peer="peer", most_ratio=2).is_met is None
    assert "absent" in plain(
        report(Measured("paint", 1, [Figure(what="a", ours=1, peer="peer", most_ratio=2)]))
    )


def test_that_samples_give_their_median_and_how_often_they_were_taken() -> None:
    told = figure("a", [3, 1, 2], [4, 4, 10], peer="peer", most=2)
    assert (told.ours, told.theirs, told.runs, told.is_met) == (2, 4, 3, True)
    assert figure("a", range(100), middle=p95).ours == 95


def test_that_the_report_says_what_could_not_be_measured_and_why() -> None:
    told = report(
        Measured("paint", 1, [Figure(what="a|b", ours=1, most=0.5)]),
        Measured("keys", 2, problem="absent: xdotool"),
    )
    for text in (plain(told), markdown(told)):
        assert "MISSED" in text
        assert "absent: xdotool" in text
        assert "1 figures, 0 marks met, 1 missed, 3 s; not measured: keys" in text
    assert "a\\|b" in markdown(told)
    parts = json.loads(json.dumps(told.as_json()))["parts"]
    assert [(one["issue"], one["problem"]) for one in parts] == [("A", ""), ("D", "absent: xdotool")]


def test_that_the_tables_of_a_page_are_replaced_and_its_words_stay(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nafter\n", "utf-8")
    write_between_marks(page, "new \\1\n")
    assert (
        page.read_text("utf-8") == "before\n<!-- figures: begin -->\nnew \\1\n<!-- figures: end -->\nafter\n"
    )
    page.write_text("no marks", "utf-8")
    with pytest.raises(ValueError, match="figures: begin"):
        write_between_marks(page, "new")


def test_that_a_part_that_breaks_or_hangs_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PARTS, "broken", Part("no_such_module:measure", "A", "Broken"))
    monkeypatch.setitem(PARTS, "slow", Part("finding:measure", "A", "Slow", patience_s=0.01))
    broken, slow = run_part("broken", tmp_path), run_part("slow", tmp_path)
    assert broken.is_broken
    assert slow.is_broken
    assert "not done" in slow.problem
