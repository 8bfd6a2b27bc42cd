"""A machine without any Chinese font, made by a fontconfig that knows one folder without fonts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase
from wzdesk.ui import icons
icons.use_resources(Path(sys.argv[1]))
sys.frozen = True  # only a packaged program brings a font
from wzdesk.ui.theme import make_application
app = make_application()
print(len(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))
"""


@pytest.fixture
def bare_fonts(tmp_path: Path) -> dict[str, str]:
    """An environment in which the system has no font at all."""
    if sys.platform != "linux" or not FONT.is_file():
        pytest.skip("needs fontconfig and the font of Debian's package fonts-wqy-microhei")
    (tmp_path / "none").mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path / 'none'}</dir></fontconfig>", "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"}


def chinese_families(resources: Path, environment: dict[str, str]) -> int:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(resources)],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(ended.stdout.splitlines()[-1])


def test_that_a_machine_without_a_chinese_font_is_lent_one(
    tmp_path: Path, bare_fonts: dict[str, str]
) -> None:
    resources = tmp_path / "resources"
    (resources / "fonts").mkdir(parents=True)
    assert chinese_families(resources, bare_fonts) == 0
    (resources / "fonts" / FONT.name).symlink_to(FONT)
    assert chinese_families(resources, bare_fonts) > 0


def test_that_a_machine_with_chinese_fonts_keeps_to_its_own(tmp_path: Path) -> None:
    if sys.platform != "linux" or not FONT.is_file():
        pytest.skip("needs the font of Debian's package fonts-wqy-microhei")
    resources = tmp_path / "resources"
    (resources / "fonts").mkdir(parents=True)
    without = chinese_families(resources, {**os.environ})
    (resources / "fonts" / "other.ttf").write_bytes(b"no font")
    assert chinese_families(resources, {**os.environ}) == without > 0
