"""The rules by which regions race: those of the file's pack, else those that come with the program."""

from decimal import Decimal

from wzdesk.domain.projects.race import RaceRate, RaceRules
from wzdesk.packs.race_rules import read_race_rules
from wzdesk.services.places import DEFAULT_PACK, pack_folder


def race_rules(pack: str) -> RaceRules:
    """The rules of a pack by its code.

    Raises:
        RaceRulesMistake: its rules cannot be read.
    """
    for code in (pack, DEFAULT_PACK):
        rules = read_race_rules(pack_folder(code)) if code else None
        if rules is not None:
            return rules
    return RaceRules(dict.fromkeys(RaceRate, Decimal(1)))
