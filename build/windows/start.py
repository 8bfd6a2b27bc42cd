"""What wzdesk.exe and wzdesk-cli.exe run: the program, at home in the folder of its installation."""

import os
import sys
from pathlib import Path


def main() -> int:
    """Start the program with the words of the command line; its exit code."""
    sys.frozen = "wzdesk"  # sys.executable is the program itself, which starts its own child processes
    if sys.stderr is None:  # a program with windows has no streams, unless it is started with some
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    try:
        from wzdesk.__main__ import main as run
    except Exception as error:
        _say_damaged(error)
        raise
    return run(sys.argv[1:])


def _say_damaged(error: Exception) -> None:
    """The one sentence that needs no part of the program."""
    import ctypes

    text = f"wzdesk 没有启动成功，安装的文件可能不全。请重新运行安装程序，数据不会丢。\n\n（{error}）"
    if not os.environ.get("WZDESK_NO_DIALOG"):
        ctypes.windll.user32.MessageBoxW(None, text, "wzdesk", 0x10)


if __name__ == "__main__":
    sys.exit(main())
