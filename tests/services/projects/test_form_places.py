"""The regions of a file in the form of a project."""

import pytest

from tests.services.wenzhou import wenzhou_pack
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.project_texts import Places
from wzdesk.services.projects.form_places import form_places


@pytest.fixture(scope="module")
def places() -> Places:
    return form_places(wenzhou_pack().regions, "330300")


def test_that_every_region_comes_back_from_the_name_that_is_shown(places: Places) -> None:
    assert len(places.names) > 12
    assert {code: places.read(name) for code, name in places.names.items()} == {
        code: (code,) for code in places.names
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    (
        ("平阳县、苍南县", ("330326", "330327")),
        ("平阳，330327 平阳县", ("330326", "330327")),
        ("全市", ("330300",)),
        ("", ()),
    ),
)
def test_that_places_are_read_by_name_short_name_and_code(
    places: Places, text: str, codes: tuple[str, ...]
) -> None:
    assert places.read(text) == codes


def test_that_each_unknown_place_is_named(places: Places) -> None:
    with pytest.raises(Refused, match="“平羊县”“南岳”"):
        places.read("平羊县、苍南县、南岳")
