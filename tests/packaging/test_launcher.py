"""The launcher of the Linux packages: what the program is told of input methods, on the desktops that there are."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCHER = Path(__file__).parents[2] / "build" / "linux" / "wzdesk.sh"
TELL = '#!/bin/sh\necho "${QT_IM_MODULES-none} ${QT_IM_MODULE-none} ${IBUS_USE_PORTAL-none}|$*"\n'

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a shell script of the Linux packages")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The launcher as it is called after an installation: by a link, beside a program that tells what it sees."""
    place = tmp_path / "有 空格" / "wzdesk"
    for folder in ("bin", "program"):
        (place / folder).mkdir(parents=True)
    shutil.copy(LAUNCHER, place / "bin" / "wzdesk")
    (place / "program" / "wzdesk").write_text(TELL, "utf-8")
    (place / "program" / "wzdesk").chmod(0o755)
    (tmp_path / "wzdesk").symlink_to(place / "bin" / "wzdesk")
    return tmp_path / "wzdesk"


def told(installed: Path, environment: dict[str, str], *words: str) -> str:
    return subprocess.run(
        [str(installed), *words], env={"PATH": "/usr/bin:/bin"} | environment, capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "seen"),
    (
        ({}, "none none none"),
        ({"QT_IM_MODULE": "fcitx"}, "none ibus 1"),
        ({"QT_IM_MODULE": "fcitx5"}, "none ibus 1"),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "fcitx"}, "none ibus 1"),
        ({"XMODIFIERS": "@im=fcitx"}, "none ibus 1"),
        ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, "none ibus 1"),
        ({"QT_IM_MODULE": "ibus"}, "none ibus none"),
        ({"XMODIFIERS": "@im=ibus"}, "none ibus none"),
        ({"QT_IM_MODULE": "compose"}, "none compose none"),
    ),
)
def test_that_fcitx_is_asked_in_the_manner_of_ibus(
    installed: Path, environment: dict[str, str], seen: str
) -> None:
    assert told(installed, environment) == f"{seen}|"


def test_that_words_reach_the_program_as_they_are(installed: Path) -> None:
    assert told(installed, {}, "gui", "--data", "数 据.wzd").endswith("|gui --data 数 据.wzd")
