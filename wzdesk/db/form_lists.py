"""The list of forms, through either door; the standard library and the domain only."""

import json
from collections.abc import Mapping
from typing import Any

from wzdesk.db.codec import readable
from wzdesk.db.plan_tables import Execute
from wzdesk.domain.form import FormSummary
from wzdesk.domain.period import Frequency

_FORMS = "SELECT code, definition FROM form ORDER BY id"


def form_summaries(execute: Execute) -> list[FormSummary]:
    """All forms, in their order; retired ones too."""
    return [_summary(code, json.loads(definition)) for code, definition in execute(_FORMS, {})]


def offered_forms(execute: Execute) -> list[FormSummary]:
    """The forms that can be chosen to fill."""
    return [form for form in form_summaries(execute) if not form.is_retired]


@readable("填报表")
def _summary(code: str, told: Mapping[str, Any]) -> FormSummary:
    return FormSummary(code, told["name"], Frequency(told["frequency"]), told.get("is_retired", False))
