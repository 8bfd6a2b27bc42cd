"""The rules of the race: read from the pack, refused with a sentence where they cannot be."""

from decimal import Decimal
from pathlib import Path

import pytest

from wzdesk.domain.projects.race import RaceRate
from wzdesk.packs.race_rules import RaceRulesMistake, read_race_rules
from wzdesk.services.places import pack_folder
from wzdesk.services.projects.race_rules import race_rules


def test_that_the_pack_of_wenzhou_says_weights_and_flags() -> None:
    rules = read_race_rules(pack_folder("wenzhou"))
    assert rules is not None
    assert sum(rules.weights.values()) == 1
    assert rules.weights[RaceRate.INVESTED] == Decimal("0.4")
    assert rules.flags == (("红旗", Decimal(95)), ("黄旗", Decimal(75)), ("蓝旗", Decimal(0)))


def test_that_a_pack_without_rules_races_by_those_that_come_with_the_program() -> None:
    assert race_rules("wenling") == read_race_rules(pack_folder("wenzhou"))


@pytest.mark.parametrize(
    "text",
    (
        "[weights]\n",
        "most = 1",
        '[weights]\n"没有这个率" = 1',
        '[weights]\n"开工率" = -1',
        "[weights",
        "weights = 3",
    ),
)
def test_that_rules_that_cannot_be_read_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "race.toml").write_text(text, "utf-8")
    with pytest.raises(RaceRulesMistake, match="赛马规则读不出来"):
        read_race_rules(tmp_path)


def test_that_the_flags_stand_from_the_best_down(tmp_path: Path) -> None:
    (tmp_path / "race.toml").write_text(
        '[weights]\n"开工率" = 1\n[[flags]]\nword="低"\nleast=0\n[[flags]]\nword="高"\nleast=90.5\n', "utf-8"
    )
    rules = read_race_rules(tmp_path)
    assert rules is not None
    assert rules.flags == (("高", Decimal("90.5")), ("低", Decimal(0)))
