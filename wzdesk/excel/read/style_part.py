"""The looks that a workbook's cells refer to by number: fonts, fills, edges, alignment.

What is missing, odd or broken falls back to plain looks; a picture of a sheet never fails for its styles.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil, isfinite
from typing import TypeVar

from wzdesk.domain.sheet_look import PLAIN, Across, CellStyle, Down, Edge, Edges
from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.package import Package, main_name
from wzdesk.excel.read.theme_colors import INDEXED, OFFICE_THEME, THEME_NAMES, color_of

_STYLES, _THEME = "xl/styles.xml", "xl/theme/theme1.xml"
_ACROSS = {
    "left": Across.LEFT, "center": Across.CENTRE, "right": Across.RIGHT, "centerContinuous": Across.CENTRE,
    "distributed": Across.CENTRE, "justify": Across.LEFT, "fill": Across.LEFT,
}  # fmt: skip
_DOWN = {"top": Down.TOP, "center": Down.CENTRE, "distributed": Down.CENTRE, "justify": Down.TOP}
_STRONG = frozenset({"medium", "thick", "double", "mediumDashed", "mediumDashDot", "mediumDashDotDot"})
_WRAPPING = frozenset({"distributed", "justify"})
_CJK = re.compile(r"[\u3400-\u9fff]")
_HEX = re.compile("[0-9A-Fa-f]{6}")
_MOST_STYLES = 65_536
_STACKED = "255"
_ColorOf = Callable[[Mapping[str, str]], str]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Looks:
    """The cell styles by number, and the width of a digit in the usual font, in px."""

    styles: tuple[CellStyle, ...] = ()
    digit_px: int = 7

    def of(self, number: str) -> CellStyle:
        """The style that a cell refers to."""
        known = number.isdecimal() and len(number) < 9 and int(number) < len(self.styles)
        return self.styles[int(number)] if known else PLAIN


@dataclass(slots=True)
class _Node:
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["_Node"] = field(default_factory=list)

    def child(self, name: str) -> "_Node":
        """The first child of a name; an empty one where there is none."""
        return next((one for one in self.children if one.name == name), _Node(name))


def read_looks_of_cells(package: Package) -> Looks:
    """The looks of a workbook; plain ones where its styles cannot be read."""
    parts = _parts(package)
    root = _tree(package, parts.get("styles", _STYLES), main_name)
    if root is None:
        return Looks()
    indexed = [
        one.attributes.get("rgb", "")[-6:] for one in root.child("colors").child("indexedColors").children
    ]
    indexed = [one if _HEX.fullmatch(one) else "000000" for one in indexed]
    theme = _theme(package, parts.get("theme", _THEME))
    color = partial(color_of, theme=theme, indexed=indexed or INDEXED)
    fonts = [_font(node, color) for node in root.child("fonts").children]
    fills = [_fill(node, color) for node in root.child("fills").children]
    edges = [_edges(node) for node in root.child("borders").children]
    styles = tuple(
        _style(node, fonts, fills, edges) for node in root.child("cellXfs").children[:_MOST_STYLES]
    )
    return Looks(styles, _digit_px(root))


def _parts(package: Package) -> dict[str, str]:
    """Where the styles and the theme are, as the list of contents tells."""
    found: dict[str, str] = {}

    def on_start(element: str, attributes: dict[str, str]) -> None:
        for kind in ("styles", "theme"):
            if element.endswith("|Override") and attributes.get("ContentType", "").endswith(f".{kind}+xml"):
                found.setdefault(kind, attributes.get("PartName", "").lstrip("/"))

    try:
        package.scan("[Content_Types].xml", on_start)
    except CannotRead:
        return {}
    return {kind: part for kind, part in found.items() if package.has(part)}


def _tree(package: Package, part: str, name_of: Callable[[str], str]) -> _Node | None:
    """A small part as a tree; None where it is missing or broken."""
    if not package.has(part):
        return None
    root = _Node("")
    path = [root]

    def on_start(element: str, attributes: dict[str, str]) -> None:
        node = _Node(name_of(element), attributes)
        path[-1].children.append(node)
        path.append(node)

    def on_end(_: str) -> None:
        path.pop()

    try:
        package.scan(part, on_start, on_end)
    except CannotRead:
        return None
    return root.children[0] if root.children else None


def _theme(package: Package, part: str) -> Sequence[str]:
    """The twelve colours of the theme in the order in which cells number them."""
    root = _tree(package, part, lambda name: name.rpartition("|")[2])
    scheme = (root or _Node("")).child("themeElements").child("clrScheme")
    found = list(OFFICE_THEME)
    for place, name in enumerate(THEME_NAMES):
        for node in scheme.child(name).children[:1]:
            value = node.attributes.get("lastClr") or node.attributes.get("val", "")
            found[place] = value if _HEX.fullmatch(value) else found[place]
    return found


def _font(node: _Node, color: _ColorOf) -> CellStyle:
    """The part of a style that its font gives."""
    size = _float(node.child("sz").attributes.get("val", ""), 11)
    return CellStyle(
        _is_on(node, "b"), _is_on(node, "i"), max(6.0, min(size, 72.0)), color(node.child("color").attributes)
    )


def _is_on(node: _Node, name: str) -> bool:
    return any(
        one.name == name and one.attributes.get("val", "1") not in {"0", "false"} for one in node.children
    )


def _fill(node: _Node, color: _ColorOf) -> str:
    """The one colour that a fill shows; of a pattern or a gradient the nearest to it."""
    stops = [one.child("color").attributes for one in node.child("gradientFill").children]
    if stops:
        return color(stops[-1])
    pattern = node.child("patternFill")
    kind = pattern.attributes.get("patternType", "none")
    if kind in {"none", "gray125"}:
        return ""
    front, back = (color(pattern.child(name).attributes) for name in ("fgColor", "bgColor"))
    return front if kind == "solid" else back if back not in {"", "#000000"} else ""


def _edges(node: _Node) -> Edges:
    left, top, right, bottom = (
        _edge(node, *names) for names in (("left", "start"), ("top",), ("right", "end"), ("bottom",))
    )
    return Edges(left, top, right, bottom)


def _edge(node: _Node, *names: str) -> Edge:
    kinds = [node.child(name).attributes.get("style", "none") for name in names]
    if any(kind in _STRONG for kind in kinds):
        return Edge.MEDIUM
    return Edge.THIN if any(kind != "none" for kind in kinds) else Edge.NONE


def _style(
    node: _Node, fonts: Sequence[CellStyle], fills: Sequence[str], edges: Sequence[Edges]
) -> CellStyle:
    """A whole cell style out of its parts; a part that is missing is plain."""
    align = node.child("alignment").attributes
    horizontal, vertical = align.get("horizontal", ""), align.get("vertical", "")
    return replace(
        _at(fonts, node.attributes.get("fontId", ""), PLAIN),
        fill=_at(fills, node.attributes.get("fillId", ""), ""),
        edges=_at(edges, node.attributes.get("borderId", ""), Edges()),
        across=_ACROSS.get(horizontal),
        down=_DOWN.get(vertical, Down.BOTTOM),
        wraps=align.get("wrapText") in {"1", "true"} or bool({horizontal, vertical} & _WRAPPING),
        is_stacked=align.get("textRotation") == _STACKED,
        indent=min(int(_float(align.get("indent", ""), 0)), 15),
    )


def _at(items: Sequence[_Item], number: str, other: _Item) -> _Item:
    known = number.isdecimal() and len(number) < 9 and int(number) < len(items)
    return items[int(number)] if known else other


def _float(text: str, other: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return other
    return value if isfinite(value) and value >= 0 else other


def _digit_px(root: _Node) -> int:
    """Width of a digit in the font of the usual style, which column widths are counted in."""
    usual = root.child("cellStyleXfs").child("xf").attributes.get("fontId", "0")
    font = _at(root.child("fonts").children, usual, _Node("font"))
    return digit_px(
        font.child("name").attributes.get("val", ""), _float(font.child("sz").attributes.get("val", ""), 11)
    )


def digit_px(font: str, size_pt: float) -> int:
    """Width of a digit in a font."""
    size = max(6.0, min(size_pt, 36.0))
    return max(4, ceil(size * 2 / 3) if _CJK.search(font) else round(size * 0.507 * 4 / 3))
