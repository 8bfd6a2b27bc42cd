"""The functions that forms are made of (ECMA-376 part 1, 18.17.7)."""

import math
from collections.abc import Callable, Iterator

from wzdesk.excel.fill.arithmetic import (
    DIVIDED,
    VALUE,
    Failed,
    checked,
    compared,
    digits_15,
    number_of,
    rounded,
    summed,
    truth_of,
)
from wzdesk.excel.fill.cell_content import CellValue, ErrorValue
from wzdesk.excel.fill.evaluate import Evaluation, Function, Nodes, Values
from wzdesk.excel.fill.formula_tokens import NotUnderstood


def _numbers(evaluation: Evaluation, nodes: Nodes) -> Iterator[float]:
    """The numbers among the arguments; in blocks texts and truths do not count, errors do."""
    for node in nodes:
        argument = evaluation.argument(node)
        if not isinstance(argument, Values):
            yield number_of(argument)
            continue
        for value in argument.values:
            if isinstance(value, ErrorValue):
                raise Failed(value.sign)
            if isinstance(value, float):
                yield value


def _needs(nodes: Nodes, least: int, most: int) -> None:
    if not least <= len(nodes) <= most:
        raise NotUnderstood


def _sum(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return summed(list(_numbers(evaluation, nodes)))


def _average(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    numbers = list(_numbers(evaluation, nodes))
    if not numbers:
        raise Failed(DIVIDED)
    return checked(summed(numbers) / len(numbers))


def _product(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    numbers = list(_numbers(evaluation, nodes))
    return checked(math.prod(numbers)) if numbers else 0.0


def _max(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return max(_numbers(evaluation, nodes), default=0.0)


def _min(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return min(_numbers(evaluation, nodes), default=0.0)


def _counted(evaluation: Evaluation, nodes: Nodes, counts: Callable[[CellValue], bool]) -> CellValue:
    """How many values count; only blocks are understood, for single values programs differ."""
    number = 0
    for node in nodes:
        argument = evaluation.argument(node)
        if not isinstance(argument, Values):
            raise NotUnderstood
        number += sum(1 for value in argument.values if counts(value))
    return float(number)


def _count(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return _counted(evaluation, nodes, lambda value: isinstance(value, float))


def _count_all(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return _counted(evaluation, nodes, lambda value: value is not None)


def _count_blank(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 1, 1)
    argument = evaluation.argument(nodes[0])
    if not isinstance(argument, Values):
        raise NotUnderstood
    filled = sum(1 for value in argument.values if value not in {None, ""})
    return float(argument.size - filled)


def _if(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 2, 3)
    if truth_of(evaluation.value(nodes[0])):
        return evaluation.value(nodes[1])
    return evaluation.value(nodes[2]) if len(nodes) == 3 else False


def _if_error(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 2, 2)
    try:
        return evaluation.value(nodes[0])
    except Failed:
        return evaluation.value(nodes[1])


def _truths(evaluation: Evaluation, nodes: Nodes) -> list[bool]:
    found = []
    for node in nodes:
        argument = evaluation.argument(node)
        if not isinstance(argument, Values):
            found.append(truth_of(argument))
            continue
        for value in argument.values:
            if isinstance(value, ErrorValue):
                raise Failed(value.sign)
            if isinstance(value, float | bool):
                found.append(bool(value))
    if not found:
        raise Failed(VALUE)
    return found


def _and(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return all(_truths(evaluation, nodes))


def _or(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    return any(_truths(evaluation, nodes))


def _not(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 1, 1)
    return not truth_of(evaluation.value(nodes[0]))


def _rounding(how: str) -> Function:
    def function(evaluation: Evaluation, nodes: Nodes) -> CellValue:
        _needs(nodes, 2, 2)
        number, places = (number_of(evaluation.value(node)) for node in nodes)
        return rounded(number, places, how)

    return function


def _abs(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 1, 1)
    return abs(number_of(evaluation.value(nodes[0])))


def _int(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 1, 1)
    return float(math.floor(digits_15(number_of(evaluation.value(nodes[0])))))


def _rank(evaluation: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 2, 3)
    number = number_of(evaluation.value(nodes[0]))
    block = evaluation.argument(nodes[1])
    if not isinstance(block, Values):
        raise NotUnderstood
    others = list(_numbers(evaluation, nodes[1:2]))
    if not any(compared(other, number) == 0 for other in others):
        raise Failed("#N/A")
    rising = len(nodes) == 3 and bool(number_of(evaluation.value(nodes[2])))
    before = -1 if rising else 1
    return 1.0 + sum(1 for other in others if compared(other, number) == before)


def _is(kind: Callable[[CellValue], bool]) -> Function:
    def function(evaluation: Evaluation, nodes: Nodes) -> CellValue:
        _needs(nodes, 1, 1)
        try:
            argument = evaluation.argument(nodes[0])
        except Failed as failed:
            argument = ErrorValue(failed.sign)
        return kind(argument.single if isinstance(argument, Values) else argument)

    return function


def _na(_: Evaluation, nodes: Nodes) -> CellValue:
    _needs(nodes, 0, 0)
    raise Failed("#N/A")


FUNCTIONS: dict[str, Function] = {
    "SUM": _sum,
    "AVERAGE": _average,
    "PRODUCT": _product,
    "MAX": _max,
    "MIN": _min,
    "COUNT": _count,
    "COUNTA": _count_all,
    "COUNTBLANK": _count_blank,
    "IF": _if,
    "IFERROR": _if_error,
    "AND": _and,
    "OR": _or,
    "NOT": _not,
    "ROUND": _rounding("ROUND"),
    "ROUNDUP": _rounding("ROUNDUP"),
    "ROUNDDOWN": _rounding("ROUNDDOWN"),
    "ABS": _abs,
    "INT": _int,
    "RANK": _rank,
    "RANK.EQ": _rank,
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, float)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISERROR": _is(lambda value: isinstance(value, ErrorValue)),
    "NA": _na,
}
