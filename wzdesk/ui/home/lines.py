"""What the cards say line by line: plain cells of text, marks and bars."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wzdesk.domain.backup import Backup, BackupState
from wzdesk.domain.checks.rule import SEVERITY_WORDS, Severity
from wzdesk.domain.due import SOON_DAYS, days_words
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.true_minus import with_true_minus
from wzdesk.ui.entry.row_filters import filled_rows
from wzdesk.ui.home.card import Cell

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first paint of the page
    from wzdesk.services.workbench import DueForm, Followed, LastChange

_SEVERITY_NOTES = {
    Severity.FATAL: "不改不能报送",
    Severity.BLOCKING: "上级放行才能报送",
    Severity.QUERY: "要写原因",
}
_STATES = {
    BackupState.GOOD: ("已核对", "achieved"),
    BackupState.ALARM: ("少了东西", "fatal"),
    BackupState.UNKNOWN: ("没核对", "t2"),
}


def due_cells(one: DueForm, today: date) -> list[Cell]:
    """Form, period, how far, due date, and how long there is time."""
    done, cells = one.counts
    left = (one.due - today).days
    words, color = (
        days_words(one.due, today),
        "missed" if left <= 1 else "nearly" if left <= SOON_DAYS else "t2",
    )
    if one.is_filled:
        words, color = "已填齐，待关账", "achieved"
    return [
        Cell(one.table.form.name, color="acc"),
        Cell(one.table.words, 104, "t2"),
        Cell("", 64, "achieved" if one.is_filled else "acc", bar=done / cells if cells else 0.0, minor=True),
        Cell(f"{done} / {cells} 格", 76, "t2", right=True),
        Cell(_day_words(one.due, today), 96, "t2", right=True, minor=True),
        Cell(words, 92, color, right=True, strong=color in {"missed", "nearly"}),
    ]


def plan_cells(filled: FilledPlan) -> list[Cell]:
    """The plan in work stands among what is filled; it has no due date."""
    plan = filled.table.plan
    done, rows = filled_rows(filled)
    return [
        Cell(plan.name, color="acc"),
        Cell(plan.span.words, 104, "t2"),
        Cell("", 64, "achieved" if done == rows else "acc", bar=done / rows if rows else 0.0, minor=True),
        Cell(f"{done} / {rows} 行", 76, "t2", right=True),
        Cell("", 96, minor=True),
        Cell("填齐" if done == rows else f"差 {rows - done} 行", 92, "t2", right=True),
    ]


def finding_cells(severity: Severity, count: int) -> list[Cell]:
    """Mark, word, what it means, and how many."""
    return [
        Cell("", 15, mark=severity),
        Cell(SEVERITY_WORDS[severity], 58),
        Cell(_SEVERITY_NOTES[severity], color="t2"),
        Cell(str(count), 36, right=True, strong=True),
    ]


def missing_cells(count: int) -> list[Cell]:
    """Cells that must be filled and are empty."""
    return [
        Cell("", 15, "t2", icon="circle"),
        Cell("必填未填", 58),
        Cell("填上就没有了", color="t2"),
        Cell(str(count), 36, right=True, strong=True),
    ]


def followed_cells(one: Followed) -> list[Cell]:
    """Star, name and period."""
    return [
        Cell("", 15, "star", icon="star-fill"),
        Cell(one.name, color="acc"),
        Cell(one.period, 104, "t2", minor=True),
    ]


def change_cells(one: LastChange, now: datetime) -> list[Cell]:
    """When, who, what, and from what to what."""
    if not one.what:
        step = "已撤销" if one.undone else ""
    else:
        step = (
            f"{with_true_minus(one.before) or '空'} → {with_true_minus(one.after) or '空'}"
            if one.column
            else ""
        )
        step += f"，等 {one.more + 1} 格" if one.more > 0 else ""
        step += "（后来撤销了）" if one.undone else ""
    return [
        Cell(moment_words(one.when, now), 92, "t2"),
        Cell(one.who, 64),
        Cell(one.act, 52, "t2"),
        Cell(one.what, color="acc"),
        Cell(one.column, 150, "t2", minor=True),
        Cell(step),
    ]


def backup_cells(one: Backup, now: datetime) -> list[Cell]:
    """When, why, and what is known of it."""
    words, color = _STATES[one.state]
    return [Cell(moment_words(one.when, now), 76, "t2"), Cell(one.label), Cell(words, 56, color, right=True)]


def moment_words(when: datetime, now: datetime) -> str:
    """今天 10:32, 昨天 16:20, 1月5日, 2023年1月5日."""
    there = when.astimezone(now.tzinfo)
    if there.date() == now.date():
        return f"今天 {there:%H:%M}"
    if there.date() == now.date() - timedelta(days=1):
        return f"昨天 {there:%H:%M}"
    return _day_words(there.date(), now.date())


def _day_words(day: date, today: date) -> str:
    words = f"{day.month}月{day.day}日"
    return words if day.year == today.year else f"{day.year}年{words}"
