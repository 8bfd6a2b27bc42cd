"""The command line: the same services without a screen. Texts for people are Chinese, data is JSON."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wzdesk import __version__
from wzdesk.cli.parser import Parser
from wzdesk.domain.errors import WzdeskError
from wzdesk.reports.paper.printout import Printout
from wzdesk.services.settings_format import check_settings

if TYPE_CHECKING:
    from wzdesk.services.self_test.run import DrawingSteps

Command = Callable[[argparse.Namespace], int | None]
"""What a command does; it may tell an exit code of its own."""


class MakePdf(Protocol):
    """Draws a printout into a file, and tells how many pages it has."""

    def __call__(self, printout: Printout, path: Path, *, is_landscape: bool) -> int:
        """Write ``path`` whole or not at all."""


DONE, OUR_BUG, AT_FAULT = 0, 1, 2


def run(arguments: Sequence[str], make_pdf: MakePdf, drawing_steps: "DrawingSteps") -> int:
    """Run one command; the exit code: 0 done, 2 input or file at fault, 1 our bug.

    ``make_pdf`` is for those that print, ``drawing_steps`` for the self-test: a command line draws nothing itself.
    """
    _speak_utf8()
    try:
        options = build_parser().parse_args(_text_last(arguments))
        options.make_pdf, options.drawing_steps = make_pdf, drawing_steps
        if hasattr(options, "who"):  # it may read or write what a person keeps on this computer
            check_settings()
        command: Command = options.command
        return command(options) or DONE
    except WzdeskError as error:
        print(error.sentence, file=sys.stderr)
        return AT_FAULT
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


def _speak_utf8() -> None:
    """JSON and sentences leave in UTF-8, whatever the locale of the machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


_TEXT_COMMANDS = {"target", "quantity"}
_WITH_VALUE = {"--unit", "--direction"}


def _text_last(arguments: Sequence[str]) -> list[str]:
    """A text to read may begin with a minus (-3%): it goes to the end, where it is no option."""
    if not arguments or arguments[0] not in _TEXT_COMMANDS or "--" in arguments:
        return list(arguments)
    kept, texts, rest = [arguments[0]], [], list(arguments[1:])
    while rest:
        word = rest.pop(0)
        if word in _WITH_VALUE and rest:
            kept.append(f"{word}={rest.pop(0)}")
        elif word.startswith("--") and len(word) > 2 and word[2].isalpha():
            kept.append(word)
        else:
            texts.append(word)
    return [*kept, "--", *texts] if texts else kept


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    parser = Parser(
        prog="wzdesk",
        description="计划与项目工作台。不写命令就打开窗口：wzdesk，或 wzdesk gui FILE.wzd；wzdesk gui FILE.wzpack 先看数据包改了什么。",
        epilog="每个命令的写法：wzdesk 命令 --help。做好了退出码是 0，内容或文件有问题是 2，程序出错是 1。",
    )
    parser.add_argument("--version", action="version", version=f"wzdesk {__version__}", help="显示版本号")
    commands = parser.add_subparsers(required=True, title="命令", metavar="命令", parser_class=Parser)
    _add_files(commands)
    _add_backups(commands)
    _add_texts(commands)
    _add_forms(commands)
    _add_plans(commands)
    _add_sheets(commands)
    _add_exchange(commands)
    _add_packs(commands)
    _add_projects(commands)
    _add_self_test(commands)
    return parser


def _add(commands: "argparse._SubParsersAction[Parser]", name: str, says: str, command: Command) -> Parser:
    parser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(command=command)
    return parser


def _add_who(parser: Parser) -> None:
    parser.add_argument("--who", default="", metavar="WHO", help="谁改的，不写时用这台电脑上记下的姓名和单位")


def _add_files(commands: "argparse._SubParsersAction[Parser]") -> None:
    new = _add(commands, "new", "新建数据文件", _lazily("files", "new"))
    new.add_argument("file", nargs="?", type=Path, metavar="FILE.wzd", help="新文件")
    new.add_argument("--data", type=Path, metavar="FILE.wzd", help="也可以这样写新文件")
    held = new.add_choice()
    held.add_argument("--pack", metavar="PACK", help="数据包：自带的名字或文件夹")
    held.add_argument("--demo", action="store_true", help="加进编造的分月、分县数，只供演示和试用")
    undo = _add(commands, "undo", "撤销最近一次改动", _lazily("files", "undo"))
    undo.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
    _add_who(undo)
    check = _add(commands, "check-pack", "检查数据包，指出出错的文件和行", _lazily("files", "check_pack"))
    check.add_argument("pack", metavar="PACK", help="自带的名字或文件夹")


