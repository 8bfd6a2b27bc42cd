"""Prints the part of requirements.lock that the program needs to run: what goes into a package, with its hashes.

    runtime_lock.py [--platform linux|win32] [--python 3.11]

Developers' packages stay out. Run it with the project's own .venv: who needs whom is read from what is installed there.
"""

import argparse
import platform
import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
_ENTRY = re.compile(r"^[A-Za-z0-9](?:.*\\\n)*.*\n", re.MULTILINE)
_CONDITION = re.compile(r"^(\S+?==\S+) ;[^\\\n]*(\\?)$", re.MULTILINE)
_SYSTEMS = {"linux": ("posix", "Linux"), "win32": ("nt", "Windows")}


def entries_of(lock: str, environment: dict[str, str]) -> dict[str, str]:
    """The entries of a lock that hold in an environment, by the names of their packages."""
    found = {}
    for entry in _ENTRY.findall(lock):
        wish = Requirement(entry.split("\\")[0].split("--hash")[0].strip())
        if wish.marker is None or wish.marker.evaluate(environment):
            # The condition was answered here, for the Python of the package; whoever installs may be another one.
            found[canonicalize_name(wish.name)] = _CONDITION.sub(r"\1 \2", entry, count=1)
    return found


def needed(wishes: list[str], environment: dict[str, str]) -> set[str]:
    """The packages that these need, and those that they need."""
    found: set[str] = set()
    rest = [Requirement(wish) for wish in wishes]
    while rest:
        wish = rest.pop()
        name = canonicalize_name(wish.name)
        if name in found or (wish.marker and not wish.marker.evaluate(environment)):
            continue
        found.add(name)
        try:
            rest += [Requirement(one) for one in requires(name) or []]
        except PackageNotFoundError:
            continue  # of another system: it stands in the lock, but not here
    return found


def main() -> None:
    """Print the entries, in the order of the lock."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=sorted(_SYSTEMS), default="linux")
    parser.add_argument("--python", default="3.11", metavar="MAJOR.MINOR")
    options = parser.parse_args()
    os_name, system = _SYSTEMS[options.platform]
    environment = {
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": options.python,
        "python_full_version": f"{options.python}.0",
        "sys_platform": options.platform,
        "os_name": os_name,
        "platform_system": system,
        "platform_machine": "AMD64" if options.platform == "win32" else platform.machine(),
        "extra": "",
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    entries = entries_of((ROOT / "requirements.lock").read_text("utf-8"), environment)
    wanted = needed(project["dependencies"], environment)
    if missing := wanted - entries.keys():
        raise SystemExit(f"runtime_lock: requirements.lock lacks {', '.join(sorted(missing))}")
    print("".join(entry for name, entry in entries.items() if name in wanted), end="")


if __name__ == "__main__":
    main()
