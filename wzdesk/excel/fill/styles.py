"""Which cell styles show dates."""

import re

from wzdesk.excel.fill.refusal import Complaint
from wzdesk.excel.fill.xml_bytes import MAIN, decode_part, new_parser, parse
from wzdesk.excel.read.number_display.built_in import BUILT_IN
from wzdesk.excel.read.number_format import is_date_format

_WHOLE = re.compile(r"\d{1,9}")


def date_styles(raw: bytes, complaint: Complaint) -> frozenset[str]:
    """The numbers of the cell styles, as cells name them, that show a date or a time."""
    codes: dict[int, str] = dict(BUILT_IN)
    ids: list[int] = []
    path: list[str] = []

    def on_start(element: str, attributes: dict[str, str]) -> None:
        namespace, _, name = element.rpartition("|")
        path.append(name if namespace in MAIN else "")
        id_ = attributes.get("numFmtId", "0")
        number = int(id_) if _WHOLE.fullmatch(id_) else 0
        if path[-2:] == ["numFmts", "numFmt"]:
            codes[number] = attributes.get("formatCode", "")
        elif path[-2:] == ["cellXfs", "xf"]:
            ids.append(number)

    parser = new_parser(complaint)
    parser.StartElementHandler = on_start
    parser.EndElementHandler = lambda _: path.pop()
    parse(parser, decode_part(raw, complaint)[0], complaint)
    return frozenset(str(index) for index, id_ in enumerate(ids) if is_date_format(codes.get(id_, "General")))
