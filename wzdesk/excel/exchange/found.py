"""What is found in the cells of a returned sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wzdesk.domain.exchange.identity import Place
from wzdesk.excel.read.book import ValueKind

PROBLEMS = {
    ValueKind.ERROR: "这一格是错误值，不是数",
    ValueKind.DATE: "这一格被表格软件改成了日期，请改回数再报",
    ValueKind.BOOLEAN: "这一格是 TRUE 或 FALSE，不是数",
    ValueKind.UNCALCULATED: "公式没有算出结果，请在表格软件里打开、保存一次再报",
}
"""Why a cell of a kind is no answer."""


class Found(NamedTuple):
    """What stands in a cell of the form: its text, where, under which unit; or why nothing can be read there."""

    text: str
    cell: str
    unit: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in a returned sheet: the answers by place, the texts over the table, rows that the form does not have."""

    sheet: str
    found: Mapping[Place, Found]
    titles: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
