"""Draws an SVG into a Windows icon: small sizes as bitmaps, as every Windows and every tool reads them, 256 as PNG.

make_icon.py DRAWING.svg ICON.ico
"""

import os
import struct
import sys
from pathlib import Path

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_HEAD, _ENTRY, _BITMAP = struct.Struct("<HHH"), struct.Struct("<BBBBHHII"), struct.Struct("<IiiHHIIiiII")


def main() -> None:
    """Write the icon."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([])
    drawing, icon = sys.argv[1:]
    pictures = [_picture(drawing, size) for size in SIZES]
    at = _HEAD.size + _ENTRY.size * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        entries += _ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    Path(icon).write_bytes(_HEAD.pack(0, 1, len(SIZES)) + entries + b"".join(pictures))
    del app


def _picture(drawing: str, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(drawing).render(painter)
    painter.end()
    if size < 256:
        return _bitmap(bytes(image.constBits()), size)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(kept.data())


def _bitmap(colours: bytes, size: int) -> bytes:
    """Colours with alpha, the lowest row first, then a mask that hides nothing; the height counts both."""
    rows = [colours[at : at + size * 4] for at in range(0, len(colours), size * 4)]
    mask = bytes((size + 31) // 32 * 4 * size)
    head = _BITMAP.pack(40, size, size * 2, 1, 32, 0, len(colours) + len(mask), 0, 0, 0, 0)
    return head + b"".join(reversed(rows)) + mask


if __name__ == "__main__":
    main()
