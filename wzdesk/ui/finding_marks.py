"""How findings look wherever they are listed: icon and colour of a severity, and what can be done about one."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.rule import SEVERITY_WORDS, Severity
from wzdesk.ui import icons, painting
from wzdesk.ui.theme import Palette, Role, Theme

_ICONS = {
    Severity.FATAL: "x-circle-fill",
    Severity.BLOCKING: "warning-fill",
    Severity.QUERY: "question-fill",
}


def severity_color(severity: Severity, palette: Palette) -> str:
    """The colour of a severity."""
    return {
        Severity.FATAL: palette.fatal,
        Severity.BLOCKING: palette.blocking,
        Severity.QUERY: palette.query,
    }[severity]


def severity_icon(severity: Severity) -> str:
    """The icon of a severity: its shape tells it without the colour."""
    return _ICONS[severity]


def paint_severity(
    painter: QPainter, rect: QRect, severity: Severity, theme: Theme, *, quiet: bool = False
) -> None:
    """Icon and word; in grey where nothing more is asked."""
    color = theme.palette.t3 if quiet else severity_color(severity, theme.palette)
    side, gap = theme.px(13), theme.px(5)
    spot = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
    icons.paint_icon(painter, spot, severity_icon(severity), color)
    area = rect.adjusted(side + gap, 0, 0, 0)
    painting.text(painter, area, SEVERITY_WORDS[severity], theme.font(Role.BODY), color)


def action_words(finding: Finding, reason: str, proposed: str = "") -> str:
    """What one key does about a finding, or what was answered.

    ``proposed`` is the correction as it is typed, where the table's unit is not the indicator's.
    """
    if finding.corrected:
        return f"Ctrl+. 改为 {proposed or finding.proposed or finding.corrected}"
    if reason:
        return f"已说明：{reason}"
    return "Ctrl+. 写原因" if finding.severity is Severity.QUERY else ""
