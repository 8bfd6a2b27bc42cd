"""The texts that cells refer to by number."""

import re
from collections.abc import Sequence

from wzdesk.excel.read.package import Package, main_name
from wzdesk.excel.read.plain_xml import Frame, find_frame, resolve_references
from wzdesk.excel.text_escapes import unescape_text


def read_texts(package: Package, part: str) -> list[str]:
    """The shared texts in a part; phonetic readings are no part of them.

    Raises:
        CannotRead: the part is broken.
    """
    content = package.read(part)
    if frame := find_frame(content, b"sst"):
        package.scan_bytes(content)
        texts = _texts_by_patterns(package, content, frame)
        if texts is not None:
            return texts
    return _texts_by_events(package, content)


def _texts_by_patterns(package: Package, content: bytes, frame: Frame) -> list[str] | None:
    """The texts of a part, known to be XML; None where patterns do not do."""
    around = content[: frame.begin], content[frame.end :]
    if frame.prefix or _elements(package, b"".join(around)) != ["sst"]:
        return None
    found = _PLAIN.findall(content, *frame[1:])
    tags = content.count(b"<", *frame[1:])
    if tags == 4 * len(found):
        return _meant(found)
    either = _ANY.findall(content, *frame[1:])
    rich = [inner for _, inner in either if inner]
    if tags != sum(2 + inner.count(b"<") if inner else 4 for _, inner in either):
        return None
    apart = _texts_by_events(package, b"%b<si>%b</si>%b" % (around[0], b"</si><si>".join(rich), around[1]))
    if len(apart) != len(rich):
        return None
    those = iter(apart)
    return [
        next(those) if inner else text
        for text, (_, inner) in zip(_meant([text for text, _ in either]), either, strict=True)
    ]


_PLAIN = re.compile(rb"<si>\s*+<t(?>(?: xml:space=\"preserve\")?)>([^<]*+)</t>\s*+</si>")
_ANY = re.compile(
    rb"<si>(?:\s*+<t(?>(?: xml:space=\"preserve\")?)>([^<]*+)</t>\s*+</si>|(.+?)</si>)", re.DOTALL
)


def _elements(package: Package, content: bytes) -> list[str]:
    names: list[str] = []
    package.scan_bytes(content, lambda element, _: names.append(main_name(element)))
    return names


def _meant(found: Sequence[bytes]) -> list[str]:
    """Texts as they are meant, given as they stand in the file."""
    if not found:
        return []
    joined = b"\0".join(found).decode()
    if "\r" in joined:
        joined = joined.replace("\r\n", "\n").replace("\r", "\n")
    texts = joined.split("\0")
    if "&" in joined or "_x" in joined:
        return [unescape_text(resolve_references(text)) for text in texts]
    return texts


def _texts_by_events(package: Package, content: bytes) -> list[str]:
    texts = _Texts()
    package.scan_bytes(content, texts.start, texts.end, texts.text)
    return texts.texts


class _Texts:
    """Gathers the shared texts; phonetic readings are no part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._in_reading = False

    def start(self, element: str, _: dict[str, str]) -> None:
        name = main_name(element)
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._in_reading = True
        elif name == "t":
            self._in_text = not self._in_reading

    def end(self, element: str) -> None:
        name = main_name(element)
        if name == "si":
            self.texts.append(unescape_text("".join(self._pieces)))
        elif name == "rPh":
            self._in_reading = False
        elif name == "t":
            self._in_text = False

    def text(self, piece: str) -> None:
        if self._in_text:
            self._pieces.append(piece)
