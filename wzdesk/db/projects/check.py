"""Whether what is kept of the ledger says what the projects and reports say; sqlite3 only."""

import sqlite3

from wzdesk.db.projects.kept_sums import DIVISIONS, SUM_OF, SUMS

_COLUMNS = ", ".join((*DIVISIONS, *SUMS))
_ADDED = f"""
    SELECT {", ".join(DIVISIONS)}, {", ".join(SUM_OF[name] for name in SUMS)} FROM ledger_line
    GROUP BY {", ".join(DIVISIONS)}
"""
_CHECKS = (
    ("汇总与明细合计不一致", f"SELECT count(*) FROM (SELECT {_COLUMNS} FROM ledger_sum EXCEPT {_ADDED})"),
    ("明细没有计入汇总", f"SELECT count(*) FROM ({_ADDED} EXCEPT SELECT {_COLUMNS} FROM ledger_sum)"),
    (
        "月度进度没有台账明细，或数不一致",
        """
        SELECT count(*) FROM project_progress r
        LEFT JOIN ledger_line l ON l.month = r.month AND l.project_id = r.project_id
        WHERE l.month IS NULL OR l.done_month IS NOT r.reported_month OR l.done IS NOT r.reported_year
            OR l.booked IS NOT r.booked_year OR l.funds IS NOT r.funds
        """,
    ),
    (
        "台账明细没有对应的月度进度",
        """
        SELECT count(*) FROM ledger_line l
        WHERE (l.done_month IS NOT NULL OR l.done IS NOT NULL OR l.booked IS NOT NULL OR l.funds IS NOT NULL)
            AND NOT EXISTS (
                SELECT 1 FROM project_progress r WHERE r.month = l.month AND r.project_id = l.project_id
            )
        """,
    ),
    (
        "项目没有台账明细",
        "SELECT count(*) FROM project p WHERE NOT EXISTS (SELECT 1 FROM ledger_name n WHERE n.project_id = p.id)",
    ),
)


def ledger_findings(connection: sqlite3.Connection) -> list[str]:
    """What of the kept ledger differs, in words; nothing of what people entered is lost by it."""
    counted = ((words, connection.execute(sql).fetchone()[0]) for words, sql in _CHECKS)
    return [f"项目台账：{words} {count} 处" for words, count in counted if count]
