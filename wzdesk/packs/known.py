"""The codes that the files of a pack may refer to."""

from collections.abc import Mapping
from dataclasses import dataclass

from wzdesk.domain.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Known:
    """Codes of documents, regions and agencies, and the indicators by their codes."""

    documents: frozenset[str]
    regions: frozenset[str]
    indicators: Mapping[str, Indicator]
    agencies: frozenset[str] = frozenset()
