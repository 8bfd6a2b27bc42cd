"""Workbooks that recognition has never seen, of the kinds statistics offices send, each with its golden."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.excel.golden.made.book import made
from tests.excel.golden.made.layout import Golden

DECLARED = (
    "data_sites",
    "yearbooks",
    "reporting_forms",
    "county_forms",
    "regions",
    "ledgers",
    "several_tables",
    "sections",
    "odd_sheets",
    "habits",
    "fresh",
)


def books() -> list[tuple[str, Callable[[Path], None], Golden]]:
    """Every workbook: its name, what writes it to a path, and what a person reads from it."""
    for module in DECLARED:
        import_module(f"tests.excel.golden.made.{module}")
    return made()
