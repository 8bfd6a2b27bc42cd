"""Parts known to be XML."""

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.xml_bytes import check_xml, decode_part
from wzdesk.excel.fill.zip_splice import Archive


class CheckedParts:
    """The parts of a file, each checked when it is first asked for."""

    def __init__(self, archive: Archive, complaint: Complaint) -> None:
        self._archive, self._complaint = archive, complaint
        self._roots: dict[str, str] = {}

    def content(self, part: str) -> bytes:
        """A part in UTF-8.

        Raises:
            CannotFill: it is missing, damaged or no XML.
        """
        content = decode_part(self._archive.read(part), self._complaint)[0]
        if part not in self._roots:
            self._roots[part] = check_xml(content, self._complaint)
        return content

    def root(self, part: str) -> str:
        """The name of a part's root.

        Raises:
            CannotFill: the part is missing, damaged or no XML.
        """
        if part not in self._roots:
            self.content(part)
        return self._roots[part]
