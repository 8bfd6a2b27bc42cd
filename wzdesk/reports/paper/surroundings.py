"""What stands around a table: title and the line under it, notes and signatures, the marks on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from wzdesk.domain.sheet_layout import Align
from wzdesk.reports.paper.blocks import SheetBlocks
from wzdesk.reports.paper.draft import THIN, Draft
from wzdesk.reports.paper.lettering import Lettering, Ruler, clean
from wzdesk.reports.paper.printout import DEMO_WORD, Paper, Printout

_TITLE, _LINE, _NOTE, _SIGNATURE, _MARK = 16.0, 10.0, 9.0, 10.5, 9.0
_UNDER_TITLE, _UNDER_LINES, _OVER_NOTES, _OVER_SIGNATURES = 6.0, 3.0, 5.0, 9.0

LineTexts = Sequence[tuple[str, Align]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts around the table of a printout on a paper."""

    printout: Printout
    blocks: SheetBlocks
    ruler: Ruler
    paper: Paper

    # Above the table on the first page

    def put_top(self, draft: Draft) -> float:
        """Title and lines at the head of a page; where the table may begin."""
        paper, top = self.paper, self.paper.top
        edges = (paper.side, paper.right)
        title = Lettering(self.ruler, _TITLE, is_strong=True)
        for text in self.blocks.titles:
            top = draft.put_lines(title.break_lines(text, paper.room), edges, top, title, Align.CENTRE)
        top += _UNDER_TITLE if self.blocks.titles else 0.0
        for line in self._lines():
            top = self._put_line(draft, line, top)
        return top + _UNDER_LINES

    def _lines(self) -> Sequence[LineTexts]:
        if self.blocks.lines:
            return self.blocks.lines
        printout = self.printout
        about = [("地区", printout.region), ("填报单位", printout.agency), ("期别", printout.period)]
        left = "　".join(f"{word}：{text}" for word, text in about if text)
        right = f"单位：{printout.unit}" if printout.unit else ""
        line = [(text, align) for text, align in ((left, Align.LEFT), (right, Align.RIGHT)) if text]
        return [line] if line else []

    def _put_line(self, draft: Draft, line: LineTexts, top: float) -> float:
        """Texts beside each other where they have room, else each in lines of its own."""
        letters, paper = Lettering(self.ruler, _LINE), self.paper
        edges = (paper.side, paper.right)
        aligns = [align for _, align in line]
        taken = sum(letters.width(clean(text)) + 2 * _LINE for text, _ in line)
        side_by_side = len(set(aligns)) == len(line) and (
            taken <= paper.room if Align.CENTRE not in aligns else taken <= 0.6 * paper.room
        )
        if side_by_side and all("\n" not in clean(text) for text, _ in line):
            for text, align in line:
                draft.put_between(clean(text), edges, top, letters, align)
            return top + letters.line
        for text, align in line:
            top = draft.put_lines(letters.break_lines(text, paper.room), edges, top, letters, align)
        return top

    # Below the table on the last page

    def note_lines(self) -> list[str]:
        """The notes in lines as wide as the paper."""
        letters = Lettering(self.ruler, _NOTE)
        return [line for note in self.blocks.notes for line in letters.break_lines(note, self.paper.room)]

    @property
    def note_height(self) -> float:
        """Points of one line of notes."""
        return Lettering(self.ruler, _NOTE).line

    @property
    def over_notes(self) -> float:
        """Points between the table and its notes."""
        return _OVER_NOTES

    def put_note(self, draft: Draft, line: str, top: float) -> float:
        """One line of the notes."""
        letters = Lettering(self.ruler, _NOTE)
        return draft.put_lines([line], (self.paper.side, self.paper.right), top, letters)

    def signature_height(self) -> float:
        """Points of the signatures with the room over them."""
        letters = Lettering(self.ruler, _SIGNATURE)
        return _OVER_SIGNATURES + letters.line * max(len(lines) for lines in self._signature_lines(letters))

    def put_signatures(self, draft: Draft, top: float) -> None:
        """The four names side by side."""
        letters = Lettering(self.ruler, _SIGNATURE)
        each = self.paper.room / 4
        for at, lines in enumerate(self._signature_lines(letters)):
            left = self.paper.side + at * each
            draft.put_lines(lines, (left, left + each), top + _OVER_SIGNATURES, letters)

    def _signature_lines(self, letters: Lettering) -> list[tuple[str, ...]]:
        room = self.paper.room / 4 - _SIGNATURE
        return [letters.break_lines(text, room) for text in self.printout.signatures.slots()]

    # In the margins of every page

    def put_marks(self, draft: Draft, number: int, count: int) -> None:
        """Page number below; above, from the second page on, whose table it is; on invented data the word for it."""
        letters, paper = Lettering(self.ruler, _MARK), self.paper
        edges = (paper.side, paper.right)
        words = f"第 {number} 页 共 {count} 页"
        draft.put_between(words, edges, paper.foot + 8, letters, Align.CENTRE)
        top = paper.top - letters.line - 4
        right = paper.right
        if self.printout.is_demo:
            right = self._put_demo(draft, letters, top)
        if number > 1:
            self._put_running(draft, letters, (paper.side, right - _MARK), top)

    def _put_demo(self, draft: Draft, letters: Lettering, top: float) -> float:
        left = self.paper.right - letters.width(DEMO_WORD) - 8
        draft.put(DEMO_WORD, left + 4, top, letters)
        draft.frame(left, top - 1, self.paper.right, top + letters.line + 1, THIN)
        return left

    def _put_running(self, draft: Draft, letters: Lettering, edges: tuple[float, float], top: float) -> None:
        unit = next((text for line in self._lines() for text, align in line if align is Align.RIGHT), "")
        left, right = edges
        if unit and letters.width(clean(unit)) < (right - left) / 3:
            draft.put_between(clean(unit), edges, top, letters, Align.RIGHT)
            right -= letters.width(clean(unit)) + _MARK
        ending = "（续）"
        titles = "".join(self.blocks.titles) or self.printout.title
        first, *rest = letters.break_lines(
            titles.replace("\n", ""), right - left - letters.width("…" + ending)
        )
        draft.put(first + ("…" if rest else "") + ending, left, top, letters)