def _add_backups(commands: "argparse._SubParsersAction[Parser]") -> None:
    backup = _add(commands, "backup", "备份数据文件，打开核对", _lazily("backups", "backup"))
    backups = _add(commands, "backups", "列出数据文件的备份", _lazily("backups", "backups"))
    restore = _add(commands, "restore", "恢复一份备份，现在的文件先备份", _lazily("backups", "restore"))
    for parser in (backup, backups, restore):
        parser.add_argument("file", type=Path, metavar="FILE.wzd", help="数据文件")
    backup.add_argument(
        "--name", default="", metavar="NAME", help="给这份备份起的名字，起了名字的不会自动清理"
    )
    backups.add_argument("--json", action="store_true", help="输出 JSON")
    restore.add_argument("backup", type=Path, metavar="BACKUP", help="备份的文件名或路径")
    _add_who(restore)


def _add_texts(commands: "argparse._SubParsersAction[Parser]") -> None:
    target = _add(commands, "target", "读一句目标", _lazily("texts", "target"))
    target.add_argument("text", nargs="?", metavar="TEXT", help="目标原文")
    target.add_argument("--unit", default="", metavar="U", help="指标单位")
    target.add_argument(
        "--direction",
        choices=("up", "down", "neutral"),
        default="up",
        help="哪边好：up 越大越好，down 越小越好，neutral 不分",
    )
    quantity = _add(commands, "quantity", "读一格数", _lazily("texts", "quantity"))
    quantity.add_argument("text", nargs="?", metavar="TEXT", help="原文")
    quantity.add_argument("--unit", default="", metavar="U", help="指标单位")
    for parser in (target, quantity):
        parser.add_argument("--stdin", action="store_true", help="从标准输入逐行读，每行一个 JSON")
        parser.add_argument("--json", action="store_true", help="输出 JSON")


def _add_forms(commands: "argparse._SubParsersAction[Parser]") -> None:
    forms = _add(commands, "forms", "列出填报表：哪一期、几时截止、填了多少", _lazily("forms", "forms"))
    forms.add_argument("file", type=Path, metavar="FILE.wzd", help="数据文件")
    forms.add_argument("--region", metavar="R", help="地区代码，不写时用数据文件的地区")
    forms.add_argument("--period", metavar="P", help="期别，如 2024-01/09；不写时各表正在填的一期")
    forms.add_argument("--json", action="store_true", help="输出 JSON")


def _add_plans(commands: "argparse._SubParsersAction[Parser]") -> None:
    assess = _add(commands, "assess", "判定计划完成情况", _lazily("plans", "assess"))
    export = _add(commands, "export", "导出计划表", _lazily("plans", "export"))
    print_ = _add(commands, "print", "把计划表印成 PDF", _lazily("plans", "print_plan"))
    for parser in (assess, export, print_):
        parser.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
        parser.add_argument("--plan", required=True, metavar="P", help="计划代码，如 2023、14fyp")
        parser.add_argument("--region", required=True, metavar="R", help="地区代码，如 330300")
    assess.add_argument("--json", action="store_true", help="输出 JSON")
    export.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help="写到哪里")
    print_.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.pdf", help="写到哪里")
    print_.add_argument(
        "--orientation",
        choices=("landscape", "portrait"),
        help="landscape 横向，portrait 纵向，不写时照表的样子",
    )
    fill = _add(commands, "fill", "把数填进表样，别的一概不动", _lazily("fill", "fill"))
    fill.add_argument("form", type=Path, metavar="FORM", help="表样")
    fill.add_argument(
        "--set", action="append", default=[], metavar="'表!D7=8730.6'", help="指定一格，可以多次"
    )
    fill.add_argument("--data", type=Path, metavar="FILE.wzd", help="从数据文件取数")
    fill.add_argument("--region", metavar="R", help="地区代码")
    fill.add_argument("--period", metavar="P", help="期别，如 2023、2024-01/09")
    fill.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help="写到哪里")
    fill.add_argument("--json", action="store_true", help="输出 JSON")
    book = _add(commands, "import", "收一份计划表或任何有数的表", _lazily("sheets", "import_book"))
    book.add_argument("book", type=Path, metavar="BOOK", help="任何表格文件")
    book.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
    book.add_argument("--region", metavar="R", help="地区代码，不写时用数据文件的地区")
    book.add_argument("--period", metavar="P", help="期别或计划代码，如 2023；不写时看表题")
    book.add_argument("--dry-run", action="store_true", help="只看差异，不写入")
    book.add_argument("--rejects", type=Path, metavar="OUT", help="要退回的行：存一份原表，旁边写上原因")
    book.add_argument("--json", action="store_true", help="输出 JSON")
    _add_who(book)


