"""Which project of the ledger a row means: by its code, its name, another spelling of it, or a name merely alike."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from wzdesk.domain.projects.project import Project
from wzdesk.domain.text import name_key, normalise
from wzdesk.services.receiving.names import How

_ALIKE, _CLEAR_BY = 0.72, 0.06
_SHORTEST = 4
_CANDIDATES = 40  # names compared letter by letter
_NOISE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ENDINGS = re.compile(r"(?:建设)?(?:工程|项目)+$")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=期|号|标|段|批)|[南北东西]|上|下|新|老|扩|改")


@dataclass(frozen=True, slots=True)
class ProjectMatch:
    """The project that a row means, how it was found, and what to know of it; ``code`` None where none was."""

    code: str | None
    how: How = How.EXACT
    likeness: float = 1.0
    remark: str = ""


class ProjectNames:
    """The projects of a ledger by their codes and names."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._by_code: dict[str, Project] = {}
        self._by_name: defaultdict[str, list[Project]] = defaultdict(list)
        self._by_key: defaultdict[str, list[Project]] = defaultdict(list)
        self._by_core: defaultdict[str, list[Project]] = defaultdict(list)
        self._pairs: defaultdict[str, set[str]] = defaultdict(set)
        for project in projects:
            self.add(project)

    def add(self, project: Project) -> None:
        """One more project."""
        self._by_code[project.code.casefold()] = project
        self._by_name[project.name.strip()].append(project)
        self._by_key[name_key(project.name)].append(project)
        core = core_of(project.name)
        self._by_core[core].append(project)
        for pair in _pairs(core):
            self._pairs[pair].add(core)

    def find(
        self, name: str, code: str = "", *, regions: tuple[str, ...] = (), field: str = ""
    ) -> ProjectMatch:
        """The project that a row's code and name mean; region and field choose between equal names."""
        if code and (project := self._by_code.get(normalise(code).casefold())):
            return _by_code(project, name)
        for how, found in (
            (How.EXACT, self._by_name.get(name.strip())),
            (How.NORMALISED, self._by_key.get(name_key(name))),
            (How.ALIKE, self._by_core.get(core_of(name)) if len(core_of(name)) >= _SHORTEST else None),
        ):
            if found:
                return _chosen(found, how, regions, field, code)
        return self._alike(core_of(name))

    def _alike(self, core: str) -> ProjectMatch:
        """The most similar name, if it is alike enough and clearly the first."""
        if len(core) < _SHORTEST:
            return ProjectMatch(None)
        shared = Counter(other for pair in _pairs(core) for other in self._pairs.get(pair, ()))
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(core)
        told = []
        for other, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_CANDIDATES]:
            matcher.set_seq1(other)
            told.append((matcher.ratio(), other))
        told.sort(key=lambda one: (-one[0], one[1]))
        if not told or told[0][0] < _ALIKE or _differ_in_numbers(core, told[0][1]):
            return ProjectMatch(None)
        if len(told) > 1 and told[0][0] - told[1][0] < _CLEAR_BY:
            return ProjectMatch(None)
        found = self._by_core[told[0][1]]
        if len(found) > 1:
            return ProjectMatch(None)
        return ProjectMatch(found[0].code, How.ALIKE, told[0][0], f"名称相近：台账里是“{found[0].name}”")


def core_of(name: str) -> str:
    """A name without brackets, signs and the word 项目 at its end: by it names are alike."""
    plain = _ENDINGS.sub("", _NOISE.sub("", normalise(name)))
    brackets = "".join(re.findall(r"[一二三四五六七八九十\d]+期", normalise(name)))
    key = name_key(plain)
    return key if brackets in key else key + brackets


def _pairs(core: str) -> set[str]:
    return {core[at : at + 2] for at in range(len(core) - 1)}


def _by_code(project: Project, name: str) -> ProjectMatch:
    if name_key(project.name) == name_key(name) or core_of(project.name) == core_of(name):
        return ProjectMatch(project.code, How.CODE)
    likeness = SequenceMatcher(None, core_of(project.name), core_of(name)).ratio()
    if likeness >= _ALIKE and not _differ_in_numbers(core_of(project.name), core_of(name)):
        return ProjectMatch(project.code, How.CODE, likeness)
    return ProjectMatch(
        project.code, How.ALIKE, likeness, f"编码相同，名称不同：台账里 {project.code} 是“{project.name}”"
    )


def _chosen(found: list[Project], how: How, regions: tuple[str, ...], field: str, code: str) -> ProjectMatch:
    """The one project of a name; of several the one in the row's region and field."""
    if len(found) > 1:
        nearer = [one for one in found if regions and set(regions) & set(one.regions)] or found
        nearer = [one for one in nearer if field and one.field == field] or nearer
        if len(nearer) > 1:
            codes = "、".join(one.code for one in found[:4])
            return ProjectMatch(
                None, How.ALIKE, 1.0, f"台账里有 {len(found)} 个同名项目（{codes}），要写编码才分得清"
            )
        found = nearer
    project = found[0]
    if code and how is How.EXACT:
        return ProjectMatch(project.code, How.NORMALISED, 1.0, f"表上编码 {code}，台账里是 {project.code}")
    remark = "" if how is How.EXACT else f"台账里写作“{project.name}”"
    return ProjectMatch(project.code, how, 1.0, remark)


def _differ_in_numbers(one: str, other: str) -> bool:
    """一期 and 二期, 南线 and 北线 are alike to the letter and yet not the same."""
    return sorted(_NUMBERS.findall(one)) != sorted(_NUMBERS.findall(other))
