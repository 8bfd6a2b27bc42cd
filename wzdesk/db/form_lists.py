"""The list of forms, through either door; the standard library and the domain only."""

from wzdesk.db.plan_tables import Execute
from wzdesk.domain.form import FormSummary
from wzdesk.domain.period import Frequency

_FORMS = "SELECT code, name, frequency FROM form ORDER BY position"


def form_summaries(execute: Execute) -> list[FormSummary]:
    """All forms, in their order."""
    return [FormSummary(code, name, Frequency(frequency)) for code, name, frequency in execute(_FORMS, {})]
