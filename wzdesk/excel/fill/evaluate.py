"""Formulas calculated: arithmetic and the functions that forms are made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from wzdesk.excel.fill.arithmetic import (
    Failed,
    added,
    checked,
    compared,
    divided,
    number_of,
    powered,
    text_of,
)
from wzdesk.excel.fill.cell_content import CellValue, ErrorValue
from wzdesk.excel.fill.formula_tokens import Area, NotUnderstood
from wzdesk.excel.fill.formula_tree import (
    Call,
    Constant,
    Failure,
    Joined,
    Named,
    Node,
    Reading,
    Signed,
    Tabled,
    tree_of,
)


class Cells(Protocol):
    """Where a formula's values come from."""

    def value(self, area: Area) -> CellValue:
        """The value of an area that is one cell."""

    def values(self, area: Area) -> "Values":
        """The cells of an area."""

    def table(self, words: str) -> "Values":
        """The cells of a part of an Excel table."""

    def named(self, name: str) -> Node:
        """What a defined name stands for."""


class Values(NamedTuple):
    """Cells as a function sees them: those with something in them, and how many there are in all."""

    values: Sequence[CellValue]
    size: int

    @property
    def single(self) -> CellValue:
        """The value of a block of one cell.

        Raises:
            NotUnderstood: it has several.
        """
        if self.size != 1:
            raise NotUnderstood
        return self.values[0] if self.values else None


Argument = Values | CellValue


class Evaluation:
    """Walks through a formula's tree."""

    def __init__(self, cells: Cells, functions: Mapping[str, "Function"]) -> None:
        self._cells, self._functions = cells, functions

    def result(self, formula: str) -> CellValue:
        """What a cell with this formula shows.

        Raises:
            NotUnderstood: it is left to the program which opens the file.
        """
        try:
            value = self.value(tree_of(formula))
        except Failed as failed:
            return ErrorValue(failed.sign)
        return 0.0 if value is None else value

    def value(self, node: Node) -> CellValue:
        """One value.

        Raises:
            Failed: it is an error.
            NotUnderstood: it cannot be told.
        """
        match node:  # what formulas have most of goes first
            case Reading():
                return _passed_on(self._cells.value(node.area))
            case Joined():
                return _joined(node.sign, self.value(node.left), self.value(node.right))
            case Constant():
                return node.value
            case Call():
                return self._called(node)
            case Failure(sign):
                raise Failed(sign)
            case Tabled(words):
                return _passed_on(self._cells.table(words).single)
            case Named(name):
                return self.value(self._cells.named(name))
            case Signed(sign, inner):
                number = number_of(self.value(inner))
                return checked(-number if sign == "-" else number / 100)

    def argument(self, node: Node) -> Argument:
        """A value or, of an area, its block."""
        if isinstance(node, Named):
            node = self._cells.named(node.name)
        if isinstance(node, Tabled):
            return self._cells.table(node.words)
        return self._cells.values(node.area) if isinstance(node, Reading) else self.value(node)

    def _called(self, call: Call) -> CellValue:
        function = self._functions.get(call.function)
        if function is None:
            raise NotUnderstood
        return function(self, call.arguments)


Nodes = tuple[Node, ...]
Function = Callable[[Evaluation, Nodes], CellValue]
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": added,
    "-": lambda left, right: added(left, -right),
    "*": lambda left, right: checked(left * right),
    "/": divided,
    "^": powered,
}


def _passed_on(value: CellValue) -> CellValue:
    if isinstance(value, ErrorValue):
        raise Failed(value.sign)
    return value


def _joined(sign: str, left: CellValue, right: CellValue) -> CellValue:
    operation = _ARITHMETIC.get(sign)
    if operation:
        return operation(number_of(left), number_of(right))
    if sign == "&":
        return text_of(left) + text_of(right)
    return _holds(sign, compared(left, right))


def _holds(sign: str, order: int) -> bool:
    if sign in {"=", "<>"}:
        return (order == 0) == (sign == "=")
    if order == 2:  # texts that differ: which goes first depends on the language
        raise NotUnderstood
    return {"<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]
