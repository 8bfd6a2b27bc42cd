"""Why a form was not filled, in one sentence."""

from dataclasses import dataclass

from wzdesk.domain.errors import WzdeskError

DAMAGED = "文件不完整或已损坏，可能没有下载、拷贝完，请重新取一份"


class CannotFill(WzdeskError):
    """The form was not filled; no file was written."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Words refusals for one file."""

    file: str

    def about(self, why: str) -> CannotFill:
        """The file as a whole is at fault."""
        return CannotFill(f"没有填“{self.file}”：{why}；文件没有改动。")

    def at(self, sheet: str, cell: str, why: str) -> CannotFill:
        """One cell is at fault."""
        return self.about(f"工作表“{sheet}”的 {cell} {why}")

    def damaged(self) -> CannotFill:
        """The file breaks off or contradicts itself."""
        return self.about(DAMAGED)
