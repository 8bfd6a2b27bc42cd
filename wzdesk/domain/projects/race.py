"""The race of regions (赛马): a score of weighted rates, with a place for each region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from wzdesk.domain.projects.rates import FourRates


class RaceRate(StrEnum):
    """What a race is run on."""

    STARTED = "开工率"
    INVESTED = "投资完成率"
    FUNDED = "资金到位率"
    COMPLETED = "按期竣工率"


@dataclass(frozen=True, slots=True)
class RaceRules:
    """The weights of the rates, the most that a rate counts (percent), and from which score a flag is given.

    Data of the office, printed under the table: ``flags`` are (word, least score) from the best down.
    """

    weights: Mapping[RaceRate, Decimal]
    most: Decimal = Decimal(120)
    flags: Sequence[tuple[str, Decimal]] = ()

    @property
    def formula(self) -> str:
        """The formula in words, as printed."""
        terms = " + ".join(f"{rate.value} × {weight}" for rate, weight in self.weights.items())
        return f"得分 = {terms}（每项最高按 {self.most}% 计；没有任务的项不计，其余权重按比例放大）"


@dataclass(frozen=True, slots=True)
class RaceEntry:
    """A region's score (unrounded), its place (equal scores share one) and its flag."""

    region: str
    score: Decimal
    place: int
    flag: str


def race(rates: Mapping[str, FourRates], rules: RaceRules) -> tuple[RaceEntry, ...]:
    """The regions by their score, best first; those with no task at all do not take part."""
    scores = {region: _score(of, rules) for region, of in rates.items()}
    taking_part = sorted(
        ((score, region) for region, score in scores.items() if score is not None), key=lambda one: -one[0]
    )
    return tuple(
        RaceEntry(
            region,
            score,
            1 + sum(other > score for other, _ in taking_part),
            next((word for word, least in rules.flags if score >= least), ""),
        )
        for score, region in taking_part
    )


def _score(rates: FourRates, rules: RaceRules) -> Decimal | None:
    percents = {
        RaceRate.STARTED: rates.started.percent,
        RaceRate.INVESTED: rates.invested.percent,
        RaceRate.FUNDED: rates.funded.percent,
        RaceRate.COMPLETED: rates.completed.percent,
    }
    counted = [
        (min(percent, rules.most), weight)
        for rate, weight in rules.weights.items()
        if (percent := percents[rate]) is not None
    ]
    weights = sum((weight for _, weight in counted), Decimal(0))
    if not weights:
        return None
    return sum((percent * weight for percent, weight in counted), Decimal(0)) / weights
