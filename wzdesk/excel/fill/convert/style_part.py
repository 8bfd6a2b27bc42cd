"""The looks of a plain book as the styles part of a workbook."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar
from xml.sax.saxutils import escape

from wzdesk.excel.fill.convert.plain_book import Alignment, Borders, Edge, Font, Ground, Look
from wzdesk.excel.text_escapes import escape_text

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FIRST_OWN = 164
_SAME_EVERYWHERE = {
    "General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "0.00E+00": 11,
    "# ?/?": 12, "# ??/??": 13, "##0.0E+0": 48, "@": 49,
}  # fmt: skip
"""Built-in formats whose words are the same in every language."""
T = TypeVar("T", bound=Hashable)


class _Kinds(Generic[T]):
    """Each kind once, in the order they came."""

    def __init__(self, first: Iterable[T] = ()) -> None:
        self._places: dict[T, int] = {}
        for one in first:
            self.place_of(one)

    def place_of(self, one: T) -> int:
        return self._places.setdefault(one, len(self._places))

    def __iter__(self) -> Iterator[T]:
        return iter(self._places)


def attribute(text: str) -> str:
    """A text as it may stand in an attribute."""
    return escape(escape_text(text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def styles_xml(looks: Sequence[Look]) -> str:
    """The part; each look keeps its place."""
    codes, fonts = _Kinds[str](), _Kinds[Font]()
    grounds, borders = _Kinds((Ground(), Ground("gray125"))), _Kinds((Borders(),))
    xfs = [_xf(look, (_format_id(look, codes), *_places(look, fonts, grounds, borders))) for look in looks]
    formats = [
        f'<numFmt numFmtId="{_FIRST_OWN + place}" formatCode="{attribute(code)}"/>'
        for place, code in enumerate(codes)
    ]
    return "".join(
        (
            f'{HEAD}<styleSheet xmlns="{MAIN}">',
            _counted("numFmts", formats) if formats else "",
            _counted("fonts", map(_font, fonts)),
            _counted("fills", map(_fill, grounds)),
            _counted("borders", map(_border, borders)),
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
            _counted("cellXfs", xfs),
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        )
    )


def _places(
    look: Look, fonts: _Kinds[Font], grounds: _Kinds[Ground], borders: _Kinds[Borders]
) -> tuple[int, int, int]:
    return fonts.place_of(look.font), grounds.place_of(look.ground), borders.place_of(look.borders)


def _format_id(look: Look, codes: _Kinds[str]) -> int:
    if look.format_id:
        return look.format_id
    known = _SAME_EVERYWHERE.get(look.format)
    return _FIRST_OWN + codes.place_of(look.format) if known is None else known


def _counted(name: str, items: Iterable[str]) -> str:
    them = list(items)
    return f'<{name} count="{len(them)}">{"".join(them)}</{name}>'


def _xf(look: Look, places: tuple[int, int, int, int]) -> str:
    number, font, ground, borders = places
    inside = _alignment(look.alignment)
    if not look.is_locked or look.hides_formula:
        inside += f'<protection locked="{look.is_locked:d}" hidden="{look.hides_formula:d}"/>'
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{ground}" borderId="{borders}" xfId="0"'
        ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        f' applyProtection="1">{inside}</xf>'
    )


def _alignment(its: Alignment) -> str:
    told = {
        "horizontal": its.horizontal,
        "vertical": its.vertical,
        "textRotation": its.rotation,
        "wrapText": int(its.wraps),
        "indent": its.indent,
        "shrinkToFit": int(its.shrinks),
    }
    words = "".join(f' {name}="{value}"' for name, value in told.items() if value)
    return f"<alignment{words}/>" if words else ""


def _font(its: Font) -> str:
    return f"<font>{font_properties(its, 'name')}</font>"


def font_properties(its: Font, name: str) -> str:
    """A font's elements; in cells' styles the one with its name is ``name``, inside texts ``rFont``."""
    parts = (
        "<b/>" * its.bold,
        "<i/>" * its.italic,
        "<strike/>" * its.struck,
        f'<u val="{its.underline}"/>' if its.underline else "",
        f'<vertAlign val="{its.raised}"/>' if its.raised else "",
        f'<sz val="{its.points:g}"/>',
        _color("color", its.color),
        f'<{name} val="{attribute(its.name)}"/>',
        f'<family val="{its.family}"/>' if its.family else "",
        "" if its.charset is None else f'<charset val="{its.charset}"/>',
    )
    return "".join(parts)


def _fill(its: Ground) -> str:
    pattern = its.pattern or "none"
    colors = _color("fgColor", its.color) + _color("bgColor", its.behind)
    return f'<fill><patternFill patternType="{pattern}">{colors}</patternFill></fill>'


def _border(its: Borders) -> str:
    runs = ' diagonalUp="1"' * its.runs_up + ' diagonalDown="1"' * its.runs_down
    sides = ("left", "right", "top", "bottom", "diagonal")
    return f"<border{runs}>{''.join(_edge(side, getattr(its, side)) for side in sides)}</border>"


def _edge(side: str, its: Edge) -> str:
    if not its.style:
        return f"<{side}/>"
    color = _color("color", its.color) or '<color auto="1"/>'
    return f'<{side} style="{its.style}">{color}</{side}>'


def _color(name: str, color: str) -> str:
    return f'<{name} rgb="FF{color}"/>' if color else ""
