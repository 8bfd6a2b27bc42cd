"""Returns that were edited with LibreOffice, as the free office of the desktops, in each format that it saves."""

from pathlib import Path

import pytest

from tests.excel.conftest import Convert, office, soffice
from tests.services.exchange.conftest import Sent
from tests.services.exchange.returns import ReturnedBook
from wzdesk.db.store import Store
from wzdesk.domain.exchange.merge import Outcome
from wzdesk.excel.apart.apart import Apart
from wzdesk.services.exchange.merge_returns import preview_merge

__all__ = ["office", "soffice"]  # fixtures


@pytest.mark.long
@pytest.mark.parametrize("kind", ("xlsx", "ods", "xls"))
def test_that_a_return_saved_by_libreoffice_keeps_identity_and_answers(
    store: Store, send: Sent, apart: Apart, office: Convert, tmp_path: Path, kind: str
) -> None:
    book = ReturnedBook(send()).put("地区生产总值", "total", 301.5).put("固定资产投资", "growth", "5以内")
    source = book.save(tmp_path / "回来的.xlsx")
    back = office(source, kind)
    found = preview_merge(store, [back], apart=apart).files[0]
    assert (found.reason, found.warning) == ("", "")
    changed = {cell.name: cell.theirs for cell in found.cells if cell.outcome is not Outcome.UNCHANGED}
    assert changed == {"地区生产总值 累计": "301.50", "固定资产投资 增速": "5以内"}
