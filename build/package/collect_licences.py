"""Collects the licences of everything that a package brings along, into the package.

    collect_licences.py RUNTIME.TXT RESOURCES TEXT [BINARIES.JSON]

RUNTIME.TXT names the Python packages (runtime_lock.py). RESOURCES is the package's folder of resources, where 关于 reads
``licences.json``; TEXT a file for people. BINARIES.JSON lists the files that were taken from the system: the licences of
their Debian packages come from the system's own documentation. Run it with the Python that the package brings along.
"""

import json
import platform
import re
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from wzdesk.services.licences import Part, parts_of, write_parts

HERE = Path(__file__).resolve().parent
DOCUMENTS, COMMON = Path("/usr/share/doc"), Path("/usr/share/common-licenses")
FONT_PACKAGE = "fonts-wqy-microhei"
QT = {"pyside6-essentials", "pyside6_essentials", "shiboken6"}
OF_THE_SYSTEM = ("/lib/", "/usr/lib/")
LINE = "=" * 78


def python_packages(runtime: Path) -> list[Part]:
    """Those of the lock; for Qt's the text that their wheels lack."""
    names = re.findall(r"^([A-Za-z0-9][\w.-]*)==", runtime.read_text("utf-8"), re.MULTILINE)
    found = parts_of(names)
    version = next(part.version for part in found if part.name.lower() in QT)
    texts = [(HERE / "qt.txt").read_text("utf-8")]
    texts += [text for name in ("LGPL-3", "GPL-3") if (text := read(COMMON / name))]
    qt = "\n\n".join(texts)
    found = [
        replace(part, text=f"{part.text}\n\n{qt}") if part.name.lower() in QT else part for part in found
    ]
    return [*found, Part("Qt", version, "LGPL-3.0-only", qt)]


def read(file: Path) -> str:
    """What stands in a file, or nothing."""
    return file.read_text("utf-8", errors="replace") if file.is_file() else ""


def python_itself() -> Iterator[Part]:
    """The interpreter, and the SQLite that it speaks with where that was compiled for it."""
    folder = Path(sysconfig.get_path("stdlib"))
    text = read(folder / "LICENSE.txt") or read(DOCUMENTS / "python3.11/copyright")
    yield Part("CPython", platform.python_version(), "PSF-2.0", text)
    words = "SQLite is in the public domain: its authors disclaim copyright to it."
    yield Part("SQLite", sqlite3.sqlite_version, "blessing (public domain)", words)


def debian_packages(binaries: Path) -> Iterator[Part]:
    """The Debian packages that files come from, and the one of the font."""
    found = {FONT_PACKAGE}
    for name in json.loads(binaries.read_text("utf-8")):
        if name.startswith(OF_THE_SYSTEM) and (package := package_of(name)):
            found.add(package)
    for package in sorted(found):
        if package.startswith(("libsqlite3", "libpython3", "python3")):
            continue  # told as CPython and SQLite
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=False
        ).stdout
        yield Part(package, version, "见全文", read(DOCUMENTS / package.partition(":")[0] / "copyright"))


def package_of(name: str) -> str:
    """The Debian package of a file; merged systems know it by its name in /lib, others in /usr/lib."""
    for path in (name, name.removeprefix("/usr")):
        told = subprocess.run(["dpkg", "-S", path], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.split(": ")[0].split(",")[0]
    return ""


def as_text(parts: list[Part]) -> str:
    """All of them for people to read."""
    listed = "\n".join(f"{one.name} {one.version}: {one.licence}" for one in parts)
    whole = "\n\n".join(
        f"{LINE}\n{one.name} {one.version}\n{one.licence}\n{LINE}\n{one.text}" for one in parts
    )
    return f"wzdesk\n\n{read(HERE.parents[1] / 'LICENSE')}\n{LINE}\n\n{listed}\n\n{whole}\n"


def main() -> None:
    """Collect and write; a part without a text is a mistake of the build."""
    runtime, resources, text, *binaries = (Path(word) for word in sys.argv[1:])
    found = [*python_packages(runtime), *python_itself()]
    for file in binaries:
        found += debian_packages(file)
    if silent := [one.name for one in found if not one.text.strip()]:
        raise SystemExit(f"collect_licences: no licence was found for {', '.join(silent)}")
    write_parts(found, resources)
    text.write_text(as_text(sorted(found, key=lambda one: one.name.lower())), "utf-8")


if __name__ == "__main__":
    main()
