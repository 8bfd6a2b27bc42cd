"""A block pasted into a form: laid on the cells and judged with all rules, before anything is stored.

The small block is 48 × 3 figures of a county of the demonstration file, which every rule looks at. The large one is
pasted in the window; what counts there is how long the window stands still.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.figures import Figure, figure, spread
from tests.bench.sizes import FOLDER, sized
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form import Form, FormColumn, FormRow
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.pack import Pack
from wzdesk.domain.pasting.grounds import FormGround
from wzdesk.domain.pasting.judge import judged, judged_in_slices
from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell
from wzdesk.domain.period import Period
from wzdesk.domain.quantity_reading import read_quantity
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.packs.read import read_pack
from wzdesk.services.check_cells import CellChecks
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.judge_paste import PasteRecords
from wzdesk.services.places import DEMO_PACK, pack_folder
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.forms.form_grid import FormGridModel
from wzdesk.ui.paste.paste_desk import PasteDesk
from wzdesk.ui.theme import apply_theme, make_application

REGION, PERIOD = "330326", Period.to_month(2024, 9)
SMALL, LARGE, TIMES = 48, sized(1667, 200), sized(20, 4)
_COLUMNS = (Column.LAST_YEAR, Column.TOTAL, Column.GROWTH)


def measure() -> list[Figure]:
    """The work of judging the small block, and how long the window stands still under the large one."""
    with _store() as store:
        gc.collect()
        gc.freeze()  # as the program does with what its start made
        work = _work(store, "small")
        gaps, whole, cancelled = _in_window(store)
    shown = f"{spread(gaps)}; {whole / 1000:.1f} s until all is judged and shown; processor time"
    return [
        figure(
            f"judging a block of {SMALL} × 3 cells",
            work,
            most=50,
            note="processor time, beside a page that has been checked",
        ),
        Figure(
            what=f"pasting {3 * LARGE} cells: the window's longest stop", ours=max(gaps), most=100, note=shown
        ),
        Figure(what="the same, from Esc to the grid", ours=cancelled, most=100),
    ]


def _work(store: Store, form: str) -> list[float]:
    checks = CellChecks(store)
    table = FormFilling.open(store, form, REGION, PERIOD, "bench").table
    checks.check(form_cells(table))
    laid = list(_laid(table.form))
    times = []
    for _ in range(TIMES):
        begun = time.process_time_ns()
        cells = judged(laid, FormGround(table), PasteRecords(store, checks))
        times.append((time.process_time_ns() - begun) / 1e6)
        assert all(_is_read(cell) for cell in cells)
    return times


def _is_read(cell: JudgedCell) -> bool:
    return cell.key is not None and cell.quantity is not None


def _in_window(store: Store) -> tuple[list[float], float, float]:
    """Stops of the window and the time until all is shown, then how long Esc takes in the midst of it."""
    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    theme = apply_theme(app)
    table = FormFilling.open(store, "large", REGION, PERIOD, "bench").table
    page = QWidget()
    page.resize(1366, 728)
    model = FormGridModel(lambda _cells, _kind: None)
    grid = GridView(model, theme)
    grid.setParent(page)
    grid.resize(page.size())
    model.set_table(table)
    header = QWidget(page)
    checks = CellChecks(store)
    records, ground = PasteRecords(store, checks), FormGround(table)
    desk = PasteDesk(theme, grid, lambda cells: judged_in_slices(cells, ground, records), header, page)
    grid.acts.look = desk.look
    page.show()
    page.activateWindow()
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in _block(table.form)))
    grid.select_cell(0, _COLUMNS[0])
    gaps = list(_gaps(partial(QTest.keyClick, grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier), desk))
    desk.close()
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    while desk.preview is None:
        _turn()
    assert desk.preview is not None
    assert desk.is_judging
    begun = time.process_time_ns()
    QTest.keyClick(desk.preview.table, Qt.Key.Key_Escape)
    _turn()
    cancelled = (time.process_time_ns() - begun) / 1e6
    assert page.focusWidget() is grid
    page.close()
    return gaps, sum(gaps), cancelled


def _gaps(act: Callable[[], object], desk: PasteDesk) -> Iterator[float]:
    """How long the loop takes to come round: the act, then each turn until the block is judged and painted."""
    yield _milliseconds(act)
    while desk.is_judging:
        yield _milliseconds(_turn)
    for _ in range(5):
        yield _milliseconds(_turn)


def _turn() -> None:
    """One round of the event loop; what waits is done, no more."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _milliseconds(act: Callable[[], object]) -> float:
    begun = time.process_time_ns()
    act()
    return (time.process_time_ns() - begun) / 1e6


