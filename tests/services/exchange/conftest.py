"""A city's data file with a few figures, and forms that were sent out from it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.exchange.agency_books import Issue
from tests.services.exchange.returns import FORM, HERE, PERIOD
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.issue_forms import IssueAsked, IssuedFile, issue, issue_form

Sent = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "city.wzd") as made:
        with made.writing() as session:
            save_pack(session, wenzhou_pack())
        FormFilling.open(made, FORM, HERE, PERIOD, "李某").record(
            [
                TypedCell("GDP", Column.TOTAL, "290.10"),
                TypedCell("GDP", Column.GROWTH, "6.3"),
                TypedCell("FAI", Column.TOTAL, "126.61"),
                TypedCell("FAI", Column.REMARK, "按统计入库"),
            ]
        )
        yield made


@pytest.fixture
def send(store: Store, tmp_path: Path) -> Sent:
    """Sends the form to one region and gives the workbook."""

    def sent(region: str = HERE, folder: str = "发出") -> Path:
        return issue_form(store, FORM, PERIOD, tmp_path / folder, regions=[region], who="李某")[0].path

    return sent


@pytest.fixture(scope="session")
def apart() -> Iterator[Apart]:
    with Apart() as kept:
        yield kept


@pytest.fixture
def a01(shared: Path) -> Path:
    return next((shared / "forms").glob("a01_*.xlsx"))


@pytest.fixture
def a04(shared: Path) -> Path:
    return next((shared / "forms").glob("a04_*.xlsx"))


@pytest.fixture
def send_book(store: Store, apart: Apart, tmp_path: Path) -> Issue:
    def sent(book: Path, form: str, period: Period, *codes: str, agencies: bool = False) -> list[IssuedFile]:
        asked = IssueAsked(form, period, codes, agencies, book)
        return issue(store, asked, tmp_path / "发出", who="李某", apart=apart)

    return sent
