"""What a double click opens: the desktops and Windows know the same files as the program."""

import configparser
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

from wzdesk.domain.endings import DATA_FILE, SENT_PACK
from wzdesk.services.named_files import named_data_file, named_pack

BUILD = Path(__file__).parents[2] / "build"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
ENDINGS = {DATA_FILE, SENT_PACK}


def types() -> dict[str, str]:
    """The endings of the files of each type that the Linux packages declare."""
    found = ET.parse(BUILD / "linux" / "wzdesk.xml").getroot()
    return {
        one.attrib["type"]: glob.attrib["pattern"].removeprefix("*")
        for one in found.iter(f"{MIME}mime-type")
        for glob in one.iter(f"{MIME}glob")
    }


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(BUILD / "linux" / "wzdesk.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_that_the_menu_entry_opens_every_type_that_is_declared() -> None:
    assert set(types().values()) == ENDINGS
    assert entry()["MimeType"].strip(";").split(";") == list(types())


def test_that_what_a_double_click_runs_names_the_file() -> None:
    words = shlex.split(entry()["Exec"])
    assert words[:2] == ["wzdesk", "gui"]
    data = [word.replace("%f", "/家/甲 乙.wzd") for word in words]
    pack = [word.replace("%f", "/家/温州.wzpack") for word in words]
    assert named_data_file(data) == Path("/家/甲 乙.wzd")
    assert named_pack(pack) == Path("/家/温州.wzpack")
    assert named_data_file([word for word in words if word != "%f"]) is None  # from the menu


def test_that_windows_is_told_of_them_and_told_again_when_the_program_goes() -> None:
    told, _, removed = (BUILD / "windows" / "wzdesk.nsi").read_text("utf-8").partition('Section "Uninstall"')
    key = re.compile(r'\$\{CLASSES\}\\(\.\w+)"')
    assert set(key.findall(told)) == ENDINGS
    assert set(key.findall(removed)) == ENDINGS
