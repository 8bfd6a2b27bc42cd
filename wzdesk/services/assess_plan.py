"""The assessment of a region's plan as plain data for reports and other programs."""

from wzdesk.domain.assess import gap_words, summary
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.plan import PlanItem, PlanPart
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Assessment, PartJudgement

Data = dict[str, object]


def assessment_data(filled: FilledPlan) -> Data:
    """Counts of verdicts, and each item with its figures as given, verdict, reasons and parts.

    ``mark`` is there only where the file holds invented figures.
    """
    counts = summary(filled.assessments)
    pairs = zip(filled.table.plan.items, filled.assessments, strict=True)
    return {
        **({"mark": DEMO_MARK} if filled.table.is_demo else {}),
        "summary": {verdict.value: count for verdict, count in counts.items()},
        "items": [_item(filled, item, assessment) for item, assessment in pairs],
    }


def _item(filled: FilledPlan, item: PlanItem, assessment: Assessment) -> Data:
    parts = list(zip(item.parts, assessment.parts, strict=True))
    first = item.parts[0]
    override = assessment.override
    return {
        "no": item.no,
        "indicator": item.name if len(item.parts) == 1 else item.name or first.name,
        "unit": first.unit,
        "target": first.target,
        **_figures(filled, first),
        "verdict": assessment.verdict.value,
        "reasons": list(assessment.reasons),
        "override": None
        if override is None
        else {
            "verdict": override.verdict.value,
            "reason": override.reason,
            "who": override.who,
            "proposed": assessment.proposed.value,
        },
        "parts": [_part(filled, part, judged) for part, judged in parts] if len(parts) > 1 else [],
    }


def _part(filled: FilledPlan, part: PlanPart, judged: PartJudgement) -> Data:
    return {
        "indicator": part.name or judged.name,
        "unit": part.unit,
        "target": part.target,
        **_figures(filled, part),
        "verdict": judged.judgement.verdict.value,
        "gap": gap_words(judged.judgement),
        "reasons": list(judged.judgement.reasons),
    }


def _figures(filled: FilledPlan, part: PlanPart) -> Data:
    """The figures as given; a plan of several years has its average growth or total under ``rate``."""
    table = filled.table
    figures = {
        column.value: table.text(part, column) for column in (Column.LEVEL, Column.GROWTH, Column.CHANGE)
    }
    if not table.plan.is_annual:
        figures |= {"rate": table.text(part, Column.RATE), "rate_target": part.rate_target}
    return dict(figures)
