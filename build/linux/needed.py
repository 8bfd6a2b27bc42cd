"""What a frozen program needs of the system it runs on: libraries and symbol versions, read from its ELF files.

needed.py FOLDER            a table for people
needed.py --depends FOLDER  the line for a Debian control file; fails where a library's package is not known
"""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

# Which Debian package has a library. The alternatives are the names of older or newer systems.
PACKAGES = {
    "libstdc++.so.6": "libstdc++6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libuuid.so.1": "libuuid1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1 | libxcb-util0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
OF_LIBC = re.compile(r"^(libc|libm|libdl|librt|libpthread|libutil|libresolv|ld-linux.*)\.so\.\d+$")
# The first libstdc++6 of Debian that has a symbol version.
STDCXX = {
    "3.4.21": "5",
    "3.4.22": "6",
    "3.4.24": "7",
    "3.4.25": "8",
    "3.4.26": "9",
    "3.4.28": "9.3",
    "3.4.29": "11",
}
KINDS = ("GLIBC", "GLIBCXX", "CXXABI", "GCC")
_NEEDED = re.compile(r"\(NEEDED\).*\[(.+?)\]")
_VERSION = re.compile(rf"Name: ({'|'.join(KINDS)})_([\d.]+)")


def elf_files(folder: Path) -> list[Path]:
    """All ELF files, without links to them."""
    files = (each for each in sorted(folder.rglob("*")) if each.is_file() and not each.is_symlink())
    return [each for each in files if each.open("rb").read(4) == b"\x7fELF"]


def as_numbers(version: str) -> tuple[int, ...]:
    """A version that sorts as people mean it."""
    return tuple(int(part) for part in version.split("."))


class Needs:
    """Libraries and highest symbol versions, each with the files that ask for them."""

    def __init__(self, folder: Path) -> None:
        self.libraries: dict[str, list[str]] = defaultdict(list)
        self.versions: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in KINDS}
        own = {each.name for each in folder.rglob("*.so*")}
        for file in elf_files(folder):
            told = subprocess.run(
                ["readelf", "--wide", "-d", "-V", str(file)], capture_output=True, text=True, check=True
            ).stdout
            asked = told.partition("Version needs section")[2]
            for library in set(_NEEDED.findall(told)) - own:
                if not OF_LIBC.match(library):
                    self.libraries[library].append(file.name)
            for kind, version in set(_VERSION.findall(asked)):
                self.versions[kind][version].append(file.name)

    def highest(self, kind: str) -> str:
        """The highest version of a kind, or an empty text."""
        return max(self.versions[kind], key=as_numbers, default="")


def depends(needs: Needs) -> str:
    """The packages, with the versions of the two libraries whose symbols tell them."""
    unknown = sorted(set(needs.libraries) - PACKAGES.keys())
    if unknown:
        raise SystemExit(f"needed: no package is known for {', '.join(unknown)}")
    packages = {PACKAGES[library] for library in needs.libraries if library != "libstdc++.so.6"}
    # Qt loads these by name.
    packages |= {"libdbus-1-3", "libfontconfig1"}
    least = next(
        (STDCXX[one] for one in STDCXX if as_numbers(one) >= as_numbers(needs.highest("GLIBCXX"))), None
    )
    if least is None:
        raise SystemExit(f"needed: no libstdc++6 is known for GLIBCXX_{needs.highest('GLIBCXX')}")
    return ", ".join([f"libc6 (>= {needs.highest('GLIBC')})", f"libstdc++6 (>= {least})", *sorted(packages)])


def main() -> None:
    """Print the table, or the line."""
    folder = Path(sys.argv[-1])
    needs = Needs(folder)
    if sys.argv[1] == "--depends":
        print(depends(needs))
        return
    for kind in KINDS:
        versions = sorted(needs.versions[kind], key=as_numbers, reverse=True)[:3]
        for version in versions:
            files = needs.versions[kind][version]
            print(f"{kind}_{version}: {', '.join(sorted(files)[:6])}{' …' if len(files) > 6 else ''}")
    print("libraries of the system:", ", ".join(sorted(needs.libraries)))


if __name__ == "__main__":
    main()
