"""Splitting a package (打包项目拆分): the package and the projects that come out of it, stored as one act."""

from wzdesk.db.store import Store
from wzdesk.domain.change import CellKey
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import ProjectChange, ProjectKey
from wzdesk.domain.projects.package import parts_of_texts, split
from wzdesk.domain.projects.project_texts import Rows
from wzdesk.services.projects.read_project import project_of
from wzdesk.services.projects.record import record


def split_package(data: Store, code: str, rows: Rows, month: Period, who: str) -> frozenset[CellKey]:
    """Split projects, each a row of name, total investment and annual plan in 万元, from a package from a month on.

    Raises:
        Refused: the file has no such package, it was split before, or it has less than the parts take.
        DataFileError: the file cannot be written; nothing is stored.
    """
    package = project_of(data, code)
    if package is None:
        raise Refused(f"台账里没有代码为 {code} 的项目，没有拆分；请刷新后再拆。")
    parts = parts_of_texts(package, rows, month.year, month.last_month)
    if taken := next((one.code for one in parts if project_of(data, one.code) is not None), ""):
        raise Refused(f"编码“{taken}”已经有项目，{package.name}拆分过了，没有再拆。")
    projects = split(package, parts, month.year, month.last_month)
    changes = [ProjectChange(ProjectKey(one.code), one) for one in projects]
    return frozenset(record(data, changes, who=who, why=f"打包项目拆分：{package.name}").keys)
