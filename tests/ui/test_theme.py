import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from wzdesk.domain.verdict import Verdict
from wzdesk.ui import icons, painting, shapes
from wzdesk.ui.figures import digit_cell, draw_figure, figure_width, shown
from wzdesk.ui.theme import (
    DARK,
    FAMILIES,
    LIGHT,
    SCALES,
    Palette,
    Role,
    Strength,
    Theme,
    digit_widths,
    style_sheet,
)
from wzdesk.ui.verdict_marks import (
    paint_blocking_mark,
    paint_fatal_mark,
    paint_query_mark,
    paint_verdict,
    paint_verdict_mark,
    verdict_color,
    verdict_tint,
    verdict_width,
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("qapp")
ROOT = Path(__file__).parents[2]
ICONS = ROOT / "resources" / "icons"
PALETTES = pytest.mark.parametrize("palette", (LIGHT, DARK), ids=["light", "dark"])

WORDS = (
    "t1",
    "t2",
    "t3",
    "acc",
    "achieved",
    "nearly",
    "missed",
    "no_data",
    "undetermined",
    "fatal",
    "blocking",
    "query",
)
GROUNDS = (
    "page", "head", "calc", "win", "rail", "hover", "sel", "accbg",
    "missed_tint", "undetermined_tint", "fatal_tint", "blocking_tint", "query_tint",
)  # fmt: skip
# what is written -> on which grounds; any word may come to stand on any ground, in a row that is chosen or hovered
TEXTS = dict.fromkeys(WORDS, GROUNDS) | {"on_acc": ("acc",), "page": ("fatal",)}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@PALETTES
def test_that_every_text_can_be_read_on_its_grounds(palette: Palette) -> None:
    colours = palette._asdict()
    ratios = {
        f"{text} on {ground}": round(contrast(colours[text], colours[ground]), 2)
        for text, grounds in TEXTS.items()
        for ground in grounds
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@PALETTES
def test_that_marks_lines_and_series_stand_out(palette: Palette) -> None:
    marks = {"star": palette.star, "imp": palette.imp, "bar": palette.bar, "acc": palette.acc}
    marks |= {f"s{number}": colour for number, colour in enumerate(palette.series, start=1)}
    assert {name: colour for name, colour in marks.items() if contrast(colour, palette.page) < 3} == {}


@PALETTES
def test_that_every_colour_is_given_in_full(palette: Palette) -> None:
    colours = [value for value in palette if isinstance(value, str) and value.startswith("#")]
    assert len(colours) == len(palette) - 3  # name, dark, series
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in [*colours, *palette.series])


def test_that_no_verdict_looks_like_another() -> None:
    for palette in (LIGHT, DARK):
        assert len({verdict_color(verdict, palette) for verdict in Verdict}) == len(Verdict)
        assert verdict_tint(Verdict.MISSED, palette) == palette.missed_tint
        assert verdict_tint(Verdict.ACHIEVED, palette) is None


def test_that_marks_differ_in_shape_and_not_only_in_colour() -> None:
    black = "#000000"
    grey = LIGHT._replace(achieved=black, nearly=black, missed=black, no_data=black, undetermined=black)
    pictures = {bytes(painted_mark(verdict, grey).constBits()) for verdict in Verdict}
    assert len(pictures) == len(Verdict)


def painted_mark(verdict: Verdict, palette: Palette) -> QImage:
    image = QImage(26, 26, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(palette.page))
    painter = QPainter(image)
    paint_verdict_mark(painter, QRectF(0, 0, 26, 26), verdict, palette)
    painter.end()
    return image


def test_that_a_verdict_and_its_word_fit_the_width_they_ask_for() -> None:
    theme = Theme()
    for verdict in Verdict:
        width = verdict_width(verdict, theme)
        image = QImage(width + 20, 20, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(LIGHT.page))
        painter = QPainter(image)
        paint_verdict(painter, QRectF(0, 0, width, 20), verdict, theme)
        painter.end()
        beyond = [image.pixelColor(x, y).name() for x in range(width + 2, width + 20) for y in range(20)]
        assert set(beyond) == {LIGHT.page.lower()}


def test_that_severities_have_three_shapes() -> None:
    pictures = set()
    for paint in (paint_fatal_mark, paint_blocking_mark, paint_query_mark):
        image = QImage(28, 28, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        paint(
            painter,
            QRectF(0, 0, 28, 28),
            LIGHT._replace(fatal="#000000", blocking="#000000", query="#000000"),
        )
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 3


def icon_names_in_code() -> set[str]:
    names: set[str] = set()
    for file in (ROOT / "wzdesk" / "ui").rglob("*.py"):
        text = file.read_text("utf-8")
        names |= set(re.findall(r'icon_name="([a-z-]+)"', text))
        names |= set(re.findall(r'paint_icon\([^"\n]*"([a-z-]+)"', text))
        names |= set(re.findall(r'IconButton\([^"\n]*"[^"]+", "([a-z-]+)"', text))
        names |= set(re.findall(r'icons\.(?:icon|pixmap)\("([a-z-]+)"', text))
    return names


def test_that_every_icon_named_in_the_code_exists() -> None:
    names = icon_names_in_code()
    assert {"caret-down", "magnifying-glass", "x"} <= names
    assert [name for name in sorted(names) if not (ICONS / f"{name}.svg").is_file()] == []


def test_that_every_icon_takes_a_colour_and_comes_with_its_licence() -> None:
    for file in ICONS.glob("*.svg"):
        if file.stem != "wzdesk":
            assert "currentColor" in file.read_text("utf-8"), file.name
    assert "Phosphor" in (ICONS / "LICENSE").read_text("utf-8") or "MIT" in (ICONS / "LICENSE").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("ratio", (1.0, 1.5, 2.0))
def test_that_an_icon_is_drawn_for_the_pixels_of_the_screen(ratio: float) -> None:
    made = icons.pixmap("house", "#B3201A", 20, ratio)
    assert made.width() == round(20 * ratio)
    assert made.devicePixelRatio() == ratio
    colours = {
        made.toImage().pixelColor(x, y).name() for x in range(made.width()) for y in range(made.width())
    }
    assert "#b3201a" in colours


def test_that_an_icon_is_read_once() -> None:
    assert icons.pixmap("gear", "#000000", 16) is icons.pixmap("gear", "#000000", 16)
    assert not icons.icon("gear", "#000000", 16).isNull()
    assert not icons.application_icon().isNull()


def test_that_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 16)


def test_that_measures_and_text_grow_together() -> None:
    theme = Theme()
    assert (theme.px(26), theme.font(Role.BODY).pixelSize()) == (26, 13)
    theme.set_scale(150)
    assert (theme.px(26), theme.font(Role.BODY).pixelSize(), theme.px(0), theme.px(0.2)) == (39, 20, 0, 1)


def test_that_the_scale_stays_within_its_steps(qapp: QApplication) -> None:
    theme, told = Theme(), []
    theme.changed.connect(lambda: told.append(theme.scale_percent))
    theme.zoom(1)
    theme.zoom(10)
    theme.zoom(1)
    theme.set_scale(10)
    assert told == [110, SCALES[-1], SCALES[0]]
    theme.set_scale(100)
    qapp.setFont(theme.font(Role.BODY))


def test_that_a_weight_of_500_is_a_weight_the_family_has() -> None:
    theme = Theme()
    theme._has_medium = False
    assert theme.font(Role.TITLE).weight() == QFont.Weight.Bold
    assert theme.font(Role.FIGURE).weight() == QFont.Weight.Normal
    theme = Theme()
    theme._has_medium = True
    assert (
        theme.font(Role.TITLE).weight()
        == theme.font(Role.BODY, Strength.MEDIUM).weight()
        == QFont.Weight.Medium
    )


def test_that_a_font_names_the_families_of_all_systems() -> None:
    assert Theme().font(Role.BODY).families() == list(FAMILIES)


def test_that_the_family_found_has_figures_of_equal_width() -> None:
    for role in (Role.BODY, Role.CAPTION, Role.FIGURE):
        widths = digit_widths(Theme().font(role))
        assert max(widths) - min(widths) < 0.01


def test_that_figures_of_unequal_width_are_drawn_in_equal_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wzdesk.ui.figures._cell", lambda _key: 9.0)
    monkeypatch.setattr("wzdesk.ui.figures.digit_widths", lambda _font: (9.0,) * 10)
    font = Theme().font(Role.BODY)
    assert digit_cell(font) == 9.0
    assert figure_width("111", font) == figure_width("888", font) == 27.0
    image = QImage(60, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setFont(font)
    draw_figure(painter, 2, 15, "1.1")
    painter.end()
    assert any(image.pixelColor(x, y) != QColor("#FFFFFF") for x in range(18, 30) for y in range(20))


def test_that_a_negative_number_has_the_typographic_minus() -> None:
    assert (shown("-4.2"), shown("4.2"), shown("3-5")) == ("−4.2", "4.2", "3-5")


@pytest.mark.parametrize("ratio", (1.0, 1.5, 2.0))
def test_that_a_line_fills_whole_device_pixels(ratio: float) -> None:
    image = QImage(30, 30, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painting.horizontal_line(painter, 0, 10, 3, "#000000")
    painting.vertical_line(painter, 7, 0, 10, "#000000")
    shapes.frame(painter, QRectF(1, 1, 4, 4), 0, "", "#000000")
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(30) for y in range(30)}
    assert colours == {"#ffffff", "#000000"}


def test_that_long_text_is_shortened() -> None:
    font = Theme().font(Role.BODY)
    assert painting.fitted("温州", font, 100) == "温州"
    assert painting.fitted("温州市发展和改革委员会", font, 80).endswith("…")


@PALETTES
def test_that_the_style_sheet_is_whole(palette: Palette) -> None:
    sheet = style_sheet(Theme(palette))
    assert sheet.count("{") == sheet.count("}")
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", sheet)) <= {str(colour) for colour in palette}
