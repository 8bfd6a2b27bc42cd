"""Claims of project sheets held against the ledger: new, the same, changed, or in conflict with each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wzdesk.domain.change import Change
from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.change import (
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)
from wzdesk.services.projects.sheets.claims import FigureKey, ProjectClaim
from wzdesk.services.projects.sheets.figures import (
    ORDER,
    ProjectState,
    Value,
    holds,
    is_mid_year,
    laid_over,
    stored,
)
from wzdesk.services.projects.sheets.what import What
from wzdesk.services.receiving.differences import Kind

States = Mapping[str, ProjectState]


@dataclass(frozen=True, slots=True)
class ProjectDifference:
    """A claim and what is stored in its place; ``rivals`` are the cells of the workbook that say otherwise."""

    claim: ProjectClaim
    kind: Kind
    before: Value | None = None
    rivals: tuple[str, ...] = ()

    @property
    def is_proposed(self) -> bool:
        """Whether it is written unless the person says no.

        Not where the name is merely alike, the project new, or a name written otherwise than in the ledger.
        """
        claim = self.claim
        if self.kind not in {Kind.NEW, Kind.CHANGED} or claim.how.needs_consent or claim.is_new:
            return False
        return claim.key.what is not What.NAME


def differences_of(claims: Sequence[ProjectClaim], states: States) -> tuple[ProjectDifference, ...]:
    """One difference for each claim, in their order; ``states`` has the stored projects that they speak of."""
    told: defaultdict[FigureKey, list[ProjectClaim]] = defaultdict(list)
    for claim in claims:
        told[claim.key].append(claim)
    found: list[ProjectDifference] = []
    for claim in claims:
        rivals = [one for one in told[claim.key] if not _agree(one, claim)]
        before = _before(claim, states)
        if rivals:
            cells = tuple(f"{one.sheet}!{one.cell}" for one in rivals)
            found.append(ProjectDifference(claim, Kind.CONFLICT, before, cells))
        elif told[claim.key][0] is not claim:
            found.append(ProjectDifference(claim, Kind.SAME, before))  # a cell that only repeats the first
        else:
            found.append(_alone(claim, before, states))
    return tuple(found)


def _agree(one: ProjectClaim, other: ProjectClaim) -> bool:
    return holds(one.value, other.value) and holds(other.value, one.value)


def _before(claim: ProjectClaim, states: States) -> Value | None:
    state = states.get(claim.key.project)
    return stored(state, claim.key.what, claim.key.time) if state and not claim.is_new else None


def _alone(claim: ProjectClaim, before: Value | None, states: States) -> ProjectDifference:
    if before is None:
        return ProjectDifference(claim, Kind.NEW)
    if holds(before, claim.value):
        return ProjectDifference(claim, Kind.SAME, before)
    state, key = states[claim.key.project], claim.key
    if key.what is What.PLAN and key.time and is_mid_year(state, key.time):
        said = f"从{key.time.words}起改（中期调整），以前各月照原计划"
        claim = replace(claim, remark="；".join(filter(None, (claim.remark, said))))
    if key.what is What.PROBLEM:
        said = "没有再提的问题留着，解决了请在项目里销号"
        claim = replace(claim, remark="；".join(filter(None, (claim.remark, said))))
    return ProjectDifference(claim, Kind.CHANGED, before)


def changes_of(chosen: Iterable[ProjectDifference], states: States) -> list[Change]:
    """The changes that chosen differences ask for; those of one project go into one act.

    Raises:
        Refused: two chosen cells say different things of one figure.
    """
    by_project: defaultdict[str, dict[FigureKey, ProjectDifference]] = defaultdict(dict)
    for each in chosen:
        claim = each.claim
        earlier = by_project[claim.key.project].setdefault(claim.key, each)
        if not _agree(earlier.claim, claim):
            raise Refused(f"{earlier.claim.cell} 和 {claim.cell} 写的是同一项却不同，只能选一个；没有写入。")
    changes: list[Change] = []
    for code, told in by_project.items():
        before = states[code]
        after = before
        for key in sorted(told, key=lambda one: ORDER.index(one.what)):
            if told[key].kind is not Kind.SAME:
                after = laid_over(after, key.what, key.time, told[key].claim.value)
        is_new = any(each.claim.is_new for each in told.values())
        changes += _changes(code, None if is_new else before, after)
    return changes


def _changes(code: str, before: ProjectState | None, after: ProjectState) -> list[Change]:
    """The cells in which a project differs."""
    changes: list[Change] = []
    if before is None or after.project != before.project:
        changes.append(ProjectChange(ProjectKey(code), after.project))
    old_reports = before.reports if before else {}
    changes += [
        ProgressChange(ProgressKey(code, month), report)
        for month, report in sorted(after.reports.items(), key=lambda one: one[0])
        if old_reports.get(month) != report
    ]
    old_problems = {one.no: one for one in before.problems} if before else {}
    changes += [
        ProblemChange(ProblemKey(code, one.no), one)
        for one in after.problems
        if old_problems.get(one.no) != one
    ]
    return changes
