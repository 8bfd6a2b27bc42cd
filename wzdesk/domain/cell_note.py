"""What people say about a figure beside the figure itself: a remark, a comment, a star, a reason."""

from dataclasses import dataclass
from enum import StrEnum

from wzdesk.domain.period import Period


class NoteKind(StrEnum):
    """What a note is: 备注 of a row, 批注 of a cell, 跟踪 of a row, 说明 of a finding.

    ``carried`` marks a 备注 that came from the period before and was not touched since, ``correction`` (修订) a figure
    that was changed after its period was closed.
    """

    REMARK = "remark"
    COMMENT = "comment"
    FOLLOW_UP = "follow_up"
    REASON = "reason"
    CARRIED = "carried"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, order=True)
class NoteKey:
    """What a note is about: an indicator of a region in a period, and in ``about`` its measure or the rule."""

    kind: NoteKind
    region: str
    indicator: str
    period: Period
    about: str = ""
