"""How the state of a form in a region looks: icon, word, colour, and a tint where somebody has to act."""

from typing import NamedTuple

from wzdesk.domain.exchange.transfer import Standing, State
from wzdesk.ui.theme import Palette


class StandingLook(NamedTuple):
    """Icon, colour of icon and word, and ground ("" for none)."""

    icon: str
    color: str
    tint: str


_ICONS = {
    State.NOT_ASKED: "minus",
    State.NOT_SENT: "circle",
    State.SENT: "paper-plane-tilt",
    State.REFUSED: "x-circle-fill",
    State.RETURNED: "arrow-u-up-left",
    State.INCOMPLETE: "circle-half",
    State.CONFLICT: "git-merge",
    State.MERGED: "check-circle-fill",
}


def look_of(standing: Standing, p: Palette) -> StandingLook:
    """The look of a standing; what is late outranks that it was sent, not that it was refused, returned or is incomplete."""
    if standing.is_late and standing.state not in {State.REFUSED, State.RETURNED, State.INCOMPLETE}:
        return StandingLook("warning-circle", p.missed, p.missed_tint)
    icon = _ICONS[standing.state]
    match standing.state:
        case State.CONFLICT:
            return StandingLook(icon, p.undetermined, p.undetermined_tint)
        case State.REFUSED:
            return StandingLook(icon, p.blocking, p.blocking_tint)
        case State.RETURNED | State.INCOMPLETE:
            return StandingLook(icon, p.undetermined, "")
        case State.SENT:
            return StandingLook(icon, p.acc, "")
        case State.MERGED:
            return StandingLook(icon, p.achieved, "")
    return StandingLook(icon, p.t3, "")
