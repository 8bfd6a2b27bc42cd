"""Where a cell stands, so that a link can lead to it: in a plan's table or in a form of a period."""

import json
from dataclasses import asdict, dataclass

from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.typed_cell import Column


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """A cell of a plan of a region; the whole plan where ``item_no`` is empty."""

    plan: str
    region: str
    item_no: str = ""
    column: Column = Column.LEVEL


@dataclass(frozen=True, slots=True)
class FormAddress:
    """A cell of a form of a region and a period; the whole form where ``indicator`` is empty.

    Without a period it is the one that the region is filling.
    """

    form: str
    region: str
    period: Period | None = None
    indicator: str = ""
    column: Column = Column.LEVEL


Address = PlanAddress | FormAddress


def text_of_address(address: Address) -> str:
    """An address as it is kept among a person's settings."""
    if isinstance(address, PlanAddress):
        return json.dumps(asdict(address))
    return json.dumps(asdict(address) | {"period": address.period.code if address.period else ""})


def address_of_text(text: str) -> Address | None:
    """The address that was kept; None where it cannot be read any more."""
    try:
        kept = json.loads(text)
        column = Column(kept["column"])
        if "plan" in kept:
            return PlanAddress(str(kept["plan"]), str(kept["region"]), str(kept["item_no"]), column)
        period = period_of_code(str(kept["period"]))
        if period is None and kept["period"]:
            return None
        return FormAddress(str(kept["form"]), str(kept["region"]), period, str(kept["indicator"]), column)
    except (ValueError, KeyError, TypeError):
        return None
