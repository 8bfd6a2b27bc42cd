"""A quantity read back in words, so that a person sees how the cell was understood."""

from decimal import Decimal

from wzdesk.domain.quantity import Availability, Basis, Op, Quantity
from wzdesk.domain.units import plain

_AVAILABILITY = {
    Availability.NOT_AVAILABLE: "暂无数据",
    Availability.NOT_APPLICABLE: "不适用，没有这个数",
    Availability.NOT_GIVEN: "没有填",
}
BOUND_WORDS = {
    Op.GE: "不低于",
    Op.GT: "超过",
    Op.LE: "不超过",
    Op.LT: "低于",
    Op.ABOUT: "约",
    Op.AT: "",
    Op.BETWEEN: "",
}


def with_unit(number: str, unit: str) -> str:
    """A number with its unit as offices set it: 6%, 3‰, but 150 亿元."""
    if not unit:
        return number
    return number + unit if unit in {"%", "‰"} else f"{number} {unit}"


def number_words(value: Decimal) -> str:
    """A number as shown in sentences: a true minus sign, the digits it has."""
    return plain(value).replace("-", "−")


def quantity_words(quantity: Quantity) -> str:
    """How a cell was understood, in one short phrase."""
    if quantity.availability is Availability.WORDS:
        return f"文字，不是数：{quantity.text.strip()}"
    if quantity.value is None:
        return _AVAILABILITY[quantity.availability]
    main = _figure_words(quantity)
    beside = "；".join(_beside(aside) for aside in quantity.also)
    return f"{main}（另：{beside}）" if beside else main


def _beside(aside: Quantity) -> str:
    return _figure_words(aside) if aside.value is not None else aside.text


def _figure_words(quantity: Quantity) -> str:
    assert quantity.value is not None
    bound = BOUND_WORDS[quantity.op or Op.AT]
    match quantity.basis:
        case Basis.GROWTH:
            return f"增速{bound}{with_unit(number_words(quantity.value), quantity.unit)}{_range(quantity)}"
        case Basis.CHANGE:
            return _change_words(quantity, bound)
        case Basis.CUMULATIVE:
            return f"几年累计{bound} {with_unit(number_words(quantity.value), quantity.unit)}{_range(quantity)}".replace(
                "计 ", "计"
            )
        case _:
            return f"{bound}{with_unit(number_words(quantity.value), quantity.unit)}{_range(quantity)}"


def _range(quantity: Quantity) -> str:
    return "" if quantity.high is None else f" 至 {with_unit(number_words(quantity.high), quantity.unit)}"


def _change_words(quantity: Quantity, bound: str) -> str:
    assert quantity.value is not None
    falling = quantity.value < 0
    size = plain(abs(quantity.value)) if quantity.high is None else number_words(quantity.value)
    if falling and quantity.op in _FLIPPED:
        bound = BOUND_WORDS[_FLIPPED[quantity.op]]
    word = "降低" if falling else "提高"
    return f"{word}{bound} {with_unit(size, quantity.unit)}{_range(quantity)}".replace(f"{word} ", f"{word} ")


_FLIPPED = {Op.GE: Op.LE, Op.GT: Op.LT, Op.LE: Op.GE, Op.LT: Op.GT}
