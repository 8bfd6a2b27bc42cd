"""Claims as a sheet would make them, without a sheet, and figures that are stored already."""

from collections.abc import Sequence
from functools import cache
from itertools import product

from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.store import Store
from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.change import ChangeKind, ObservationChange
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Period, period_of_code
from wzdesk.services.receiving.checks import Finding, Rule, findings_of
from wzdesk.services.receiving.claims import Claim, NotTaken
from wzdesk.services.receiving.names import How

COUNTY, CITY = "330326", "330300"
COUNTIES = [region.code for region in wenzhou_pack().regions if region.level == "county"]


@cache
def indicators() -> dict[str, Indicator]:
    return {one.code: one for one in wenzhou_pack().indicators}


def period(code: str) -> Period:
    found = period_of_code(code)
    assert found
    return found


def key(indicator: str, when: str, measure: Measure = Measure.LEVEL, region: str = COUNTY) -> ObservationKey:
    return ObservationKey(region, indicator, period(when), measure)


def claim(
    row: int, what: ObservationKey, text: str, unit: str = "", status: ObsStatus = ObsStatus.NORMAL
) -> Claim:
    """A claim in column C of a row; ``unit`` is the sheet's, put behind the number as receiving does."""
    whole = text + unit
    quantity = read_observation(whole, what.measure, indicators()[what.indicator].unit)
    return Claim("表", f"C{row}", row, 3, what, whole, quantity, How.EXACT, sheet_unit=unit, status=status)


def level(row: int, indicator: str, when: str, text: str, region: str = COUNTY) -> Claim:
    return claim(row, key(indicator, when, region=region), text)


def growth(row: int, indicator: str, when: str, text: str, region: str = COUNTY) -> Claim:
    return claim(row, key(indicator, when, Measure.GROWTH, region), text)


def many_claims(first: int, last: int) -> list[Claim]:
    """Months of many years of forty indicators in each county."""
    places = product(list(indicators())[:40], COUNTIES, range(first, last + 1), range(3, 13))
    return [
        claim(at, key(code, f"{year}-01/{month:02d}", region=region), f"{month * 3 + year / 100:.2f}")
        for at, (code, region, year, month) in enumerate(places)
    ]


def store_figures(
    store: Store, figures: dict[ObservationKey, str], status: ObsStatus = ObsStatus.NORMAL
) -> None:
    changes = [
        ObservationChange(
            what,
            Observation(
                what, read_observation(text, what.measure, indicators()[what.indicator].unit), status
            ),
        )
        for what, text in figures.items()
    ]
    with store.writing() as session:
        apply_changes(session, changes, kind=ChangeKind.IMPORT, who="")


def findings(store: Store, *claims: Claim, beside: Sequence[NotTaken] = ()) -> list[Finding]:
    with store.reading() as session:
        return findings_of(claims, indicators(), execute_of(session), beside)


def rules(found: Sequence[Finding]) -> list[tuple[str, Rule]]:
    return [(each.cell, each.rule) for each in found]
