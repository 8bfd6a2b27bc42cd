"""The rules of the race of regions: ``race.toml`` of a pack, weights and thresholds as the office sets them."""

import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.projects.race import RaceRate, RaceRules

RACE = "race.toml"


class RaceRulesMistake(WzdeskError):
    """The rules of the race cannot be read."""


def read_race_rules(folder: Path) -> RaceRules | None:
    """The rules in the folder of a pack; None where it has none.

    Raises:
        RaceRulesMistake: the file is there and cannot be read as rules.
    """
    file = folder / RACE
    if not file.is_file():
        return None
    try:
        return _rules(tomllib.loads(file.read_text("utf-8"), parse_float=Decimal))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise RaceRulesMistake(
            f"{file} 里的赛马规则读不出来，榜没有排；请对照数据包的说明改正权重和评价。"
        ) from error


def _rules(values: dict[str, Any]) -> RaceRules:
    weights = {RaceRate(name): Decimal(weight) for name, weight in values["weights"].items()}
    flags = [(str(flag["word"]), Decimal(flag["least"])) for flag in values.get("flags", [])]
    if not weights or any(weight < 0 for weight in weights.values()):
        raise ValueError("a race needs weights that are not negative")
    flags.sort(key=lambda flag: -flag[1])
    return RaceRules(weights, Decimal(values.get("most", 120)), tuple(flags))