def _laid(form: Form) -> Iterator[LaidCell]:
    for row, line in enumerate(_block(form)):
        for at, text in enumerate(line):
            yield LaidCell((row, at), text, TypedCell(form.rows[row].indicator, _COLUMNS[at], text))


def _block(form: Form) -> list[tuple[str, str, str]]:
    """What the file would hold of the month, and invented figures where it has none; a unit slips now and then."""
    told = {
        (each.key.indicator, each.key.period, each.key.measure): each.quantity.text
        for each in _demo().observations
        if each.key.region == REGION
    }
    return [_figures_of(row.indicator, number, told) for number, row in enumerate(form.rows)]


def _figures_of(
    code: str, number: int, told: Mapping[tuple[str, Period, Measure], str]
) -> tuple[str, str, str]:
    growth = f"{number * 7 % 11 - 2 + number % 10 / 10:.1f}"
    before = told.get((code, PERIOD.year_before, Measure.LEVEL), f"{number * 3719 % 9973 / 10 + 100:.1f}")
    now = told.get((code, PERIOD, Measure.LEVEL), f"{float(before) * (1 + float(growth) / 100):.1f}")
    slipped = f"{float(now) * 10000:.0f}" if number % 16 == 5 else now
    return before, slipped, told.get((code, PERIOD, Measure.GROWTH), growth)


@cache
def _demo() -> Pack:
    return read_pack(pack_folder(DEMO_PACK))


def _store() -> Store:
    """The demonstration file with two more forms and without the month; the large form's rows are copies."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "pasting.wzd"
    for old in FOLDER.glob("pasting.wzd*"):
        old.unlink()
    store = Store.create(path)
    with store.writing() as session:
        save_pack(session, _pack())
    return store


def _pack() -> Pack:
    pack = _demo()
    told = {each.key.indicator for each in pack.observations if each.key.region == REGION}
    known = sorted(pack.indicators, key=lambda each: (each.code not in told, each.code))[:SMALL]
    more = [
        replace(known[number % SMALL], code=f"MORE_{number}", name=f"指标{number}", parent=None)
        for number in range(LARGE)
    ]
    figures = [each for each in pack.observations if (each.key.region, each.key.period) != (REGION, PERIOD)]
    figures += [found for each in more for found in _two_years(each.code, each.unit)]
    return replace(
        pack,
        indicators=(*pack.indicators, *more),
        forms=(*pack.forms, _form("small", known), _form("large", more)),
        observations=tuple(figures),
    )


def _form(code: str, indicators: Sequence[Indicator]) -> Form:
    rows = tuple(FormRow(each.code, each.name, each.unit) for each in indicators)
    columns = (FormColumn.LAST_YEAR, FormColumn.TOTAL, FormColumn.GROWTH, FormColumn.REMARK)
    return Form(code, f"粘贴{len(rows)}行", rows, columns, reporters=(REGION,))


def _two_years(code: str, unit: str) -> Iterator[Observation]:
    for year in (2022, 2023):
        for month in range(2, 12):
            period = Period.to_month(year, month)
            key = ObservationKey(REGION, code, period, Measure.LEVEL)
            yield Observation(key, read_quantity(f"{month * 50 + year % 10}.5", unit))
