"""Icons from ``resources/icons``, in any colour, sharp at every device pixel ratio.

The SVG files are read by Qt's image plugin: the Python module QtSvg is not needed and costs nothing at start.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QImageReader, QPainter, QPixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_HERE = Path(__file__).resolve()
_USUAL_RATIOS = frozenset({1.0, 1.5, 2.0})


def resources_folder() -> Path:
    """Where the resources are: inside the installed package, else beside it in the source tree."""
    return _folders[-1]


def use_resources(folder: Path) -> None:
    """Take the resources from another folder, as a frozen program may."""
    if folder != _folders[-1]:
        _folders.append(folder)
        _source.cache_clear()
        pixmap.cache_clear()


def _usual_folder() -> Path:
    installed = _HERE.parents[1] / "resources"
    return installed if installed.is_dir() else _HERE.parents[2] / "resources"


_folders = [_usual_folder()]


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """One icon of ``size`` × ``size`` px for a screen of that device pixel ratio.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    data = QByteArray(_source(name).replace("currentColor", color).encode())
    buffer = QBuffer(data)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    side = max(1, round(size * ratio))
    reader.setScaledSize(QSize(side, side))
    made = QPixmap.fromImage(reader.read())
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, color: str, size: int) -> QIcon:
    """An icon for standard buttons, menus and windows."""
    from PySide6.QtGui import QIcon  # the class and its 150 names of themes come after the first rows

    made = QIcon()
    for ratio in sorted(_USUAL_RATIOS | {screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        made.addPixmap(pixmap(name, color, size, ratio))
    return made


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, color: str) -> None:
    """Paint an icon in the middle of ``rect``, as large as its shorter side, on whole device pixels."""
    ratio = painter.device().devicePixelRatio()
    side = round(min(rect.width(), rect.height()))
    left = rect.x() + (rect.width() - side) / 2
    top = rect.y() + (rect.height() - side) / 2
    to_device = painter.deviceTransform()
    spot = to_device.map(QPointF(left, top))
    whole = QPointF(round(spot.x()), round(spot.y()))
    painter.drawPixmap(to_device.inverted()[0].map(whole), pixmap(name, color, side, ratio))


def application_icon() -> QIcon:
    """The program's own icon in the sizes that title bars and task bars ask for."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        made.addPixmap(pixmap("wzdesk", "#1A5CB4", side))
    return made
