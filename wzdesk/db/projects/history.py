"""What a project went through, figure by figure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from wzdesk.db.change_sets import change_set_of
from wzdesk.db.codec import readable
from wzdesk.db.doors import execute_of
from wzdesk.domain.change import ChangeSet
from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.projects.amount import of_fen

_STEPS = """
    SELECT c.id, c.kind, c.at, c.who, c.why, c.source, r.entity, r.key, r.before, r.after
    FROM revision r JOIN change_set c ON c.id = r.change_set_id
    WHERE (r.entity = 'project' AND r.key = :code)
       OR (r.entity = 'progress' AND r.key >= :first AND r.key < :behind)
       OR (r.entity = 'problem' AND r.key >= :first AND r.key < :behind)
    ORDER BY c.id DESC, r.entity, r.key
    LIMIT :limit
"""
_MONEY = {
    "reported_month": "平台报表 本月", "reported_year": "平台报表 年初累计", "reported_start": "平台报表 开工以来",
    "booked_month": "统计入库 本月", "booked_year": "统计入库 年初累计", "booked_start": "统计入库 开工以来",
    "funds": "到位资金",
}  # fmt: skip
_WORDS = {
    "image": "形象进度", "image_percent": "形象进度（%）", "next_step": "下一步",
    "text": "问题", "solver": "解决单位", "due": "要求解决", "raised": "提出", "solved": "解决",
    "name": "项目名称", "field": "领域", "subfield": "子领域", "regions": "所在地", "owner": "业主", "agency": "责任单位",
    "person": "责任人", "content": "建设内容", "total": "总投资", "planned_start": "计划开工",
    "planned_end": "计划竣工", "actual_start": "实际开工", "actual_end": "实际竣工", "part_of": "所属打包项目",
    "is_invented": "演示", "source": "来源", "memberships": "所在清单", "stages": "阶段", "milestones": "里程碑",
    "plans": "年度计划", "funding": "资金来源", "needs": "要素需求",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureStep:
    """One figure or word of a project that an act changed; ``month`` is that of a report, texts as shown ("" nothing)."""

    change_set: ChangeSet
    what: str
    before: str
    after: str
    month: Period | None = None
    problem: int | None = None


def figure_steps(session: Session, code: str, limit: int = 500) -> list[FigureStep]:
    """The steps of a project, its months and its problems, newest first; ``limit`` counts cells."""
    given = {"code": code, "first": f"{code}|", "behind": f"{code}}}", "limit": limit}
    return [step for row in execute_of(session)(_STEPS, given) for step in _steps(row)]


@readable("历史")
def _steps(row: Sequence[Any]) -> list[FigureStep]:
    change_set = change_set_of(row)
    entity, key, before, after = row[6:]
    was, will = _state(entity, before), _state(entity, after)
    _, _, belongs = key.rpartition("|")
    month = period_of_code(belongs) if entity == "progress" else None
    problem = int(belongs) if entity == "problem" else None
    return [
        FigureStep(change_set, what, old, new, month, problem) for what, old, new in _differences(was, will)
    ]


def _state(entity: str, text: str | None) -> Mapping[str, Any]:
    told: dict[str, Any] = json.loads(text) if text else {}
    definition: dict[str, Any] = json.loads(told["definition"]) if entity == "project" and told else told
    return definition


def _differences(was: Mapping[str, Any], will: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, word in (_MONEY | _WORDS).items():
        old, new = was.get(name), will.get(name)
        if old != new:
            yield word, _shown(name, old), _shown(name, new)


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if name in _MONEY:
        return f"{format(of_fen(value), 'f')} 万元"
    show = _SHOWN.get(name)
    return show(value) if show else str(value)


def _when(told: list[Any]) -> str:
    return str(told[3]) if len(told) > 3 else ".".join(str(part) for part in told if part)


def _plans(told: list[dict[str, Any]]) -> str:
    parts = []
    for one in told:
        since = f"（{one['since']}月起）" if "since" in one else ""
        amount = f"{one['amount']} 万元" if "amount" in one else "没有数"
        parts.append(f"{one['year']}年{since} {amount} {one['nature']}")
    return "；".join(parts)


def _memberships(told: list[dict[str, Any]]) -> str:
    spans = (f"{one['list']}（{one['since']}—{one.get('until', '')}）" for one in told)
    return "；".join(spans)


def _milestones(told: list[dict[str, Any]]) -> str:
    return "；".join(
        " ".join(
            [one.get("name", "")]
            + [
                f"{word} {_when(one[name])}"
                for name, word in (("planned", "计划"), ("actual", "实际"))
                if name in one
            ]
        )
        for one in told
    )


_NEEDS = {"land": "用地 {} 亩", "sea": "用海 {} 亩", "forest": "用林 {} 亩", "energy": "用能 {} 吨标准煤"}
_SHOWN = {
    "total": lambda told: f"{told} 万元",
    "regions": "、".join,
    "is_invented": lambda _told: "是",
    "plans": _plans,
    "memberships": _memberships,
    "milestones": _milestones,
    "stages": lambda told: "；".join(f"{stage} {on}" for stage, on in told),
    "funding": lambda told: "；".join(f"{source} {amount} 万元" for source, amount in told),
    "needs": lambda told: "；".join(
        words.format(told[need]) for need, words in _NEEDS.items() if need in told
    ),
    **dict.fromkeys(("planned_start", "planned_end", "actual_start", "actual_end"), _when),
}
