"""Collects the licences of what the Windows program brings along, for 关于 and for people to read.

    licences.py LIBRARIES PYTHON RESOURCES TEXT

LIBRARIES is the folder of the unpacked wheels, PYTHON that of CPython. RESOURCES gets ``licences.json``.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
libraries, python, resources, text = (Path(word) for word in sys.argv[1:])
sys.path[:0] = [
    str(libraries),
    str(HERE.parent / "package"),
]  # the packages for Windows are asked, not those of here

from collect_licences import as_text, python_packages, write_parts  # noqa: E402

from wzdesk.services.licences import Part  # noqa: E402

release = (HERE / "python-embed.sha256").read_text("utf-8").partition("CPython ")[2].partition(" ")[0]
found = [
    *python_packages(HERE / "requirements.lock"),
    Part("CPython", release, "PSF-2.0", (python / "LICENSE.txt").read_text("utf-8")),
]
if silent := [one.name for one in found if not one.text.strip()]:
    raise SystemExit(f"licences: no licence was found for {', '.join(silent)}")
write_parts(found, resources)
text.write_text(as_text(sorted(found, key=lambda one: one.name.lower())), "utf-8", newline="\r\n")
