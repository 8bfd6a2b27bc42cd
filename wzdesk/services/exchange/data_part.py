"""A region's part given out as a data file of its own (导出本地区的数据)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.catalogue import agencies, documents, groups, save_pack
from wzdesk.db.doors import OpenSession, execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.observations import series_of_many
from wzdesk.db.plan_tables import (
    Execute,
    read_file_info,
    read_indicators,
    read_plan_table,
    read_plans,
    read_regions,
)
from wzdesk.db.settings import CHECKS, get_setting
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.form import Form, single_of
from wzdesk.domain.observation import Observation
from wzdesk.domain.pack import Pack
from wzdesk.domain.period import Period
from wzdesk.services.exchange.data_origin import Origin, PartOf, keep_part_of, origin_of
from wzdesk.services.exchange.transfer_log import add_lines, now_text

OnProgress = Callable[[int, int], None]
_STEPS = 3


@dataclass(frozen=True, slots=True)
class PartAsked:
    """Which part: a region, of it one form only or all, one period only or all."""

    region: str
    form: str = ""
    period: Period | None = None


def export_part(
    store: Store,
    asked: PartAsked,
    path: Path,
    who: str = "",
    on_progress: OnProgress = lambda _done, _total: None,
) -> int:
    """Give a part out as a data file of its own: catalogue, forms, plans and its figures; how many those are.

    Projects, remarks and the history stay here.

    Raises:
        WzdeskError: there is no such region, form or period, a file stands there already, or it cannot be written.
    """
    on_progress(0, _STEPS)
    with store.reading() as session:
        pack, origin = _part_of(session, asked), origin_of(session)
    on_progress(1, _STEPS)
    part = Store.create(path)
    try:
        with part.writing() as session:
            save_pack(session, pack)
            keep_part_of(session, _told(asked, origin))
            on_progress(2, _STEPS)
        part.close()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        _log(store, asked, path, digest, who, len(pack.observations))
    except BaseException:
        part.close()
        path.unlink(missing_ok=True)
        raise
    on_progress(_STEPS, _STEPS)
    return len(pack.observations)


def _told(asked: PartAsked, origin: Origin) -> PartOf:
    file = origin.part.file if origin.part else origin.file
    return PartOf(file, asked.region, asked.form, asked.period.code if asked.period else "")


def _log(store: Store, asked: PartAsked, path: Path, digest: str, who: str, figures: int) -> None:
    words = f"数据文件，{figures} 个数"
    add_lines(
        store.path,
        [Transfer(Way.EXPORTED, now_text(), who, path.name, digest, region=asked.region, reason=words)],
    )


def _part_of(session: OpenSession, asked: PartAsked) -> Pack:
    execute = execute_of(session)
    info, listed = read_file_info(execute), read_regions(execute)
    if asked.region not in {one.code for one in listed}:
        raise Refused(f"数据文件里没有代码是 {asked.region} 的地区，没有导出。")
    forms = _forms(execute, asked)
    tables = [read_plan_table(execute, plan.code, asked.region) for plan in read_plans(execute)]
    return Pack(
        info.pack_code,
        info.pack_name,
        info.pack_version,
        asked.region,
        info.plan,
        tuple(documents(session)),
        tuple(listed),
        tuple(groups(session)),
        tuple(agencies(session)),
        tuple(read_indicators(execute)),
        tuple(table.plan for table in tables if table),
        _figures(execute, asked, forms),
        (),
        tuple(forms),
        rules_text=get_setting(session, CHECKS, ""),
    )


def _forms(execute: Execute, asked: PartAsked) -> list[Form]:
    forms = list(read_forms(execute))
    if not asked.form:
        return forms
    found = [one for one in forms if one.code == asked.form]
    if not found:
        raise Refused(f"没有代码是 {asked.form} 的填报表，没有导出。")
    if asked.period is not None and not found[0].has(asked.period):
        raise Refused(f"“{found[0].name}”没有{asked.period.words}这一期，没有导出。")
    return found


def _figures(execute: Execute, asked: PartAsked, forms: list[Form]) -> tuple[Observation, ...]:
    codes = [one.code for one in read_indicators(execute)]
    if asked.form:
        told = {row.indicator for row in forms[0].rows}
        codes = [code for code in codes if code in told]
    series = series_of_many(execute, [(asked.region, code) for code in codes])
    period = asked.period
    periods = {period, *(single_of(one.frequency, period) for one in forms)} if period else None
    return tuple(
        one for its in series.values() for one in its if periods is None or one.key.period in periods
    )
