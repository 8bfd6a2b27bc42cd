"""A reception as JSON for the command line."""

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.services.receiving.checks import Finding
from wzdesk.services.receiving.claims import NotTaken
from wzdesk.services.receiving.differences import Difference
from wzdesk.services.receiving.reception import SheetReception

Json = dict[str, object]


def reception_json(reception: SheetReception) -> Json:
    """Counts, the tables as they were understood, the differences, the findings and what was not taken."""
    names = {code: one.name for code, one in reception.known.indicators.items()}
    return {
        **({"mark": DEMO_MARK} if reception.known.is_demo else {}),
        "counts": reception.counts(),
        "proposed": len(reception.proposed),
        "tables": [
            {
                "sheet": table.match.table.sheet.name,
                "title": table.match.table.title,
                "layout": table.match.fingerprint,
                "confidence": table.match.table.confidence,
                "why": list(table.match.why),
            }
            for table in reception.tables
        ],
        "differences": [_difference(each, names) for each in reception.differences],
        "findings": [_finding(each) for each in reception.findings],
        "not_taken": [_not_taken(each) for table in reception.tables for each in table.match.not_taken],
    }


def _difference(each: Difference, names: dict[str, str]) -> Json:
    claim, key = each.claim, each.claim.key
    return {
        "sheet": claim.sheet,
        "cell": claim.cell,
        "region": key.region,
        "indicator": key.indicator,
        "name": names.get(key.indicator, ""),
        "period": key.period.code,
        "measure": key.measure.value,
        "kind": each.kind.value,
        "before": each.before.quantity.text if each.before else "",
        "after": claim.text,
        "how": claim.how.value,
        "status": claim.status.value,
        "remark": claim.remark,
        "rivals": list(each.rivals),
    }


def _finding(each: Finding) -> Json:
    return {
        "sheet": each.sheet,
        "cell": each.cell,
        "rule": each.rule.value,
        "sentence": each.sentence,
        "corrected": each.corrected,
        "holds_back": each.holds_back,
    }


def _not_taken(each: NotTaken) -> Json:
    return {"sheet": each.sheet, "cell": each.cell, "text": each.text, "reason": each.reason}
