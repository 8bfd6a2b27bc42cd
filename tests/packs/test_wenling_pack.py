"""The pack of a county-level city: what its government's report says, each figure with its source."""

import re
from pathlib import Path

import pytest

from wzdesk.domain.pack import Pack
from wzdesk.domain.quantity import Basis
from wzdesk.domain.region import RegionLevel
from wzdesk.packs.read import check_pack, read_pack

FOLDER = Path(__file__).parents[2] / "resources" / "packs" / "wenling"
HOME = "331081"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(FOLDER)


def test_that_it_has_no_mistakes_and_lies_in_its_own_city(pack: Pack) -> None:
    assert check_pack(FOLDER) == ()
    levels = [(region.code, region.level, region.parent) for region in pack.regions]
    assert levels == [
        ("330000", RegionLevel.PROVINCE, None),
        ("331000", RegionLevel.CITY, "330000"),
        (HOME, RegionLevel.COUNTY, "331000"),
    ]
    assert (pack.home, pack.plan) == (HOME, "2024")


def test_that_it_tells_results_of_2023_and_targets_of_2024(pack: Pack) -> None:
    assert len(pack.plans[0].items) == 31
    assert len([each for each in pack.observations if each.key.period.code == "2023"]) == 28
    figures = {(each.key.indicator, each.quantity.basis): each.quantity for each in pack.observations}
    assert str(figures["GDP", Basis.LEVEL].value) == "1351"
    assert str(figures["GDP", Basis.GROWTH].value) == "4.1"
    assert (str(figures["INCOME_RURAL", Basis.LEVEL].value), figures["INCOME_RURAL", Basis.LEVEL].unit) == (
        "44600",
        "元",
    )


def test_that_every_figure_names_its_document_and_place(pack: Pack) -> None:
    sources = [each.source for each in pack.observations]
    sources += [part.source for _, part in pack.plans[0].parts()]
    for source in sources:
        assert re.match(r"001 202[34]年\S+", source), source


def test_that_every_text_stands_in_the_document(pack: Pack, shared: Path) -> None:
    said = closed(next((shared / "sources").glob("001_*.txt")).read_text("utf-8"))
    texts = [each.quantity.text for each in pack.observations]
    texts += [part.target for _, part in pack.plans[0].parts()]
    assert texts
    for text in texts:
        figure = re.search(r"(?:增长|突破|不低于)?\d.*|与.*", closed(text))
        assert figure, text
        words = figure[0].removeprefix("突破")  # 突破 stands before 9 万标箱, and after the indicator's name
        assert words in said, text


def closed(text: str) -> str:
    return re.sub(r"\s", "", text)
