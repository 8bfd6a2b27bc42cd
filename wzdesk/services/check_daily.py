"""The check that goes with the daily backup, and what it mends by itself."""

import logging

from wzdesk.db.health import full_check
from wzdesk.db.store import Store
from wzdesk.services.projects.add_up_anew import add_up_anew

log = logging.getLogger(__name__)


def check_daily(store: Store) -> str:
    """The full check of an open file, as it goes with the daily backup; what to tell, "" where all is in order.

    Sums of projects that do not say what was entered are made anew: nothing stands only there.
    """
    health = full_check(store.path)
    if health.is_ok:
        return ""
    log.warning("the daily check of %s: %s %s", store.path, health.findings, health.ledger)
    if health.findings or store.read_only:
        return health.sentence
    add_up_anew(store)
    return f"数据文件 {store.path.name} 的项目汇总与明细对不上，已经按明细重新汇总；填报的数没有动。"
