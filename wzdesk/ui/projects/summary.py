"""What the status bar says of the selected lines of the ledger."""

from collections.abc import Sequence

from wzdesk.domain.projects.amount import ZERO
from wzdesk.domain.projects.lag import rate
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.ui.projects.amounts import percent_words, yi_words


def summary_words(lines: Sequence[LedgerLine]) -> str:
    """选中 1 项　年度计划合计 7.00　1—9月合计 4.89　完成 69.9%; nothing of nothing."""
    if not lines:
        return ""
    plan = sum((line.plan or ZERO for line in lines), ZERO)
    done = sum((line.reported.year or ZERO for line in lines), ZERO)
    month = lines[0].month.last_month
    span = f"1—{month}月合计" if month > 1 else "1月合计"
    parts = [f"选中 {len(lines)} 项", f"年度计划合计 {yi_words(plan)}", f"{span} {yi_words(done)}"]
    share = rate(done, plan)
    return "　".join([*parts, f"完成 {percent_words(share)}%"] if share is not None else parts)
