"""Moments and states as the pages of the exchange say them."""

from datetime import UTC, datetime

from wzdesk.domain.exchange.transfer import Transfer, Way

WAY_WORDS = {
    Way.SENT: "发出",
    Way.REFUSED: "拒收",
    Way.MERGED: "并入",
    Way.RESOLVED: "裁定",
    Way.EXPORTED: "导出",
    Way.RETURNED: "退回",
    Way.KEPT: "不退了",
}
WAY_COLORS = {
    Way.SENT: "acc",
    Way.REFUSED: "fatal",
    Way.MERGED: "achieved",
    Way.RESOLVED: "undetermined",
    Way.EXPORTED: "acc",
    Way.RETURNED: "undetermined",
    Way.KEPT: "acc",
}


def moment(when: datetime | str) -> str:
    """A moment in UTC as the clock on the wall says it: 今天 14:12, 10月14日 09:05, 2023年5月6日 10:00."""
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(when)
        except ValueError:
            return str(when)
    local = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone()
    today = datetime.now().astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == today.date():
        return f"今天 {clock}"
    year = "" if local.year == today.year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日 {clock}"


def result_words(line: Transfer) -> str:
    """What came of a transfer, in one line."""
    match line.way:
        case Way.REFUSED:
            return refusal_words(line.reason)
        case Way.MERGED:
            left = f"，{line.open_conflicts} 处冲突待定" if line.open_conflicts else "，没有冲突待定"
            remark = f"；{line.reason}" if line.reason else ""
            missing = f"；还有 {line.missing} 格没有数" if line.missing else ""
            return f"{line.counts.words}{left}{missing}{remark}"
        case Way.RESOLVED:
            return f"裁定 {len(line.resolved)} 处，没有采用的数留在批注里"
        case _:
            return line.reason


def refusal_words(reason: str) -> str:
    """Why a file was not taken, and that all stayed as it was."""
    told = reason.rstrip("。")
    return f"{told}。" if "没有改动" in told else f"{told or '没有收'}；数据没有改动。"
