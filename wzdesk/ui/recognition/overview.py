"""A reception as it is shown: sheet by sheet its marks, its lines, what was not taken, and the counts over all."""

from wzdesk.services.receiving.checks import Finding
from wzdesk.services.receiving.differences import UNWRITTEN, Difference, Kind
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui.recognition.decisions import CellRef, Decisions, ref_of
from wzdesk.ui.recognition.sheet_view import sheet_view
from wzdesk.ui.recognition.views import Overview


def overview_of(reception: SheetReception, decisions: Decisions, asked: str = "") -> Overview:
    """Everything the page shows; ``asked`` is the code of the region that is being filled."""
    shown, chosen = decisions.resolved(reception)
    findings: dict[CellRef, tuple[Finding, ...]] = {}
    for finding in reception.findings:
        ref = (finding.sheet, finding.cell)
        findings[ref] = (*findings.get(ref, ()), finding)
    of_cell = {ref_of(each.claim): each for each in shown}
    overview = Overview(
        {},
        tuple(shown),
        frozenset(chosen),
        of_cell,
        findings,
        {(one.sheet, one.cell): one for table in reception.tables for one in table.match.not_taken},
        sum(_is_waiting(each, findings, chosen, decisions) for each in shown),
        reception.known,
    )
    for reading in reception.reading.sheets:
        if reading.sheet.is_visible:
            overview.sheets[reading.sheet.name] = sheet_view(reading, reception, overview, decisions, asked)
    return overview


def _is_waiting(
    each: Difference, findings: dict[CellRef, tuple[Finding, ...]], chosen: set[CellRef], decisions: Decisions
) -> bool:
    ref = ref_of(each.claim)
    if ref in chosen or ref in decisions.left or each.kind in UNWRITTEN:
        return False
    held = any(finding.holds_back for finding in findings.get(ref, ()))
    return held or each.kind is Kind.CONFLICT or each.claim.how.needs_consent
