"""Which list of projects a table is of: the one that is asked for, else that of the major projects."""

from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.pack_ledger import MAIN_LIST
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.projects.read_ledger import project_lists

ALL = "全部"


def chosen_list(data: Store, asked: str | None) -> Selection:
    """The projects of a list; without one those of 市“百项千亿” where the file has it, 全部 takes all.

    Raises:
        Refused: the file has no such list.
    """
    lists = project_lists(data)
    if asked is None:
        return Selection(project_list=MAIN_LIST if MAIN_LIST in lists else "")
    if asked != ALL and asked not in lists:
        raise Refused(f"这个数据文件里没有名单“{asked}”，有的是：{'、'.join(lists) or '一个也没有'}。")
    return Selection(project_list="" if asked == ALL else asked)
