"""What a workbook is told to be: the same identity from its text, another version for another question."""

from dataclasses import replace

import pytest

from wzdesk.domain.exchange.identity import (
    Identity,
    IdentityAltered,
    IssuedRow,
    Place,
    identity_of,
    version_of,
)
from wzdesk.domain.form import Form, FormColumn, FormRow

FORM = Form("monthly", "月报表", (FormRow("GDP", "地区生产总值", "亿元"),))
IDENTITY = Identity(
    "monthly",
    "月报表",
    version_of(FORM),
    "330326",
    "2024-01/06",
    "2024-07-01T01:00:00+00:00",
    "温州市统计局",
    (IssuedRow("GDP", "1", "地区生产总值", "亿元"),),
    {FormColumn.TOTAL: "1—6月累计"},
    {Place("GDP", FormColumn.TOTAL): "290.10"},
)


def test_that_an_identity_comes_back_from_its_text() -> None:
    assert identity_of(IDENTITY.payload()) == IDENTITY
    assert identity_of(IDENTITY.payload()).digest == IDENTITY.digest


def test_that_another_base_value_is_another_identity() -> None:
    other = replace(IDENTITY, base={Place("GDP", FormColumn.TOTAL): "290.1"})
    assert other.digest != IDENTITY.digest


def test_that_a_version_tells_what_is_asked_and_not_who_reports() -> None:
    assert version_of(replace(FORM, due_day=20, reporters=("330326",))) == version_of(FORM)
    assert version_of(replace(FORM, rows=(FormRow("GDP", "地区生产总值", "万元"),))) != version_of(FORM)


@pytest.mark.parametrize("payload", (b"", b"{}", b'{"format":2}', b"\xff\xfe", IDENTITY.payload()[:-9]))
def test_that_what_cannot_be_read_is_refused(payload: bytes) -> None:
    with pytest.raises(IdentityAltered):
        identity_of(payload)
