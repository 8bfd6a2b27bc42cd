"""What is known of a cell without its place and its value; the cells of a sheet have few kinds of it."""

from operator import attrgetter

from wzdesk.excel.read.book import GENERAL, CellFormat, ValueKind

_NUMBERS = frozenset({ValueKind.NUMBER, ValueKind.DATE})


class Head:
    """Kind, format, whether a formula gives the value, and whether that is the index of a shared text.

    ``code`` is one sign that stands for it among the heads of a sheet; ``is_kept`` is False for a cell that holds
    nothing.
    """

    __slots__ = (
        "code", "format", "is_formula", "is_inline", "is_kept", "is_number", "is_shared", "kind",
    )  # fmt: skip

    def __init__(
        self, code: str, kind: ValueKind, format_: CellFormat = GENERAL, *, is_formula: bool, is_shared: bool
    ) -> None:
        self.code, self.kind, self.format = code, kind, format_
        self.is_formula, self.is_shared = is_formula, is_shared
        self.is_inline = kind is ValueKind.TEXT and not is_shared
        self.is_kept = bool(code)
        self.is_number = kind in _NUMBERS


BLANK = Head("", ValueKind.TEXT, is_formula=False, is_shared=False)
KIND, FORMAT, IS_FORMULA = attrgetter("kind"), attrgetter("format"), attrgetter("is_formula")
IS_SHARED, IS_INLINE, IS_KEPT = attrgetter("is_shared"), attrgetter("is_inline"), attrgetter("is_kept")
IS_NUMBER, CODE = attrgetter("is_number"), attrgetter("code")


class Heads:
    """The heads of a sheet, one of each."""

    def __init__(self) -> None:
        self._all: list[Head] = []
        self._known: dict[tuple[object, ...], Head] = {}

    def head(
        self, kind: ValueKind, format_: CellFormat, *, is_formula: bool, is_shared: bool = False
    ) -> Head:
        """The head of these."""
        key = (kind, format_, is_formula, is_shared)
        known = self._known.get(key)
        if known is None:
            code = chr(len(self._all))
            known = self._known[key] = Head(code, kind, format_, is_formula=is_formula, is_shared=is_shared)
            self._all.append(known)
        return known

    def of(self, codes: str) -> list[Head]:
        """The heads that some codes stand for."""
        return [*map(self._all.__getitem__, map(ord, codes))]
