"""What the person decided cell by cell, over what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wzdesk.services.receiving.claims import Claim
from wzdesk.services.receiving.differences import Difference, Kind, corrected
from wzdesk.services.receiving.reception import SheetReception

CellRef = tuple[str, str]
"""Sheet and cell."""


def ref_of(claim: Claim) -> CellRef:
    """Where a claim stands."""
    return claim.sheet, claim.cell


@dataclass(slots=True)
class Decisions:
    """Cells taken and left against the proposal, and the texts taken instead of the cells' own."""

    taken: set[CellRef] = field(default_factory=set)
    left: set[CellRef] = field(default_factory=set)
    instead: dict[CellRef, str] = field(default_factory=dict)

    def take(self, each: Difference, differences: Sequence[Difference]) -> None:
        """Write this cell; of cells that contradict each other only one."""
        for other in differences:
            if other.kind is Kind.CONFLICT and other.claim.key == each.claim.key:
                self.leave(other)
        self.taken.add(ref_of(each.claim))
        self.left.discard(ref_of(each.claim))

    def leave(self, each: Difference) -> None:
        """Do not write this cell."""
        self.left.add(ref_of(each.claim))
        self.taken.discard(ref_of(each.claim))
        self.instead.pop(ref_of(each.claim), None)

    def take_instead(self, each: Difference, text: str, differences: Sequence[Difference]) -> None:
        """Write another text than the cell's own."""
        self.take(each, differences)
        self.instead[ref_of(each.claim)] = text

    def resolved(self, reception: SheetReception) -> tuple[list[Difference], set[CellRef]]:
        """All differences as they would be written, and the cells that are."""
        units = {code: one.unit for code, one in reception.known.indicators.items()}
        proposed = {ref_of(each.claim) for each in reception.proposed}
        shown, chosen = [], set()
        for each in reception.differences:
            ref = ref_of(each.claim)
            if (text := self.instead.get(ref)) is not None:
                shown.append(corrected(each, text, units.get(each.claim.key.indicator, "")))
            else:
                shown.append(each)
            if each.kind is Kind.CLOSED or (each.kind is Kind.SAME and ref not in self.instead):
                continue
            if (ref in proposed or ref in self.taken) and ref not in self.left:
                chosen.add(ref)
        return shown, chosen
