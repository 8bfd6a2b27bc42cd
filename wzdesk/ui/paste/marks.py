"""The verdicts of pasted cells as icon and colour."""

from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.pasting.verdict import JudgedCell, PasteKind
from wzdesk.ui.theme import Palette

_ICONS = {
    PasteKind.CLEAR: "check",
    PasteKind.SAME: "equals",
    PasteKind.LOOK: "eye",
    PasteKind.FINDING: "x-circle-fill",
    PasteKind.UNREADABLE: "question",
    PasteKind.CLOSED: "lock-simple",
    PasteKind.OUTSIDE: "minus-circle",
}
_SEVERITY_ICONS = {
    Severity.FATAL: "x-circle-fill",
    Severity.BLOCKING: "warning-fill",
    Severity.QUERY: "question-fill",
}


def kind_icon(kind: PasteKind, severity: Severity | None = None) -> str:
    """The shape of a kind; of a rule hit that of its severity."""
    if kind is PasteKind.FINDING and severity is not None:
        return _SEVERITY_ICONS[severity]
    return _ICONS[kind]


def kind_color(kind: PasteKind, palette: Palette, severity: Severity | None = None) -> str:
    """The colour of the shape and of its word."""
    match kind:
        case PasteKind.CLEAR:
            return palette.achieved
        case PasteKind.LOOK:
            return palette.query
        case PasteKind.FINDING:
            return str(getattr(palette, (severity or Severity.FATAL).value))
        case PasteKind.UNREADABLE:
            return palette.undetermined
    return palette.t3


def kind_tint(cell: JudgedCell, palette: Palette) -> str:
    """The ground of a cell that needs a look; "" for the others."""
    match cell.kind:
        case PasteKind.LOOK:
            return palette.query_tint
        case PasteKind.FINDING:
            return str(getattr(palette, f"{(cell.severity or Severity.FATAL).value}_tint"))
        case PasteKind.UNREADABLE:
            return palette.undetermined_tint
    return ""
