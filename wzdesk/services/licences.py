"""The parts of others that the program is made of, with their licences.

A package brings ``licences.json`` among its resources, made when it was built. In a checkout the packages are asked
that the program needs and finds installed.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from wzdesk import __version__
from wzdesk.services.places import resources_folder

FILE_NAME, OWN_FILE = "licences.json", "LICENSE"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TEXT_FILE = re.compile(r"(^|/)(licen[cs]es?/.*|(licen[cs]e|copying|notice|authors)[^/]*)$", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program that others made; ``licence`` is its short name, ``text`` the whole of it."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> list[Part]:
    """All parts, by name; of a built package those that were there when it was built."""
    kept = resources_folder() / FILE_NAME
    if kept.is_file():
        return [Part(**one) for one in json.loads(kept.read_text("utf-8"))]
    return parts_of(_needed("wzdesk"))


def own_licence() -> Part:
    """That of the program itself."""
    kept = (resources_folder() / OWN_FILE, resources_folder().parent / OWN_FILE)
    text = next((_text(file) for file in kept if file.is_file()), "")
    return Part("wzdesk", __version__, "MIT", text)


def write_parts(found: Iterable[Part], resources: Path) -> None:
    """Keep the parts of a package beside its other resources."""
    told = [asdict(one) for one in _sorted(found)]
    (resources / FILE_NAME).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def parts_of(names: Iterable[str]) -> list[Part]:
    """The installed packages of these names."""
    return _sorted(_part(distribution(name)) for name in names)


def _sorted(found: Iterable[Part]) -> list[Part]:
    return sorted(found, key=lambda one: one.name.lower())


def _needed(project: str) -> list[str]:
    """The packages that a project needs and that are installed, with what they need."""
    found: dict[str, str] = {}
    rest = [project]
    while rest:
        try:
            one = distribution(rest.pop())
        except PackageNotFoundError:
            continue  # for another system
        name = one.metadata["Name"]
        if name.lower() in found:
            continue
        found[name.lower()] = name
        wishes = [wish for wish in one.requires or [] if "extra ==" not in wish]
        rest += [match[0] for wish in wishes if (match := _NAME.match(wish))]
    return [name for name in found.values() if name != project]


def _part(one: Distribution) -> Part:
    files = [each for each in one.files or [] if ".dist-info/" in str(each) and _TEXT_FILE.search(str(each))]
    texts = [text for each in files if (text := _text(Path(str(each.locate()))))]
    told = "\n".join(f"{key}: {value}" for key in _TELLING if (value := _field(one, key)))
    return Part(one.metadata["Name"], one.version, _licence(one), "\n\n".join(texts) or told)


_TELLING = ("Name", "Summary", "Author", "Author-email", "License", "License-Expression", "Home-page")


def _field(one: Distribution, key: str) -> str:
    return str((one.metadata.get_all(key) or [""])[0])


def _text(file: Path) -> str:
    return file.read_text("utf-8", errors="replace").strip() if file.is_file() else ""


def _licence(one: Distribution) -> str:
    """Its short name: the expression, else one line of the old field, else the classifiers."""
    short = _field(one, "License-Expression") or _field(one, "License")
    if short and "\n" not in short:
        return short
    classifiers = one.metadata.get_all("Classifier") or []
    return ", ".join(each.removeprefix(_CLASSIFIER) for each in classifiers if each.startswith(_CLASSIFIER))
