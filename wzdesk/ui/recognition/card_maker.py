"""Writes the card: the words about a line or a cell, and what its buttons and pickers do."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QRect, QRectF, Signal
from PySide6.QtGui import QPainter

from wzdesk.domain.observation import Measure
from wzdesk.domain.quantity_words import number_words, with_unit
from wzdesk.services.receiving.claims import Axis, Claim, NotTaken
from wzdesk.services.receiving.differences import Difference, Kind
from wzdesk.services.receiving.layouts import ColumnChoice, RowChoice
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui import verdict_marks
from wzdesk.ui.recognition.card import CardButton, CardContent, PaintMark, measure_of, relation_of
from wzdesk.ui.recognition.decisions import Decisions, ref_of
from wzdesk.ui.recognition.line_list import paint_need
from wzdesk.ui.recognition.views import LineView, Need, Overview, is_unsure
from wzdesk.ui.recognition.words import MEASURE_WORDS, key_words
from wzdesk.ui.theme import Theme

EMPTY = CardContent("点表上的行名、列名或数", "看它认作什么，不对的当场改；用方向键走，按回车选。")


class CardMaker(QObject):
    """Knows the reception and the decisions; tells what the person wants done."""

    taught = Signal(object)
    """A list of lessons (table, words, choice) for ``SheetReception.teach_all``."""
    decided = Signal()
    """A decision about a cell was made."""
    adding_asked = Signal(object)
    """A list of ``LineView`` to make indicators of."""
    line_wanted = Signal(object)
    """The ``LineView`` to correct."""

    def __init__(
        self, theme: Theme, reception: SheetReception, decisions: Decisions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._reception, self._decisions = theme, reception, decisions
        self._line: LineView | None = None

    @property
    def line(self) -> LineView | None:
        """The line that the pickers are for."""
        return self._line

    # A row or column

    def for_line(self, view: LineView) -> CardContent:
        """What a line was taken for, with everything that can be said about it."""
        self._line = view
        line, facts = view.line, view.line.facts
        measure = facts.measure if facts.role is None and not view.lacks else None
        return CardContent(
            view.subject,
            self._line_story(view),
            None if view.need is Need.NONE else partial(self._paint_need, view),
            self._line_buttons(view),
            None if line.is_left_out else view.axis,
            facts.indicator.code if facts.indicator else "",
            facts.region.code if facts.region else "",
            facts.unit or self._sheet_unit(view),
            measure.value if measure else Measure.LEVEL.value if view.is_taken else "",
            facts.time.relation.value,
        )

    def pick(self, name: str, key: str) -> None:
        """A picker was used for the shown line."""
        if self._line is None or not key:
            return
        table = self._reception.tables[self._line.table].match.table
        words = self._line.line.words
        choice: RowChoice | ColumnChoice
        if self._line.axis is Axis.ROW:
            row = self._reception.row_choice(table, words)
            choice = replace(row, is_left_out=False, **{name: key})
        else:
            column = self._reception.column_choice(table, words)
            choice = _with(replace(column, is_left_out=False), name, key, self._line)
        self.taught.emit([(table, words, choice)])

    def agree_to_all(self, overview: Overview) -> None:
        """All names that were found in another spelling, or alike, are right."""
        self.taught.emit([self._agreement(view) for view in overview.unsure])

    def leave_out(self, view: LineView, *, left_out: bool) -> None:
        """Take nothing from a line, or something again."""
        table = self._reception.tables[view.table].match.table
        words = view.line.words
        choice: RowChoice | ColumnChoice
        if view.axis is Axis.ROW:
            choice = replace(self._reception.row_choice(table, words), is_left_out=left_out)
        else:
            choice = replace(self._reception.column_choice(table, words), is_left_out=left_out)
        self.taught.emit([(table, words, choice)])

    def _agreement(self, view: LineView) -> tuple[object, tuple[str, ...], RowChoice | ColumnChoice]:
        table, line = self._reception.tables[view.table].match.table, view.line
        indicator = line.facts.indicator.code if line.facts.indicator else None
        region = line.facts.region.code if line.facts.region else None
        choice: RowChoice | ColumnChoice
        if view.axis is Axis.ROW:
            row = self._reception.row_choice(table, line.words)
            choice = replace(row, indicator=indicator, region=region)
        else:
            column = self._reception.column_choice(table, line.words)
            choice = replace(column, indicator=indicator, region=region)
        return table, line.words, choice

    def _forget(self, view: LineView) -> None:
        table = self._reception.tables[view.table].match.table
        choice = RowChoice() if view.axis is Axis.ROW else ColumnChoice()
        self.taught.emit([(table, view.line.words, choice)])

    def _line_buttons(self, view: LineView) -> list[CardButton]:
        named = view.line.facts.indicator or view.line.facts.region
        which = "这一行" if view.axis is Axis.ROW else "这一列"
        if view.line.is_left_out:
            return [CardButton(f"{which}还是要收", partial(self.leave_out, view, left_out=False))]
        buttons = []
        if named and is_unsure(view.line) and view.is_taken:
            buttons.append(CardButton("认可", lambda: self.taught.emit([self._agreement(view)])))
        if view.lacks in {"indicator", "column"} and view.words:
            buttons.append(CardButton("新增指标", lambda: self.adding_asked.emit([view])))
        if view.is_taken or view.need is Need.UNKNOWN:
            buttons.append(CardButton(f"不收{which}", partial(self.leave_out, view, left_out=True)))
        if view.how in {"手选", "记住的"}:
            buttons.append(CardButton("按自动认的", partial(self._forget, view)))
        return buttons

    def _line_story(self, view: LineView) -> str:
        full = "／".join(" ".join(word.split()) for word in view.line.words)
        path = f"表里全写：{full}。" if view.axis is Axis.ROW and len(view.line.words) > 1 else ""
        which = "行" if view.axis is Axis.ROW else "列"
        if view.line.is_left_out:
            return f"{path}选了不收这一{which}。"
        told = {
            "indicator": "目录里没有这个指标。对到一个指标，或新增。",
            "region": "不是认得的地区。选一个地区，或不收这一行。",
            "column": "列名不知道是什么数。选它是什么数，或不收这一列。",
        }.get(view.lacks)
        if told:
            return path + told
        if view.need is Need.CONSENT:
            return f"{path}名字{view.how}，只是像；认可了才写入。"
        if view.need is Need.ASK:
            return f"{path}名字的写法和目录里不同，请看一眼。"
        if not view.is_taken:
            reason = self._reason_of(view)
            return f"{path}没有收：{reason}。" if reason else path
        return f"{path}认作 {view.meaning or '表题说的指标'}（{view.how}）。"

    def _reason_of(self, view: LineView) -> str:
        match = self._reception.tables[view.table].match
        letters = view.place_words.removesuffix(" 列")
        for one in match.not_taken:
            column = one.cell.rstrip("0123456789")
            if (one.cell[len(column) :] if view.axis is Axis.ROW else column) == letters:
                return one.reason
        return ""

    def _sheet_unit(self, view: LineView) -> str:
        """The unit that the line's own figures carry on the sheet."""
        units = {
            claim.sheet_unit
            for claim in self._reception.tables[view.table].match.claims
            if (claim.row if view.axis is Axis.ROW else claim.column) == view.place
        }
        return units.pop() if len(units) == 1 else ""

    # A cell

    def for_cell(self, sheet: str, cell: str, overview: Overview, text: str) -> CardContent:
        """What a cell claims, or why it was not taken."""
        self._line = None
        if (each := overview.of_cell.get((sheet, cell))) is not None:
            return self._for_claim(each, overview)
        if (one := overview.not_taken.get((sheet, cell))) is not None:
            return self._for_not_taken(one, overview)
        return CardContent(f"{cell}　{text}" if text else cell, "")

    def _for_claim(self, each: Difference, overview: Overview) -> CardContent:
        claim, ref = each.claim, ref_of(each.claim)
        findings = overview.findings.get(ref, ())
        sentences = [key_words(claim.key, overview.known), self._stored_words(each, overview)]
        sentences += [finding.sentence for finding in findings if ref not in self._decisions.instead]
        if each.rivals:
            sentences.append("同一个数，别处写的不同：" + "、".join(each.rivals) + "；只能选一个。")
        if claim.remark:
            sentences.append(f"{claim.remark}。")
        is_chosen = ref in overview.chosen
        fate = "写入" if is_chosen else "不写入"
        if each.kind is Kind.SAME:
            fate = "和已存的相同" if each.before else "和别的格重复，只写一次"
        return CardContent(
            f"{claim.cell}　{claim.text}　{fate}",
            "\n".join(part for part in sentences if part),
            self._mark_of(each, overview),
            [
                *self._claim_buttons(each, overview),
                *self._line_links(claim.row, claim.column, claim.sheet, overview),
            ],
        )

    def _claim_buttons(self, each: Difference, overview: Overview) -> list[CardButton]:
        ref, decisions, buttons = ref_of(each.claim), self._decisions, list[CardButton]()
        if each.kind is Kind.CLOSED:
            return buttons
        if each.claim.how.needs_consent:
            for view in self._views_of(each.claim, overview):
                if view.need is Need.CONSENT:
                    act = partial(self.taught.emit, [self._agreement(view)])
                    buttons.append(CardButton(f"认可“{view.words}”", act))
        for finding in overview.findings.get(ref, ()):
            if finding.corrected and decisions.instead.get(ref) != finding.corrected:
                act = partial(self._decide, decisions.take_instead, each, finding.corrected, overview)
                buttons.append(CardButton(f"按 {finding.corrected} 收", act))
        if ref not in overview.chosen and (each.kind is not Kind.SAME):
            words = "选这一格" if each.kind is Kind.CONFLICT else "照原样写入"
            buttons.append(CardButton(words, partial(self._take, each, overview)))
        elif ref in overview.chosen:
            buttons.append(CardButton("先不写这一格", partial(self._leave, each)))
        return buttons

    def _decide(self, act: object, each: Difference, text: str, overview: Overview) -> None:
        assert callable(act)
        act(each, text, overview.differences)
        self.decided.emit()

    def _take(self, each: Difference, overview: Overview) -> None:
        self._decisions.take(each, overview.differences)
        self.decided.emit()

    def _leave(self, each: Difference) -> None:
        self._decisions.leave(each)
        self.decided.emit()

    def _stored_words(self, each: Difference, overview: Overview) -> str:
        """What would be stored, in the indicator's unit, and what is there now."""
        claim = each.claim
        indicator = overview.known.indicators.get(claim.key.indicator)
        words = ""
        if indicator and claim.key.measure is Measure.LEVEL and claim.quantity.value is not None:
            value = with_unit(number_words(claim.quantity.value), claim.quantity.unit or indicator.unit)
            words = f"存为 {value}；"
        if each.before is None or not each.before.quantity.text:
            return f"{words}还没有存过。"
        return f"{words}已存的{MEASURE_WORDS[claim.key.measure]}是 {each.before.quantity.text}。"

    def _for_not_taken(self, one: NotTaken, overview: Overview) -> CardContent:
        column = one.cell.rstrip("0123456789")
        number = 0
        for letter in column:
            number = number * 26 + ord(letter) - 64
        links = self._line_links(int(one.cell[len(column) :]), number, one.sheet, overview)
        return CardContent(f"{one.cell}　{one.text}　没有取用", f"{one.reason}。", None, links)

    def _line_links(self, row: int, column: int, sheet: str, overview: Overview) -> list[CardButton]:
        """Ways to the row and the column of a cell."""
        view_of = {(view.axis, view.place): view for view in overview.sheets[sheet].lines}
        found = []
        for axis, place, words in ((Axis.ROW, row, "改这一行…"), (Axis.COLUMN, column, "改这一列…")):
            if view := view_of.get((axis, place)):
                found.append(CardButton(words, partial(self.line_wanted.emit, view)))
        return found

    def _views_of(self, claim: Claim, overview: Overview) -> list[LineView]:
        return [
            view
            for view in overview.sheets[claim.sheet].lines
            if view.place == (claim.row if view.axis is Axis.ROW else claim.column)
        ]

    # Marks

    def _mark_of(self, each: Difference, overview: Overview) -> PaintMark | None:
        ref, p = ref_of(each.claim), self._theme.palette
        findings = overview.findings.get(ref, ())
        if ref in self._decisions.taken or ref in self._decisions.left:
            return None
        if each.kind is Kind.CONFLICT or any(finding.holds_back for finding in findings):
            return lambda painter, spot: verdict_marks.paint_fatal_mark(painter, QRectF(spot), p)
        if findings or each.claim.how.needs_consent:
            return lambda painter, spot: verdict_marks.paint_query_mark(painter, QRectF(spot), p)
        return None

    def _paint_need(self, view: LineView, painter: QPainter, spot: QRect) -> None:
        paint_need(painter, spot, view, self._theme)


def _with(choice: ColumnChoice, name: str, key: str, view: LineView) -> ColumnChoice:
    """A column's choice with one thing said; what else was read stays as it was."""
    if name == "measure":
        return replace(choice, measure=measure_of(key))
    if name == "relation":
        return replace(choice, relation=relation_of(key))
    told = replace(choice, **{name: key})  # type: ignore[arg-type]
    is_figure = view.line.facts.role is None and view.line.facts.measure is not None
    return told if told.measure or is_figure or name != "indicator" else replace(told, measure=Measure.LEVEL)
