"""The first look into a data file at start: the last plan's rows, before the database library is loaded."""

from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.first_rows import FirstRows
from wzdesk.db.form_lists import offered_forms
from wzdesk.db.plan_tables import FileInfo, read_file_info, read_plan_table, read_plans, read_regions
from wzdesk.domain.errors import Refused
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.form import FormSummary
from wzdesk.domain.plan import PlanSummary
from wzdesk.domain.region import Region


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the window shows first, not judged yet; imports of SQLAlchemy come after it."""

    filled: FilledPlan
    plans: tuple[PlanSummary, ...]
    regions: tuple[Region, ...]
    info: FileInfo
    forms: tuple[FormSummary, ...] = ()


def look_first(path: Path, plan: str = "", region: str = "") -> FirstLook:
    """Read the plan and region shown last; those the file opens on where they are gone or not named.

    A region that the file knows holds for its own plan as well.

    Raises:
        WzdeskError: the file is missing, damaged, newer, or holds no plan; it is left untouched.
    """
    with FirstRows.open(path) as rows:
        info = read_file_info(rows.execute)
        plans, regions = read_plans(rows.execute), read_regions(rows.execute)
        for wanted_plan, wanted_region in ((plan, region), (info.plan, region), (info.plan, info.home)):
            if wanted_plan and (
                table := read_plan_table(rows.execute, wanted_plan, wanted_region or info.home)
            ):
                forms = tuple(offered_forms(rows.execute))
                return FirstLook(FilledPlan(table, ()), tuple(plans), tuple(regions), info, forms)
    raise Refused(f"数据文件 {path.name} 里没有计划，请用数据包新建一个数据文件。")
