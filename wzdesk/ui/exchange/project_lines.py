"""The cells of a workbook of projects held against the ledger, as rows with boxes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from wzdesk.services.projects.sheets.differences import ProjectDifference
from wzdesk.services.projects.sheets.figures import words_of
from wzdesk.services.projects.sheets.reception import ProjectReception
from wzdesk.services.projects.sheets.what import WORDS
from wzdesk.services.receiving.differences import Kind
from wzdesk.ui.figures import shown
from wzdesk.ui.recognition.decisions import CellRef
from wzdesk.ui.recognition.difference_list import DiffLine
from wzdesk.ui.recognition.words import HOW_WORDS

HEADS = ("写入", "", "单元格", "项目", "内容", "已存", "表里", "依据", "说明")
KINDS: dict[str, str] = {
    "waiting": "待定",
    "new_project": "新项目",
    "conflict": "矛盾",
    "changed": "有变",
    "new": "新",
    "same": "相同",
    "not_taken": "没有收",
}
"""The kinds of lines, those first that need a person."""


@dataclass
class Choices:
    """Which cells are to be written; two figures of one cell (建设年限) go together."""

    reception: ProjectReception
    chosen: set[CellRef] = field(default_factory=set)
    by_cell: dict[CellRef, list[ProjectDifference]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.reception.differences:
            self.by_cell.setdefault(_ref(each), []).append(each)
        self.chosen = {_ref(each) for each in self.reception.proposed}

    def choose(self, refs: Collection[CellRef], *, chosen: bool) -> None:
        """Write these cells or not; of cells that contradict each other only the last one chosen."""
        for ref in refs:
            if not chosen:
                self.chosen.discard(ref)
                continue
            for each in self.by_cell[ref]:
                self.chosen -= {tuple(rival.split("!", 1)) for rival in each.rivals}
            self.chosen.add(ref)

    def take_new_projects(self) -> None:
        """All projects that the ledger does not have."""
        self.chosen |= {_ref(each) for each in self.reception.with_new_projects()}

    def kind_of(self, each: ProjectDifference) -> str:
        """The kind under which a difference is shown."""
        if each.kind in {Kind.SAME, Kind.CONFLICT}:
            return each.kind.value
        if each.claim.how.needs_consent or _ref(each) in self.reception.held_back:
            return "waiting"
        return "new_project" if each.claim.is_new else each.kind.value

    def counts(self) -> dict[str, int]:
        """How many cells are of each kind."""
        counts = dict.fromkeys(KINDS, 0)
        for each in self.reception.differences:
            counts[self.kind_of(each)] += 1
        return counts | {"not_taken": len(self.reception.not_taken)}

    def to_write(self) -> list[ProjectDifference]:
        """The differences that are chosen and change something."""
        return [
            each
            for each in self.reception.differences
            if _ref(each) in self.chosen and each.kind is not Kind.SAME
        ]


def _ref(each: ProjectDifference) -> CellRef:
    return each.claim.sheet, each.claim.cell


def project_lines(choices: Choices, kinds: Collection[str]) -> list[DiffLine]:
    """The lines of these kinds, by rows of the sheets; what was not taken comes last."""
    reception = choices.reception
    names = {one.code: one.row.name for one in reception.rows}
    remarks = {(one.table.sheet, one.row.row): one.match.remark for one in reception.rows}
    said: dict[CellRef, list[str]] = {}
    for finding in reception.findings:
        said.setdefault((finding.sheet, finding.cell), []).append(finding.sentence)
    told = [(each, choices.kind_of(each)) for each in reception.differences]
    wanted = [(each, kind) for each, kind in told if kind in kinds]
    lines: list[DiffLine] = []
    for (sheet, row), members in groupby(wanted, key=lambda pair: (pair[0].claim.sheet, pair[0].claim.row)):
        cells = [_cell_line(each, kind, choices, names, said) for each, kind in members]
        if len(cells) > 1:
            lines.append(_row_line(row, cells, remarks.get((sheet, row), "")))
        lines += cells
    if "not_taken" in kinds:
        lines += [
            DiffLine(
                "not_taken",
                (
                    "",
                    KINDS["not_taken"],
                    _place(one.sheet, one.cell, reception),
                    "",
                    "",
                    "",
                    one.text,
                    "",
                    one.reason,
                ),
                (),
                0,
            )
            for one in reception.not_taken
        ]
    return lines


def loose_sentences(reception: ProjectReception) -> list[str]:
    """Findings on cells that claim nothing: rows of sums, percents."""
    claimed = {_ref(each) for each in reception.differences}
    return [
        f"{_place(one.sheet, one.cell, reception)}：{one.sentence}"
        for one in reception.findings
        if (one.sheet, one.cell) not in claimed
    ]


def _place(sheet: str, cell: str, reception: ProjectReception) -> str:
    return f"{sheet}!{cell}" if len(reception.tables) > 1 else cell


def _cell_line(
    each: ProjectDifference,
    kind: str,
    choices: Choices,
    names: Mapping[str, str],
    said: Mapping[CellRef, list[str]],
) -> DiffLine:
    claim, ref = each.claim, _ref(each)
    sentences = list(said.get(ref, ()))
    if each.rivals:
        sentences.append("同一项，别处写的不同：" + "、".join(each.rivals) + "；只能选一个")
    region_words = choices.reception.region_words
    time = claim.key.time.words if claim.key.time else ""
    texts = (
        "",
        KINDS[kind],
        _place(claim.sheet, claim.cell, choices.reception),
        names[claim.key.project],
        " · ".join(part for part in (WORDS[claim.key.what], time) if part),
        shown(words_of(each.before, region_words)) or "空",
        shown(words_of(claim.value, region_words)),
        "" if claim.is_new else HOW_WORDS[claim.how],
        "；".join([*sentences, claim.remark] if claim.remark else sentences),
    )
    refs = () if each.kind is Kind.SAME else (ref,)
    return DiffLine(kind, texts, refs, int(ref in choices.chosen))


def _row_line(row: int, cells: list[DiffLine], remark: str) -> DiffLine:
    refs = tuple(dict.fromkeys(ref for line in cells for ref in line.refs))
    chosen = {line.refs for line in cells if line.refs and line.chosen}
    texts = ("", "", f"第 {row} 行", cells[0].texts[3], f"{len(cells)} 项", "", "", "", remark)
    return DiffLine("", texts, refs, len(chosen), is_row=True)
