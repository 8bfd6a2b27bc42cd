"""The steps that need no screen: data file, migrations, workbooks there and back, the child process."""

from decimal import Decimal
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info
from wzdesk.db.store import Store
from wzdesk.db.try_migrations import try_migrations
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.excel.apart.apart import Apart
from wzdesk.excel.fill.other_formats import fill_any
from wzdesk.excel.fill.report import CellRef
from wzdesk.services.exchange.keys import OfficeKey, is_signed
from wzdesk.services.export_plan_table import export_plan_table
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.import_preview import Difference, Kind
from wzdesk.services.open_data_file import create_data_file, open_data_file
from wzdesk.services.places import DEMO_PACK, pack_folder, resources_folder
from wzdesk.services.read_workbook import read_workbook
from wzdesk.services.receive_book import receive_book
from wzdesk.services.receive_plan_table import Reception
from wzdesk.services.self_test.step import Failed, Step, Steps, expect
from wzdesk.services.undo_change import turn

_WHO, _TYPED = "自检", "4321.5"


class DataSteps:
    """A person's job in small, in a folder of its own; each step goes on with what the one before made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "自检.wzd"
        self._book, self._form = folder / "导出.xlsx", folder / "表样.xlsx"
        self._store: Store | None = None

    @property
    def steps(self) -> Steps:
        """In the order in which they must be tried."""
        return (
            Step("resources", "自带的数据包、图标、帮助", self._look_for_resources),
            Step("migrations", "旧数据文件的升级步骤", self._migrate),
            Step("new", "新建并打开演示数据", self._make_and_open),
            Step("enter", "填一格数，撤销", self._enter_and_undo),
            Step("export", "导出计划表", self._export),
            Step("read_apart", "另开进程读工作簿", self._read_apart),
            Step("fill", "填表样", self._fill),
            Step("import", "导入工作簿，撤销", self._import_and_undo),
            Step("sign", "签名和验签", self._sign),
        )

    @property
    def filling(self) -> PlanFilling:
        """The plan of the demo file.

        Raises:
            Failed: it could not be made.
        """
        with self._opened.reading() as session:
            info = read_file_info(execute_of(session))
        return PlanFilling.open(self._opened, info.plan, info.home, _WHO)

    def close(self) -> None:
        """Give the file free."""
        if self._store is not None:
            self._store.close()

    @property
    def _opened(self) -> Store:
        if self._store is None:
            raise Failed("演示数据没有打开，这一步没有做。")
        return self._store

    def _look_for_resources(self) -> str:
        resources = resources_folder()
        packs = [each.parent.name for each in (resources / "packs").glob("*/pack.toml")]
        icons = len(list((resources / "icons").glob("*.svg")))
        pages = list((resources / "help").rglob("*.md"))
        expect(holds=DEMO_PACK in packs, otherwise=f"{resources} 里没有演示数据包。")
        expect(holds=icons > 0 and bool(pages), otherwise=f"{resources} 里没有图标或帮助。")
        return f"{len(packs)} 个数据包，{icons} 个图标"

    def _migrate(self) -> str:
        revisions = try_migrations(self._folder / "旧文件.wzd")
        return f"从 {revisions[0]} 升到 {revisions[-1]}"

    def _make_and_open(self) -> str:
        create_data_file(self._data, pack_folder(DEMO_PACK)).close()
        self._store = open_data_file(self._data)
        rows = self.filling.filled.table.plan.items
        expect(holds=bool(rows), otherwise="演示数据里没有计划指标。")
        return f"{len(rows)} 行计划指标"

    def _text(self, indicator: str) -> str:
        """What is stored for an indicator, read anew."""
        table = self.filling.filled.table
        part = next(part for _, part in table.plan.parts() if part.indicator == indicator)
        return table.text(part, Column.LEVEL)

    def _enter_and_undo(self) -> str:
        filling = self.filling
        indicator = next(iter(filling.filled.table.plan.parts()))[1].indicator
        before = self._text(indicator)
        filling.record([TypedCell(indicator, Column.LEVEL, _TYPED)])
        expect(holds=self._text(indicator) == _TYPED, otherwise=f"填进去的 {_TYPED} 没有存住。")
        turn(self._opened, _WHO, back=True)
        after = self._text(indicator)
        expect(holds=after == before, otherwise=f"撤销后是“{after}”，原来是“{before}”。")
        return f"{before or '空'} → {_TYPED} → {after or '空'}"

    def _export(self) -> str:
        filled = self.filling.filled
        export_plan_table(filled.table, filled.assessments, self._book)
        return f"{self._book.stat().st_size:,} 字节"

    def _read_apart(self) -> str:
        with Apart() as apart:
            reading = read_workbook(self._book, apart=apart)
        tables = sum(len(sheet.tables) for sheet in reading.sheets)
        expect(holds=tables > 0, otherwise="导出的工作簿读回来没有认出表。")
        return f"认出 {tables} 张表"

    def _received(self, book: Path) -> Reception:
        reception = receive_book(self._opened, book)
        if not isinstance(reception, Reception):
            raise Failed(f"{book.name} 没有认出是计划表。")
        return reception

    def _level_cell(self) -> Difference:
        """The first figure of the exported table."""
        preview = self._received(self._book).preview
        changed = sum(count for kind, count in preview.counts.items() if kind != Kind.SAME)
        expect(holds=changed == 0, otherwise=f"导出的表读回来有 {changed} 格不一样。")
        return next(each for each in preview.differences if each.column is Column.LEVEL and each.after)

    def _fill(self) -> str:
        cell = self._level_cell()
        report = fill_any(self._book, {CellRef(cell.sheet, cell.cell): Decimal(_TYPED)}, self._form)
        expect(holds=len(report.filled) == 1, otherwise="指定的一格没有填进去。")
        return f"{cell.cell}：{report.filled[0].before} → {report.filled[0].after}"

    def _import_and_undo(self) -> str:
        reception = self._received(self._form)
        changed = [each for each in reception.preview.differences if each.kind is Kind.CHANGED]
        expect(
            holds=[each.after for each in changed] == [_TYPED],
            otherwise=f"填过的表里应当只有一格不同，读出来 {len(changed)} 格。",
        )
        before = self._text(changed[0].indicator)
        reception.filling.who = _WHO
        reception.apply()
        expect(holds=self._text(changed[0].indicator) == _TYPED, otherwise="导入的数没有写进数据文件。")
        turn(self._opened, _WHO, back=True)
        expect(holds=self._text(changed[0].indicator) == before, otherwise="导入没有撤销干净。")
        return f"{len(reception.preview.differences)} 格，改动 {len(changed)} 格，已撤销"

    def _sign(self) -> str:
        key, words = OfficeKey(bytes(range(32))), "自检".encode()
        signature = key.sign(words)
        expect(holds=is_signed(words, signature, key.public), otherwise="自己签的名验不过。")
        expect(holds=not is_signed(words + b".", signature, key.public), otherwise="改过的内容也验得过。")
        return key.public.fingerprint
