"""Agencies: the bodies that report or are responsible."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """A body such as 市发展改革委; in a list of 责任单位 the first one leads (牵头)."""

    code: str
    name: str
    short_name: str
