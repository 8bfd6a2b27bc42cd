"""Adds to a bill of materials what came along besides Python packages, and judges the whole by CycloneDX's schema.

complete_sbom.py MADE.json LICENCES.JSON OUT.json
"""

import json
import re
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
ROOT = Path(__file__).resolve().parents[2]


def component(part: dict[str, str]) -> dict[str, object]:
    """A part as CycloneDX writes it; its licence by name, for not each is an SPDX identifier."""
    kind = "library" if not part["name"].startswith("fonts-") else "data"
    found: dict[str, object] = {
        "type": kind,
        "name": part["name"],
        "version": part["version"],
        "bom-ref": f"{part['name']}@{part['version']}",
    }
    if part["licence"].isascii():
        found["licenses"] = [{"license": {"name": part["licence"]}}]
    return found


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Write the whole, or end with what the schema says against it."""
    made, licences, out = (Path(word) for word in sys.argv[1:])
    told = json.loads(made.read_text("utf-8"))
    known = {normal(one["name"]): one for one in told["components"]}
    for part in json.loads(licences.read_text("utf-8")):
        there = known.get(normal(part["name"]))
        if there is None:
            told["components"].append(component(part))
        elif part["licence"] and "licenses" not in there:
            there["licenses"] = [{"license": {"name": part["licence"]}}]
    version = _VERSION.search((ROOT / "wzdesk" / "__init__.py").read_text("utf-8"))
    told.setdefault("metadata", {}).setdefault("component", {"type": "application", "name": "wzdesk"})
    told["metadata"]["component"]["version"] = version[1] if version else ""
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise SystemExit(f"complete_sbom: {fault}")
    out.write_text(text, "utf-8")
    print(f"sbom: {len(told['components'])} components")


if __name__ == "__main__":
    main()
