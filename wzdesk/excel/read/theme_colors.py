"""Colours of a workbook as ``#RRGGBB``: named outright, by number, or as a tint of the theme's."""

import colorsys
import re
from collections.abc import Mapping, Sequence

OFFICE_THEME = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646",
    "0000FF", "800080",
)  # fmt: skip
"""The twelve colours as cells number them: light 1, dark 1, light 2, dark 2, six accents, two links."""
THEME_NAMES = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
)  # fmt: skip
INDEXED = (
    *("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF") * 2,
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366",
    "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF",
    "800080", "800000", "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC",
    "CC99FF", "FFCC99", "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
"""The 64 colours by number that a workbook has unless it brings its own (ECMA-376 18.8.27)."""
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


def color_of(
    attributes: Mapping[str, str], theme: Sequence[str] = OFFICE_THEME, indexed: Sequence[str] = INDEXED
) -> str:
    """The colour that an element such as ``<fgColor theme="4" tint="0.8"/>`` names; "" for the automatic one."""
    base = _base_of(attributes, theme, indexed)
    return f"#{_tinted(base, _number(attributes.get('tint', '0')))}" if base else ""


def _base_of(attributes: Mapping[str, str], theme: Sequence[str], indexed: Sequence[str]) -> str:
    if found := _RGB.fullmatch(attributes.get("rgb", "")):
        return found[1].upper()
    for name, colors in (("theme", theme), ("indexed", indexed)):
        number = attributes.get(name, "")
        if number.isdecimal() and len(number) < 4 and int(number) < len(colors):
            return colors[int(number)]
    return ""


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return max(-1.0, min(value, 1.0)) if value == value else 0.0  # noqa: PLR0124 - not a number


def _tinted(base: str, tint: float) -> str:
    """Lighter by a share of the way to white, darker by a share of its light (ECMA-376 18.8.3)."""
    if not tint:
        return base.upper()
    red, green, blue = (int(base[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    shades = colorsys.hls_to_rgb(hue, max(0.0, min(light, 1.0)), saturation)
    return "".join(f"{round(shade * 255):02X}" for shade in shades)
