"""Amounts and rates of projects as texts of the screen: 亿元 with two decimals, percent and points with one."""

from decimal import Decimal

from wzdesk.domain.demo import DEMO_WORD
from wzdesk.domain.projects.amount import to_yi
from wzdesk.domain.projects.lag import rounded
from wzdesk.domain.projects.project import Project
from wzdesk.ui.figures import shown

_CENT = Decimal("0.01")


def name_words(project: Project) -> str:
    """The name of a project; an invented one says so wherever it stands."""
    return f"{project.name}　{DEMO_WORD}" if project.is_invented else project.name


def yi_words(amount: Decimal | None, places: Decimal = _CENT) -> str:
    """An amount of 万元 in 亿元; nothing where there is none."""
    return "" if amount is None else shown(f"{rounded(to_yi(amount), places):f}")


def percent_words(percent: Decimal | None) -> str:
    """A rate in percent, without the sign."""
    return "" if percent is None else shown(f"{rounded(percent):f}")


def points_words(points: Decimal | None) -> str:
    """Points with their sign: +5.2, −5.1."""
    return "" if points is None else shown(f"{rounded(points):+f}")
