"""What of a project a sheet can tell, and the words for it."""

from enum import StrEnum


class What(StrEnum):
    """What of a project a column tells."""

    SERIAL = "serial"
    CODE = "code"
    NAME = "name"
    FIELD = "field"
    SUBFIELD = "subfield"
    NATURE = "nature"
    STAGE = "stage"
    REGION = "region"
    CONTENT = "content"
    SPAN = "span"
    START = "start"
    END = "end"
    ACTUAL_START = "actual_start"
    ACTUAL_END = "actual_end"
    TOTAL = "total"
    BEFORE = "before"
    PLAN = "plan"
    MONTH = "month"
    YEAR = "year"
    SINCE = "since"
    BOOKED_MONTH = "booked_month"
    BOOKED_YEAR = "booked_year"
    BOOKED_SINCE = "booked_since"
    FUNDS = "funds"
    RATE = "rate"
    IMAGE = "image"
    PERCENT = "percent"
    NEXT = "next"
    PROBLEM = "problem"
    SOLVER = "solver"
    DUE = "due"
    AGENCY = "agency"
    OWNER = "owner"
    PERSON = "person"
    LIST = "list"
    REMARK = "remark"


WORDS: dict[What, str] = {
    What.SERIAL: "序号",
    What.CODE: "项目编码",
    What.NAME: "项目名称",
    What.FIELD: "领域",
    What.SUBFIELD: "细分领域",
    What.NATURE: "建设性质",
    What.STAGE: "所处阶段",
    What.REGION: "所在地",
    What.CONTENT: "建设内容",
    What.SPAN: "建设年限",
    What.START: "计划开工",
    What.END: "计划竣工",
    What.ACTUAL_START: "实际开工",
    What.ACTUAL_END: "实际竣工",
    What.TOTAL: "总投资",
    What.BEFORE: "上年底前累计",
    What.PLAN: "年度计划投资",
    What.MONTH: "本月完成",
    What.YEAR: "年初累计",
    What.SINCE: "开工以来累计",
    What.BOOKED_MONTH: "统计入库本月",
    What.BOOKED_YEAR: "统计入库年初累计",
    What.BOOKED_SINCE: "统计入库开工以来",
    What.FUNDS: "到位资金",
    What.RATE: "完成率",
    What.IMAGE: "形象进度",
    What.PERCENT: "形象进度（%）",
    What.NEXT: "下一步",
    What.PROBLEM: "存在问题",
    What.SOLVER: "解决单位",
    What.DUE: "解决时限",
    What.AGENCY: "责任单位",
    What.OWNER: "建设单位",
    What.PERSON: "责任人",
    What.LIST: "所属清单",
    What.REMARK: "备注",
}

AMOUNTS = frozenset(
    {
        What.TOTAL, What.BEFORE, What.PLAN, What.MONTH, What.YEAR, What.SINCE,
        What.BOOKED_MONTH, What.BOOKED_YEAR, What.BOOKED_SINCE, What.FUNDS,
    }
)  # fmt: skip
"""The columns with money."""
DATES = frozenset({What.START, What.END, What.ACTUAL_START, What.ACTUAL_END})
OF_MONTH = frozenset(
    {
        What.MONTH, What.YEAR, What.SINCE, What.BOOKED_MONTH, What.BOOKED_YEAR, What.BOOKED_SINCE,
        What.FUNDS, What.IMAGE, What.PERCENT, What.NEXT, What.STAGE, What.PROBLEM,
    }
)  # fmt: skip
"""What is told for a month."""
OF_YEAR = frozenset({What.PLAN, What.NATURE})
"""What belongs to a year's plan."""
TELLING = frozenset(
    {
        What.NATURE, What.CONTENT, What.TOTAL, What.PLAN, What.MONTH, What.YEAR, What.SINCE, What.IMAGE,
        What.START, What.END, What.SPAN, What.OWNER,
    }
)  # fmt: skip
"""Columns by which a table is known to be one of projects."""
