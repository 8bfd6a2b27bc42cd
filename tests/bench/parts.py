"""The parts of the measurement: what each measures, the issue that named its marks, and how long it may take."""

from dataclasses import dataclass

PLANS, FORMS, SHEETS, ENTRY, PROJECTS, EXCHANGE, HANDED_OUT = "ABCDEFG"


@dataclass(frozen=True, slots=True)
class Part:
    """A function that returns figures, run in a process of its own."""

    function: str
    issue: str
    title: str
    patience_s: float = 600.0
    is_asked_for: bool = False
    """Measured only where it is named."""


PARTS = {
    "paint": Part("starts:measure_first_paint", PLANS, "First paint"),
    "rows": Part("starts:measure_rows", PLANS, "Ready for typing, and memory then"),
    "cell": Part("one_cell:measure", PLANS, "One cell of a plan"),
    "page": Part("plan_page:measure", PLANS, "The page of a plan"),
    "books": Part("books:measure", PLANS, "The plan's workbook"),
    "filling": Part("filling:measure", FORMS, "Filling an agency's form"),
    "reading": Part("reading:measure", SHEETS, "Reading a large sheet"),
    "importing": Part("importing:measure", SHEETS, "Importing"),
    "hostile": Part("hostile:measure", SHEETS, "Hostile files"),
    "claims": Part("claims:measure", SHEETS, "Checks on the way in"),
    "form": Part("form:measure", SHEETS, "An ordinary form"),
    "form_cell": Part("form_cell:measure", ENTRY, "One cell of a form"),
    "scrolling": Part("scrolling:measure", ENTRY, "A long form"),
    "pasting": Part("pasting:measure", ENTRY, "Pasting"),
    "checks": Part("checks:measure", ENTRY, "The checks of entry"),
    "finding": Part("finding:measure", ENTRY, "Finding"),
    "keys": Part("keys:measure", ENTRY, "Keys pressed"),
    "projects": Part("projects:measure", PROJECTS, "Projects", 900.0),
    "merging": Part("merging:measure", EXCHANGE, "Merging what came back", 1800.0),
    "packaged": Part("packaged:measure", HANDED_OUT, "The packaged program"),
    "growth": Part("growth:measure", HANDED_OUT, "Growth", 900.0),
    "growth-full": Part(
        "growth:measure_full", HANDED_OUT, "Growth to ten million", 7200.0, is_asked_for=True
    ),
}
