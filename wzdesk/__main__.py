"""Start of the program: wires the parts by hand; nothing else knows all of them."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from wzdesk.reports.paper.printout import Printout
    from wzdesk.services.self_test.data_steps import DataSteps
    from wzdesk.services.self_test.step import Steps

_CHILD = (
    "--read-apart"  # as in wzdesk.excel.apart.process: this start is for reading a file apart from the window
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; the exit code: 0 done, 2 input or file at fault, 1 our bug."""
    given = [_as_typed(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    try:
        if given == [_CHILD]:
            from wzdesk.excel.apart.child import serve

            return serve()
        if _asks_for_window(given):
            if not _has_screen():
                sys.stderr.write("这里没有图形桌面，窗口打不开；不用窗口的命令请看 wzdesk --help。\n")
                return 2
            from wzdesk.ui.program import run_window

            return run_window(given[1:] if given[:1] == ["gui"] else given)
        from wzdesk.cli.main import run

        return run(["--help"] if given[:1] == ["gui"] else given, _make_pdf, _drawing_steps)
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - our own mistake: said calmly, with the traceback for whoever mends it
        traceback.print_exc()
        sys.stderr.write("程序内部出错，数据没有改动；请把上面的内容发给维护人员。\n")
        return 1


def _make_pdf(printout: "Printout", path: "Path", *, is_landscape: bool) -> int:
    """Drawing is the window's business; the command line is given it here."""
    from wzdesk.ui.printing.without_window import make_pdf

    return make_pdf(printout, path, is_landscape=is_landscape)


def _drawing_steps(data: "DataSteps", folder: "Path") -> "Steps":
    """The part of the self-test that needs Qt, loaded when it is asked for."""
    from wzdesk.ui.self_test.drawing_steps import drawing_steps

    return drawing_steps(data, folder)


def _as_typed(word: str) -> str:
    """A word of the command line in UTF-8, also where the locale is too poor to read it."""
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return word


def _asks_for_window(arguments: Sequence[str]) -> bool:
    from wzdesk.services.named_files import is_named_file

    if not arguments or arguments[0].startswith("--data="):
        return True
    if len(arguments) == 1 and is_named_file(arguments[0]):
        return True
    return arguments[0] in {"gui", "--data"} and not {"-h", "--help"}.intersection(arguments)


def _has_screen() -> bool:
    """Whether a window can be opened; Qt would end the program with words of its own."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


if __name__ == "__main__":
    sys.exit(main())
