"""The checks of entry on a real data file, and on what is typed over it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.checks.memory import cell, codes, observed
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.checks.typed_over import TypedOver
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.services.open_data_file import create_data_file, open_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.stored_figures import StoredFigures, rule_book_of


@pytest.fixture(scope="module")
def wenzhou_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("file") / "温州.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    return path


@pytest.fixture
def execute(wenzhou_file: Path, tmp_path: Path) -> Iterator[Execute]:
    with open_data_file(Path(shutil.copy(wenzhou_file, tmp_path))) as store, store.reading() as session:
        yield execute_of(session)


def test_that_stored_figures_pass_the_rules_of_their_pack(execute: Execute) -> None:
    pack = wenzhou_pack()
    book = rule_book_of(execute, pack.rules)
    assert book.full_check([each.key for each in pack.observations], StoredFigures(execute)) == ()


@pytest.mark.parametrize(
    ("words", "text", "code"),
    (
        ("INCOME_RATIO 2023 @330300", "1.78", "INCOME_RATIO"),
        ("INCOME_URBAN 2023 @330300", "7797", "INCOME_RATIO"),
        ("EXPORT_GOODS 2020 @330300", "18781", "TRADE_GOODS"),
        ("ONE_NET_RATE 2023 @330300", "996", "SHARE_RANGE"),
    ),
)
def test_that_what_is_typed_is_checked_against_what_is_stored(
    execute: Execute, words: str, text: str, code: str
) -> None:
    key = cell(words)
    typed: dict[ObservationKey, Observation | None] = {key: observed(key, text)}
    book = rule_book_of(execute, wenzhou_pack().rules)
    findings = book.findings_for([key], TypedOver(StoredFigures(execute), typed)).findings
    assert code in codes(findings)
    assert all(key in each.cells for each in findings)


def test_that_an_emptied_cell_is_empty_although_it_is_stored(execute: Execute) -> None:
    key = cell("TRADE_GOODS 2020 @330300")
    wrong = cell("EXPORT_GOODS 2020 @330300")
    figures = TypedOver(StoredFigures(execute), {key: None, wrong: observed(wrong, "18781")})
    assert rule_book_of(execute, wenzhou_pack().rules).findings_for([wrong], figures).findings == ()
