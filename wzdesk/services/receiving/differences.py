"""Claims held against what is stored: new, the same, changed, or in conflict with each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.change import ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.quantity_reading import plain_unit
from wzdesk.services.read_plan_cells import same_reading
from wzdesk.services.receiving.claims import Claim


class Kind(StrEnum):
    """How a claim stands to what is stored."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICT = "conflict"
    CLOSED = "closed"
    """Another figure than is stored, of a period that was closed (关账): it is not taken."""


# Asked for with every cell: a name of a module is found several times as fast as a member of an enum.
_NEW, _SAME, _CHANGED = Kind.NEW, Kind.SAME, Kind.CHANGED

UNWRITTEN = frozenset({Kind.SAME, Kind.CLOSED})
"""What is never written, whatever the person chooses."""


@dataclass(slots=True)
class Difference:
    """A claim and what is stored in its place. ``rivals`` are the cells of the same workbook that say otherwise."""

    claim: Claim
    kind: Kind
    before: Observation | None = None
    rivals: tuple[str, ...] = ()

    @property
    def is_proposed(self) -> bool:
        """Whether it is written unless the person says no: new or changed, and no name merely alike."""
        kind = self.kind
        return (kind is _NEW or kind is _CHANGED) and not self.claim.how.needs_consent


def differences_of(
    claims: Sequence[Claim], known: Mapping[ObservationKey, Observation]
) -> tuple[Difference, ...]:
    """One difference for each claim, in the order of the claims; ``known`` has the stored series that they touch."""
    claims = _on_stored_spans(claims, known)
    if len({claim.key for claim in claims}) == len(claims):
        if not known:
            return tuple([Difference(claim, _NEW) for claim in claims])
        return tuple([_alone(claim, known.get(claim.key)) for claim in claims])
    told: dict[ObservationKey, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.key, []).append(claim)
    together = {key: iter(_of_one_key(members, known.get(key))) for key, members in told.items()}
    return tuple([next(together[claim.key]) for claim in claims])


def without_closed(
    differences: Sequence[Difference], closed: Mapping[ObservationKey, str]
) -> tuple[Difference, ...]:
    """The differences with those set aside whose period is closed; ``closed`` has the period's words by key."""
    return tuple([_set_aside(each, closed.get(each.claim.key, "")) for each in differences])


def _set_aside(each: Difference, period: str) -> Difference:
    if not period or each.kind is _SAME:
        return each
    remark = "；".join(filter(None, (closed_remark(period), each.claim.remark)))
    return Difference(replace(each.claim, remark=remark), Kind.CLOSED, each.before)


def closed_remark(period: str) -> str:
    """Why a figure of a closed period is not taken."""
    return f"{period}已关账，未采用"


def corrected(difference: Difference, text: str, unit: str) -> Difference:
    """The difference with the text that a check offers in place of the cell's; ``unit`` is the indicator's."""
    claim = difference.claim
    quantity = read_observation(text, claim.key.measure, plain_unit(unit))
    claim = replace(claim, text=text, quantity=quantity, remark=f"表上写的是 {claim.text}，按 {text} 收")
    is_kept = difference.kind in {Kind.CONFLICT, Kind.CLOSED}
    kind = difference.kind if is_kept else _kind(claim, difference.before)
    return replace(difference, claim=claim, kind=kind)


def _alone(claim: Claim, before: Observation | None) -> Difference:
    return Difference(claim, _NEW if before is None else _kind(claim, before), before)


def _of_one_key(claims: Sequence[Claim], before: Observation | None) -> list[Difference]:
    """All cells that speak of one observation; those that only repeat the first are the same as it."""
    first = claims[0]
    if all(same_reading(one.text, one.quantity, first.quantity) for one in claims):
        return [_alone(first, before), *(Difference(one, Kind.SAME, before) for one in claims[1:])]
    cells = tuple(f"{one.sheet}!{one.cell}" for one in claims)
    return [Difference(one, Kind.CONFLICT, before, _others(cells, at)) for at, one in enumerate(claims)]


def _others(cells: tuple[str, ...], at: int) -> tuple[str, ...]:
    return cells[:at] + cells[at + 1 :]


def _kind(claim: Claim, before: Observation | None) -> Kind:
    if before is None or not before.quantity.text:
        return Kind.NEW
    if not same_reading(claim.text, claim.quantity, before.quantity):
        return Kind.CHANGED
    says_status = claim.status is not ObsStatus.NORMAL and claim.status is not before.status
    return Kind.CHANGED if says_status else Kind.SAME


def _on_stored_spans(claims: Sequence[Claim], known: Mapping[ObservationKey, Observation]) -> Sequence[Claim]:
    """Claims on the period under which the same months are stored: 1—6月 where 上半年 is there already."""
    if not known:
        return claims
    periods = {key.period for key in known}
    stored_as = {
        period: others
        for period in {claim.key.period for claim in claims}
        if (others := [one for one in _same_months(period) if one != period and one in periods])
    }
    if not stored_as:
        return claims
    return [
        claim if claim.key in known else _moved(claim, stored_as.get(claim.key.period, ()), known)
        for claim in claims
    ]


def _moved(claim: Claim, periods: Iterable[Period], known: Mapping[ObservationKey, Observation]) -> Claim:
    """The claim on the first of the periods that is stored; as it is where none is."""
    keys = (replace(claim.key, period=period) for period in periods)
    found = next((key for key in keys if key in known), None)
    return replace(claim, key=found) if found else claim


def _same_months(period: Period) -> list[Period]:
    if period.frequency in {Frequency.MONTH, Frequency.YEARS} or period.month != 1:
        return []
    found = [Period.to_month(period.year, period.last_month)]
    if period.last_month == 12:
        found.append(Period.of_year(period.year))
    elif period.last_month == 6:
        found.append(Period.of_half(period.year, 1))
    elif period.last_month == 3:
        found.append(Period.of_quarter(period.year, 1))
    return found


def changes_of(differences: Iterable[Difference], book: str) -> list[ObservationChange]:
    """The changes that chosen differences ask for, to be stored as one change set.

    Raises:
        Refused: two chosen cells give one observation two values.
    """
    chosen: dict[ObservationKey, Difference] = {}
    for each in differences:
        if each.kind in UNWRITTEN:
            continue
        claim = each.claim
        earlier = chosen.setdefault(claim.key, each)
        if earlier is not each and not same_reading(
            earlier.claim.text, earlier.claim.quantity, claim.quantity
        ):
            raise Refused(
                f"{earlier.claim.cell} 和 {claim.cell} 写的是同一个数却不同，只能选一个；没有写入。"
            )
    changes = []
    for key, each in chosen.items():
        claim, note = each.claim, each.before.note if each.before else ""
        source = f"{book} {claim.sheet}!{claim.cell}"
        changes.append(ObservationChange(key, Observation(key, claim.quantity, claim.status, note, source)))
    return changes
