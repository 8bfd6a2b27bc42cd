"""A reception of project sheets as JSON for the command line."""

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.services.projects.sheets.checks import ProjectFinding
from wzdesk.services.projects.sheets.differences import ProjectDifference
from wzdesk.services.projects.sheets.figures import words_of
from wzdesk.services.projects.sheets.project_table import ProjectTable
from wzdesk.services.projects.sheets.reception import MatchedRow, ProjectReception
from wzdesk.services.receiving.claims import NotTaken

Json = dict[str, object]


def reception_json(reception: ProjectReception) -> Json:
    """Counts, tables and rows as they were understood, differences, findings, and what was not taken."""
    return {
        **({"mark": DEMO_MARK} if reception.is_demo else {}),
        "counts": reception.counts(),
        "proposed": len(reception.proposed),
        "tables": [_table(one) for one in reception.tables],
        "projects": [_row(one) for one in reception.rows],
        "differences": [_difference(each, reception) for each in reception.differences],
        "findings": [_finding(each) for each in reception.findings],
        "not_taken": [_not_taken(each) for each in reception.not_taken],
    }


def _table(table: ProjectTable) -> Json:
    return {
        "sheet": table.sheet,
        "title": table.table.title,
        "month": table.month.code if table.month else None,
        "year": table.year,
        "why": list(table.why),
        "columns": [
            {"heading": one.heading, "what": one.what.value if one.what else None, "unit": one.unit}
            for one in table.columns
        ],
    }


def _row(one: MatchedRow) -> Json:
    return {
        "sheet": one.table.sheet,
        "row": one.row.row,
        "name": one.row.name,
        "code": one.code,
        "new": one.is_new,
        "how": one.match.how.value,
        "remark": one.match.remark,
    }


def _difference(each: ProjectDifference, reception: ProjectReception) -> Json:
    claim, key = each.claim, each.claim.key
    return {
        "sheet": claim.sheet,
        "cell": claim.cell,
        "project": key.project,
        "what": key.what.value,
        "time": key.time.code if key.time else None,
        "kind": each.kind.value,
        "before": words_of(each.before, reception.region_words),
        "after": words_of(claim.value, reception.region_words),
        "text": claim.text,
        "how": claim.how.value,
        "remark": claim.remark,
        "rivals": list(each.rivals),
    }


def _finding(each: ProjectFinding) -> Json:
    return {
        "sheet": each.sheet,
        "cell": each.cell,
        "rule": each.rule.name.lower(),
        "sentence": each.sentence,
        "holds_back": each.holds_back,
    }


def _not_taken(each: NotTaken) -> Json:
    return {"sheet": each.sheet, "cell": each.cell, "text": each.text, "reason": each.reason}
