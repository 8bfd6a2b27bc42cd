"""What the repository itself promises: no foreign hosts or paths, a complete lock, a changelog, a clean build/."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

import wzdesk

ROOT = Path(__file__).parent.parent

# Written in pieces, for this file is searched too.
REGISTRY_HOSTS = [
    "pypi" + ".org", "pythonhosted" + ".org", "pypi" + ".tuna", "pypi" + ".python", "mirrors" + ".",
    "deb" + ".debian", "ftp" + ".debian", "security" + ".debian", "snapshot" + ".debian",
    "npmjs" + ".org", "npmjs" + ".com", "npmmirror" + ".com", "conda" + ".anaconda", "proxy" + ".golang",
]  # fmt: skip
FOREIGN = re.compile(
    "|".join(
        [
            *(rf"(?:https?://|\b){re.escape(host)}" for host in REGISTRY_HOSTS),
            rf"(?<![\w.)}}-])/{'work'}/[\w.]",  # a machine's own folders; out/work/ is ours
            rf"(?<![\w.)}}-])/{'root'}/[\w.]",
        ]
    ).encode()
)


def git(*arguments: str) -> str:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    return subprocess.run(
        ["git", "-c", "core.quotePath=false", *arguments],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


def source_files() -> list[PurePosixPath]:
    """Files that are tracked or about to be, without the deleted ones."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [PurePosixPath(name) for name in sorted(set(listed)) if name and (ROOT / name).is_file()]


def test_that_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{name}: {match[0].decode()}"
        for name in source_files()
        for match in FOREIGN.finditer((ROOT / name).read_bytes())
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ("index-url = https://" + "pypi" + ".org/simple", "see /" + "work/notes", "cd /" + "root/x")
)
def test_that_the_search_finds_what_it_is_for(line: str) -> None:
    assert FOREIGN.search(line.encode())


def requirements(text: str) -> list[Requirement]:
    text = re.sub(r"\\\n", " ", text)
    lines = [re.sub(r"(^|\s)(#|--hash).*", "", line).strip() for line in text.splitlines()]
    return [Requirement(line) for line in lines if line]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_that_the_lock_pins_and_hashes_every_requirement() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    entries = re.findall(r"^[A-Za-z0-9](?:.*\\\n)*.*$", lock, re.MULTILINE)
    assert len(entries) == len(requirements(lock)) > 20
    for entry in entries:
        assert "==" in entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry


def test_that_the_lock_answers_every_wish() -> None:
    wishes = requirements((ROOT / "requirements.in").read_text("utf-8"))
    locked = requirements((ROOT / "requirements.lock").read_text("utf-8"))
    for wish in wishes:
        pins = [pin for pin in locked if normal(pin.name) == normal(wish.name)]
        versions = [next(iter(pin.specifier)).version for pin in pins]
        assert any(wish.specifier.contains(version) for version in versions), wish


def test_that_the_lock_takes_the_signing_package_that_starts_on_old_desktops() -> None:
    if sys.platform != "linux":
        pytest.skip("other systems have one wheel each")
    wheel = distribution("cryptography").read_text("WHEEL") or ""
    assert "manylinux_2_17" in wheel or "manylinux2014" in wheel


def test_that_the_program_declares_what_the_lock_was_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wishes = {str(wish) for wish in requirements((ROOT / "requirements.in").read_text("utf-8"))}
    assert {str(Requirement(line)) for line in project["dependencies"]} <= wishes


def test_that_the_changelog_speaks_of_what_is_not_released_yet() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", text, re.MULTILINE)
    assert releases[0] == ("Unreleased", "")
    assert all(day for _, day in releases[1:])
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {
        "Added", "Changed", "Deprecated", "Removed", "Fixed", "Security",
    }  # fmt: skip
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == len(releases)


def test_that_a_release_stands_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    tags = git("tag", "--list", f"v{wzdesk.__version__}").split()
    assert not tags or f"## [{wzdesk.__version__}]" in text


def test_that_build_holds_sources_only() -> None:
    generated = re.compile(
        r"(^|/)(__pycache__|lib|dist|work|bdist[^/]*|[^/]*\.egg-info|[^/]*\.dist-info)/"
        r"|\.(pyc|whl|deb|exe|msi|dll|so|zip|tar|gz|xz|toc|pkg|pyz|log)$"
    )
    inside = [str(name) for name in source_files() if name.parts[0] == "build"]
    assert "build/README.md" in inside
    assert [name for name in inside if generated.search(name.removeprefix("build/"))] == []
    assert not (ROOT / "build" / "__init__.py").exists()


def test_that_build_is_neither_ignored_nor_cleaned() -> None:
    ignored = subprocess.run(["git", "check-ignore", "-q", "build/new-source"], cwd=ROOT, check=False)
    assert ignored.returncode == 1
    cleaning = subprocess.run(
        ["make", "-n", "clean"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    assert "build" not in cleaning
