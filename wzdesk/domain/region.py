"""Regions (SDMX reference areas) and named groups of them."""

from dataclasses import dataclass
from enum import StrEnum


class RegionLevel(StrEnum):
    """Administrative level; a functional zone is a level of its own."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Region:
    """A reporting area.

    ``code`` is the GB/T 2260 code (330326 平阳县) or, for a functional zone, the parent's code with a
    suffix of letters. ``additive`` is False for zones: they lie inside counties and are never added
    into a city total.
    """

    code: str
    name: str
    short_name: str
    level: RegionLevel
    parent: str | None
    additive: bool = True


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """A named set of regions that reports compare, such as 山区5县."""

    code: str
    name: str
    members: tuple[str, ...]
