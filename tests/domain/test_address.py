import pytest

from wzdesk.domain.address import Address, FormAddress, PlanAddress, address_of_text, text_of_address
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column


@pytest.mark.parametrize(
    "address",
    (
        PlanAddress("2023", "330300", "10", Column.GROWTH),
        PlanAddress("14fyp", "330326"),
        FormAddress("monthly", "330326", Period.to_month(2024, 9), "GDP", Column.TOTAL),
        FormAddress("monthly", "330326", Period.of_year(2024)),
        FormAddress("monthly", "330326"),
    ),
)
def test_that_an_address_is_kept_whole(address: Address) -> None:
    assert address_of_text(text_of_address(address)) == address


@pytest.mark.parametrize(
    "text", ("", "x", "[]", '{"plan": "2023"}', '{"form": "m", "region": "1", "period": "?"}')
)
def test_that_what_cannot_be_read_is_no_address(text: str) -> None:
    assert address_of_text(text) is None
