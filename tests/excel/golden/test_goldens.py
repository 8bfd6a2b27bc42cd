"""Recognition against goldens: published workbooks and the forms of an office (shared samples)."""

from functools import lru_cache
from pathlib import Path

import pytest

from tests.excel.golden.scoring import Golden, Score, golden_of_json, golden_of_toml, score
from wzdesk.excel.read.reader import read_book
from wzdesk.excel.recognise.recognise import recognise

BESIDE = Path(__file__).parents[4] / "shared"
FORMS, WORKBOOKS = BESIDE / "forms", BESIDE / "workbooks"
OWN = sorted(Path(__file__).parent.glob("*.toml"))
SHARED = sorted((FORMS / "golden").glob("*.json"))
ALL, EACH = 0.995, 0.98


@lru_cache(maxsize=128)
def _score(path: Path) -> tuple[Golden, Score]:
    golden = golden_of_json(path) if path.suffix == ".json" else golden_of_toml(path)
    folder = FORMS if (FORMS / golden.file).exists() else WORKBOOKS
    return golden, score(golden, recognise(read_book(folder / golden.file)))


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("path", (*SHARED, *OWN), ids=lambda path: path.stem)
def test_that_figures_get_the_labels_of_the_golden(path: Path) -> None:
    _, found = _score(path)
    assert found.share >= EACH, "\n".join(found.wrong[:20])
    texts = found.texts_right + len(found.texts_wrong)
    assert len(found.texts_wrong) <= 0.05 * texts, "\n".join(found.texts_wrong[:20])


@pytest.mark.usefixtures("shared")
def test_that_over_all_hardly_a_figure_is_wrong() -> None:
    scores = [_score(path)[1] for path in (*SHARED, *OWN)]
    right, wrong = sum(one.right for one in scores), sum(len(one.wrong) for one in scores)
    assert len(OWN) >= 40
    assert right >= ALL * (right + wrong), [line for one in scores for line in one.wrong][:40]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.stem)
def test_that_tables_stand_where_the_golden_says(path: Path) -> None:
    golden, _ = _score(path)
    reading = recognise(read_book(FORMS / golden.file))
    found = [
        (table.title, table.unit or None, list(table.header_rows))
        for sheet in reading.sheets
        for table in sheet.tables
    ]
    assert sorted(found, key=str) == sorted(
        ((one["title"], one["unit"], one["header_rows"]) for one in golden.tables), key=str
    )