def _add_sheets(commands: "argparse._SubParsersAction[Parser]") -> None:
    read = _add(commands, "read", "认一个工作簿里的表，什么都不写", _lazily("sheets", "read"))
    read.add_argument("book", type=Path, metavar="BOOK", help="任何表格文件")
    read.add_argument("--json", action="store_true", help="输出 JSON")
    layouts = _add(commands, "map", "导出或导入教过的表式对照", _lazily("sheets", "layouts"))
    layouts.add_argument("way", choices=("export", "import"), help="export 导出，import 导入")
    layouts.add_argument("file", type=Path, metavar="MAP.json", help="对照文件")
    layouts.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")


def _add_exchange(commands: "argparse._SubParsersAction[Parser]") -> None:
    issue = _add(commands, "issue", "把一张表发给各地区或各单位，一家一份", _lazily("exchange", "issue"))
    issue.add_argument("form", nargs="?", metavar="FORM", help="填报表代码")
    issue.add_argument("--list", action="store_true", help="列出能发的表和期别")
    issue.add_argument("--period", metavar="P", help="期别，如 2024-01/06")
    issue.add_argument("--to", type=Path, metavar="DIR", help="放到哪个文件夹")
    issue.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="R",
        help="只发这个地区，可以多次；不写时发给所有填报的地区",
    )
    issue.add_argument("--agencies", action="store_true", help="发给指标的责任单位，一家一份，各填自己的指标")
    issue.add_argument(
        "--agency", action="append", default=[], metavar="A", help="只发这个单位（代码），可以多次"
    )
    issue.add_argument(
        "--workbook", type=Path, metavar="FILE.xlsx", help="用单位自己的工作簿作表样，原样发出，只填要填的格"
    )
    merge = _add(commands, "merge", "收回各地区的表，一次并进数据文件", _lazily("exchange", "merge"))
    merge.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="报回来的表、别的电脑的数据文件，或放着它们的文件夹",
    )
    merge.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    merge.add_argument("--report", type=Path, metavar="OUT.xlsx", help="把合并报告存成可以签字的工作簿")
    back = _add(commands, "return", "退回一份收来的表，原因写在要改的行旁边", _lazily("exchange", "return_"))
    back.add_argument("file", type=Path, metavar="FILE", help="收来的表")
    back.add_argument("--reason", metavar="TEXT", help="为什么退回")
    back.add_argument("--to", type=Path, metavar="OUT.xlsx", help="写到哪里")
    back.add_argument(
        "--row",
        action="append",
        default=[],
        metavar="ROW",
        help="要改的一行：指标名称、代码或表上的行号，可以多次；不写就是拒收和审核出问题的那些",
    )
    back.add_argument("--list", action="store_true", help="列出这份表的各行和查出的问题，不退回")
    part = _add(commands, "part", "把一个地区的数导出成数据文件", _lazily("exchange", "part"))
    part.add_argument("--region", required=True, metavar="R", help="地区代码，如 330326")
    part.add_argument("--form", metavar="FORM", help="只要这张表的数")
    part.add_argument("--period", metavar="P", help="只要这一期的数，如 2024-01/06")
    part.add_argument("--to", type=Path, required=True, metavar="PART.wzd", help="写到哪里")
    _add_interchange(commands)
    for parser in (issue, merge, back, part):
        parser.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        _add_who(parser)


