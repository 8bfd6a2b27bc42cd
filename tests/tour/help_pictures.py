"""``python -m tests.tour.help_pictures``: the tour's pictures as the help shows them, small enough to be handed out.

A picture has few colours: with a palette of 256 it takes a third of the room.
"""

import argparse
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageWriter

PICTURES = {
    "home": "page-home", "entry": "01-entry", "typing": "02-typing", "month": "22-month", "paste": "06-pasting",
    "review": "review", "projects": "projects", "project-month": "project-month", "differences": "09-differences",
    "recognition": "15-recognition", "fill": "14-fill", "exchange": "exchange-overview", "issue": "exchange-issue",
    "merge": "exchange-merge", "plans": "11-plans", "print": "21-print", "history": "17-history",
    "backups": "18-backups",
}  # fmt: skip
"""By their names in the help: those of the tour."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.tour.help_pictures", description=__doc__)
    parser.add_argument("--tour", type=Path, default=Path("out/tour"))
    parser.add_argument("--to", type=Path, default=Path("resources/help/pictures"))
    wanted = parser.parse_args()
    wanted.to.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        shrink(wanted.tour / f"{picture}.png", wanted.to / f"{name}.png")


def shrink(picture: Path, to: Path) -> None:
    """Write a picture with 256 colours."""
    image = QImage(str(picture))
    if image.isNull():
        raise SystemExit(f"{picture} is missing: run `make tour` first")
    few = image.convertToFormat(
        QImage.Format.Format_Indexed8, commonest_colours(image), Qt.ImageConversionFlag.ThresholdDither
    )
    writer = QImageWriter(str(to), b"png")
    writer.setCompression(100)
    if not writer.write(few):
        raise SystemExit(f"{to}: {writer.errorString()}")


def commonest_colours(image: QImage) -> list[int]:
    """At most 256 colours: of each hue that occurs the commonest shade, the commonest hues first."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    order = np.argsort(counts)[::-1]
    colours = colours[order]
    _, first = np.unique(colours & 0xF8F0F0, return_index=True)
    hues = colours[np.sort(first)][:200]
    rest = colours[~np.isin(colours, hues)][: 256 - len(hues)]
    return [int(colour) for colour in (*hues, *rest)]


if __name__ == "__main__":
    main()
