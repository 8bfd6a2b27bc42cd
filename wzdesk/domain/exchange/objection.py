"""What is to be mended in a form that goes back."""

from typing import NamedTuple


class Objection(NamedTuple):
    """What is to be mended: a cell, with its sheet where there are several, and why; "" for the reason of the whole."""

    where: str
    sentence: str = ""
