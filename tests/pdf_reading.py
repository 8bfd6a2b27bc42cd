"""What another program finds in a PDF."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def ask(tool: str, *arguments: str | Path) -> str:
    """What one of poppler's tools says; the test is left out where they are not installed."""
    if not shutil.which(tool):
        reason = f"{tool} of poppler-utils is absent"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    command = [tool, *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def texts_of_pages(path: Path) -> list[str]:
    """The words of each page, without blanks, as a search would find them."""
    pages = ask("pdftotext", "-layout", path, "-").split("\f")[:-1]
    return ["".join(page.split()) for page in pages]


def properties(path: Path) -> dict[str, str]:
    """Title, Author, Pages, Page size …"""
    lines = (line.partition(":") for line in ask("pdfinfo", path).splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def fonts(path: Path) -> list[list[str]]:
    """Name, type, encoding, embedded, subset, unicode … of each typeface."""
    return [line.split() for line in ask("pdffonts", path).splitlines()[2:]]
