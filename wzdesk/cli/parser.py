"""An argument parser that speaks Chinese: its help, and its complaints in one sentence."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from wzdesk.domain.errors import Refused


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """What must be written and what may be stand in groups of their own, under Chinese heads."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how, add_help=False, formatter_class=_Help)
        self._must, self._may = self.add_argument_group("要写的"), self.add_argument_group("选项")
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def add_argument(self, *names: Any, **how: Any) -> argparse.Action:
        """In the group that it belongs to."""
        return (self._may if names[0].startswith("-") else self._must).add_argument(*names, **how)

    def add_choice(self) -> "argparse._MutuallyExclusiveGroup":
        """Options of which only one may be written."""
        return self._may.add_mutually_exclusive_group()

    def error(self, message: str) -> NoReturn:
        """The complaint as a refusal."""
        raise Refused(f"命令写得不对：{_in_chinese(message)}，请看 {self.prog} --help。")


_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少 {0}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不认识 {0}"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), "{0} 和 {1} 只能用一个"),
    (re.compile(r".*invalid choice: ('.*?').*"), "不认识 {0}"),
    (re.compile(r"argument (\S+): expected .*"), "{0} 后面少写了内容"),
    (re.compile(r"argument (\S+): .*"), "{0} 写得不对"),
)


def _in_chinese(message: str) -> str:
    for pattern, words in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return words.format(*found.groups())
    return "有不认识的内容"