def _add_self_test(commands: "argparse._SubParsersAction[Parser]") -> None:
    says = "自检：把程序的每一部分用一遍，看安装得全不全"
    parser = _add(commands, "self-test", says, _lazily("self_test", "self_test"))
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _add_packs(commands: "argparse._SubParsersAction[Parser]") -> None:
    pack = _add(commands, "pack", "把数据包签名，做成一个文件发出去", _lazily("packs", "pack"))
    pack.add_argument("folder", type=Path, metavar="DIR", help="数据包的文件夹")
    pack.add_argument("--to", type=Path, required=True, metavar="FILE.wzpack", help="写到哪里")
    update = _add(
        commands, "update", "按收到的数据包文件更新指标、目标、表样和规则", _lazily("packs", "update")
    )
    update.add_argument("file", type=Path, metavar="FILE.wzpack", help="收到的数据包文件")
    update.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
    update.add_argument("--dry-run", action="store_true", help="只看会改什么，不写入")
    update.add_argument("--fingerprint", default="", metavar="F", help="电话里核对过的指纹：从此认识这个公钥")
    update.add_argument("--owner", default="", metavar="WHOSE", help="这个公钥是哪个单位的")
    for parser in (pack, update):
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        _add_who(parser)


def _add_interchange(commands: "argparse._SubParsersAction[Parser]") -> None:
    parser = _add(commands, "interchange", "把选定的数导出成 CSV", _lazily("interchange", "interchange"))
    parser.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
    parser.add_argument(
        "--format",
        choices=("sdmx", "tidy"),
        required=True,
        help="sdmx 给统计系统（SDMX-CSV 2.0），tidy 一行一个数，Excel 也能打开",
    )
    for name, letter, word in (("indicator", "CODE", "指标"), ("region", "R", "地区")):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar=letter, help=f"只要这个{word}，可以多次"
        )
    parser.add_argument(
        "--measure",
        action="append",
        default=[],
        choices=("level", "growth", "change", "base"),
        help="level 绝对值，growth 增速，change 变动，base 上年同期；不写时除上年同期外都要",
    )
    parser.add_argument("--from", dest="first", metavar="P", help="从哪一期起，如 2023")
    parser.add_argument("--to-period", dest="last", metavar="P", help="到哪一期止，如 2024-01/09")
    parser.add_argument("--to", type=Path, required=True, metavar="OUT.csv", help="写到哪里")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _lazily(module: str, name: str) -> Command:
    """A command whose module is imported when it is run: reading a target needs no database."""

    def command(options: argparse.Namespace) -> int | None:
        from importlib import import_module

        found: Command = getattr(import_module(f"wzdesk.cli.{module}"), name)
        return found(options)

    return command


def _add_projects(commands: "argparse._SubParsersAction[Parser]") -> None:
    says = "重大项目：汇总、收表、导出、看落后的"
    parser = commands.add_parser("projects", help=says, description=says)
    kinds = parser.add_subparsers(required=True, title="命令", metavar="命令", parser_class=Parser)
    summary = _add(kinds, "summary", "按领域、性质等汇总项目", _lazily("projects.summary", "summary"))
    summary.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
    summary.add_argument("--year", type=int, required=True, metavar="YEAR", help="年份")
    summary.add_argument("--month", type=int, metavar="M", help="到几月底，不写时到填报过的最后一个月")
    summary.add_argument("--by", default="", metavar="BY", help="怎样分组，如 field,nature；不写时只有合计")
    summary.add_argument("--list", metavar="LIST", help="名单，不写时是市“百项千亿”；写“全部”时不分名单")
    summary.add_argument("--json", action="store_true", help="输出 JSON")
    book = _add(kinds, "import", "收一份项目清单或月报表", _lazily("projects.sheets", "import_sheet"))
    book.add_argument("book", type=Path, metavar="BOOK", help="任何表格文件")
    book.add_argument("--month", metavar="MONTH", help="表上没有写月份时是哪个月，如 2024-09")
    book.add_argument("--dry-run", action="store_true", help="只看差异，不写入")
    book.add_argument("--add-new", action="store_true", help="台账里没有的项目也写入")
    export = _add(kinds, "export", "导出项目的表", _lazily("projects.tables", "export"))
    export.add_argument(
        "kind",
        choices=("list", "monthly", "fields", "race"),
        help="list 清单，monthly 月报，fields 领域和性质，race 赛马",
    )
    export.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help="写到哪里")
    lagging = _add(
        kinds, "lagging", "落后于序时进度的和要看一看的项目", _lazily("projects.lagging", "lagging")
    )
    for one in (export, lagging):
        one.add_argument("--month", required=True, metavar="MONTH", help="月份，如 2024-09")
        one.add_argument("--list", metavar="LIST", help="名单，不写时是市“百项千亿”；写“全部”时不分名单")
    for one in (book, export, lagging):
        one.add_argument("--data", type=Path, required=True, metavar="FILE.wzd", help="数据文件")
        one.add_argument("--json", action="store_true", help="输出 JSON")
    _add_who(book)
