"""From Ctrl+V to stored cells: a block is laid, judged, looked at where it must be, and stored as one act."""

from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.pasting.choice import PasteChoice, as_given, mended
from wzdesk.domain.pasting.judge import Slices
from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell, PasteKind, Place
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.services.receiving.uncollected import uncollected
from wzdesk.ui.entry.grid_blocks import Texts, Typing
from wzdesk.ui.entry.grid_selection import Block
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.paste.laying import LaidBlock, laid_block
from wzdesk.ui.paste.paste_model import PasteModel
from wzdesk.ui.paste.paste_preview import BlockWords, PastePreview
from wzdesk.ui.theme import Theme

_AT_ONCE_S, _SLICE_S, _PATIENCE_S = 0.06, 0.03, 0.25
"""How long judging may take at one go, between two looks at the keyboard, and before the preview tells of it: a
block that is clear soon after goes in without one."""
_MANY = 500
"""Laying out so many cells takes its own time: none of them is judged in the same breath."""


class PasteDesk(QObject):
    """Judges what is pasted into one grid; ``judge`` begins to judge a block, or raises WzdeskError."""

    preview_opened = Signal()

    def __init__(
        self,
        theme: Theme,
        grid: GridView,
        judge: Callable[[Sequence[LaidCell]], Slices],
        header: QWidget,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._theme, self._grid, self._page, self._header = theme, grid, page, header
        self._begin_judging = judge
        self._preview: PastePreview | None = None
        self._model: PasteModel | None = None
        self._slices: Slices | None = None
        self._texts: Texts = []
        self._block: Block | None = None
        self._laid: LaidBlock | None = None
        self._cells: Sequence[LaidCell] = ()
        self._judged: tuple[JudgedCell, ...] = ()
        self._answers: dict[Place, bool] = {}
        self._is_large = self._is_shown = False
        self._patient_until = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_time)
        grid.grid.modelReset.connect(self.close)

    @property
    def preview(self) -> PastePreview | None:
        """What lies over the grid, while something is to be decided."""
        return self._preview

    @property
    def is_judging(self) -> bool:
        """Whether a block is still being judged."""
        return self._slices is not None or self._timer.isActive()

    def forget(self) -> None:
        """The data file is closed."""
        self.close()

    def look(self, block: Block, texts: Texts) -> None:
        """Judge a block; store it at once where all is clear."""
        self.close()
        self._block, self._texts = block, texts
        self._lay(by_name=True)

    def close(self) -> None:
        """Decide nothing: the table stays as it is."""
        self._timer.stop()
        self._slices, self._is_shown = None, False
        if self._preview is not None:
            preview, self._preview, self._model = self._preview, None, None
            self._grid.setFocus()  # before it is hidden: Qt would look for the next widget inside it
            preview.hide()
            preview.deleteLater()

    # Judging

    def _lay(self, *, by_name: bool) -> None:
        assert self._block is not None
        grid = self._grid
        self._laid = laid_block(grid.grid, grid.visible_part(), self._block, self._texts, by_name=by_name)
        if self._laid is None or not self._laid.cells:
            self.close()
            grid.notice_raised.emit("剪贴板里没有可以写入的内容，表没有改动。")
            return
        self._cells = self._laid.cells
        self._judge({})

    def _judge(self, answers: dict[Place, bool]) -> None:
        """Begin to judge; what takes longer goes on in slices under the preview."""
        try:
            self._slices = self._begin_judging(self._cells)
        except WzdeskError as error:
            self.close()
            self._grid.notice_raised.emit(error.sentence)
            return
        self._answers = answers
        self._is_large = len(self._cells) > _MANY
        self._patient_until = perf_counter() + _PATIENCE_S
        is_done = not self._is_large and self._run(_AT_ONCE_S)
        if is_done and self._preview is None and not self._goes_in():
            self._timer.start()  # the preview takes its own turn
        elif is_done:
            self._take()
        else:
            if self._preview is not None:  # what it shows is not what will come out
                self._preview.show_progress(0, 1)
            self._timer.start()

    def _on_time(self) -> None:
        """Open the preview, go on to judge, or show what came of it, never two of them in one breath."""
        if self._slices is None:
            self._timer.stop()
            self._take()
        elif self._preview is None and (self._is_large or perf_counter() > self._patient_until):
            self._open_preview()
        else:
            self._run(_SLICE_S)

    def _run(self, seconds: float) -> bool:
        """Whether judging came to its end within this time; the collector would stop the window for longer."""
        with uncollected():
            return self._run_uncollected(seconds)

    def _run_uncollected(self, seconds: float) -> bool:
        assert self._slices is not None
        until = perf_counter() + seconds
        while True:
            try:
                done, total = next(self._slices)
            except StopIteration as end:
                self._slices = None
                self._judged = end.value
                return True
            if perf_counter() > until:
                if self._preview is not None:
                    self._preview.show_progress(done, total)
                return False

    def _goes_in(self) -> bool:
        """Whether the judged block is stored without a look: all clear, and laid by nothing but its place."""
        laid = self._laid
        assert laid is not None
        is_plain = not laid.by_name and not laid.heads and not self._is_shown
        return is_plain and PasteChoice(self._judged).is_clear

    def _take(self) -> None:
        laid, choice = self._laid, PasteChoice(self._judged, self._answers)
        assert laid is not None
        if self._goes_in():
            self._store(choice.taken(doubtful_too=False), ())
            return
        preview = self._open_preview()
        assert self._model is not None
        self._is_shown = True
        preview.show_choice(
            choice,
            BlockWords(_size(laid), _hint(laid), laid.blanks),
            has_names=_has_names(laid),
            by_name=laid.by_name or bool(laid.heads),
        )

    # Looking

    def _open_preview(self) -> PastePreview:
        if self._preview is not None:
            return self._preview
        grid = self._grid.grid
        self._model = PasteModel(grid.rows, grid.specs, self._grid.visible_part().rows, self)
        preview = PastePreview(self._theme, self._model, self._header.height, self._page)
        self._model.setParent(preview)
        preview.left.connect(self._on_left)
        preview.all_accepted.connect(self._on_all_accepted)
        preview.clear_accepted.connect(self._on_clear_accepted)
        preview.mend_asked.connect(self._on_mend_asked)
        preview.as_given_asked.connect(self._on_as_given_asked)
        preview.by_name_toggled.connect(self._on_by_name_toggled)
        self._preview = preview
        preview.show()
        preview.raise_()
        preview.table.setFocus()
        self.preview_opened.emit()
        return preview

    def _on_left(self) -> None:
        self.close()
        self._grid.notice_raised.emit("没有粘贴，表没有改动。")

    def _on_all_accepted(self) -> None:
        self._accept(doubtful_too=True)

    def _on_clear_accepted(self) -> None:
        self._accept(doubtful_too=False)

    def _accept(self, *, doubtful_too: bool) -> None:
        assert self._model is not None
        choice = self._model.choice
        taken = choice.taken(doubtful_too=doubtful_too)
        left = sum(
            cell.kind.is_takeable and not choice.is_taken(cell, doubtful_too=doubtful_too)
            for cell in choice.cells
        )
        closed = sum(not cell.kind.is_takeable for cell in choice.cells) - choice.counts().get(
            PasteKind.SAME, 0
        )
        said = [f"{left} 格没有收，原来的数没有动"] if left else []
        said += [f"{closed} 格不能写，跳过没有写入"] if closed else []
        self._store(taken, tuple(said))

    def _on_mend_asked(self, cells: Sequence[JudgedCell]) -> None:
        assert self._model is not None
        self._cells = mended(self._cells, cells)
        self._judge(dict(self._model.choice.answered(cells, is_taken=True).answers))

    def _on_as_given_asked(self, cell: JudgedCell) -> None:
        assert self._model is not None
        self._cells = as_given(self._cells, cell.place)
        self._judge(dict(self._model.choice.answered([cell], is_taken=True).answers))

    def _on_by_name_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._lay(by_name=checked)
        if self._preview is not None:
            self._preview.table.setFocus()

    def _store(self, cells: Sequence[TypedCell], left_out: tuple[str, ...]) -> None:
        """One change set; the preview stays where it is refused."""
        assert self._laid is not None
        area = self._laid.area
        if self._grid.acts.store_pasted(Typing(tuple(cells), left_out, area)):
            self.close()


def _has_names(laid: LaidBlock) -> bool:
    return laid.named is not None or bool(laid.heads)


def _size(laid: LaidBlock) -> str:
    blanks = f"　空白不动 {laid.blanks}" if laid.blanks else ""
    return f"{laid.high} 行 × {laid.wide} 列　还没有写入{blanks}"


def _hint(laid: LaidBlock) -> str:
    """What was made of heads and names in the block."""
    if laid.by_name:
        return "内容带着指标名称，已按名称对到各行，不按位置；表头和单位列没有当作数。要按位置粘贴，按 F6。"
    if laid.heads:
        return f"上面 {laid.heads} 行是表头，没有当作数；要连表头一起粘贴，按 F6。"
    return "浅色的是没有粘贴到的格，不动。记为一次变更，Ctrl+Z 整块撤销。数字键选办法，空格键写或不写。"
