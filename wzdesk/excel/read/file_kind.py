"""What a file is by its content; its name is believed in nothing."""

from enum import Enum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _stream(name: str) -> bytes:
    """The name of a stream as an OLE file spells it."""
    return name.encode("utf-16-le") + b"\0\0"


_BIFF = (_stream("Workbook"), _stream("Book"))
_PASSWORD = _stream("EncryptedPackage")
_DOCUMENTS = (_stream("WordDocument"), _stream("PowerPoint Document"))
_DIRECTORY, _SECTOR = slice(48, 52), 512  # where an OLE file tells in which sector its list of streams begins
_BEGINS = frozenset({b"\t\0", b"\t\2", b"\t\4", b"\t\x08"})
_OTHER = "不是工作簿，请选 Excel 或 WPS 的表格文件"
_PICTURE = "是图片，不是工作簿，请用 Excel 或 WPS 的表格文件"
_ARCHIVE = "是压缩包，请解压后再选里面的表格文件"
_DOCUMENT = "是 Word 或演示文稿，不是工作簿，请用 Excel 或 WPS 的表格文件"
_MAGIC = {
    b"%PDF": "是 PDF 文件，不是工作簿，请用 Excel 或 WPS 的表格文件",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"BM": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\x1f\x8b": _ARCHIVE,
    b"BZh": _ARCHIVE,
    b"\xfd7zXZ": _ARCHIVE,
    b"{\\rtf": _DOCUMENT,
    b"SQLite format 3": "是数据文件，不是工作簿，请用 Excel 或 WPS 的表格文件",
}


class FileKind(Enum):
    """A kind of file that tables come in: its name for the user, and the endings that go with it."""

    words: str
    endings: tuple[str, ...]

    OOXML = ("xlsx 工作簿", (".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".ett"))
    BIFF = ("旧版 xls 工作簿", (".xls", ".xlt", ".xlw", ".et", ".ett"))
    XLSB = ("xlsb 工作簿", (".xlsb",))
    OPEN_DOCUMENT = ("ods 表格", (".ods", ".ots"))
    XML_2003 = ("2003 版 XML 表格", (".xml",))
    WEB_PAGE = ("网页表格", (".htm", ".html"))
    WEB_ARCHIVE = ("单个文件的网页", (".mht", ".mhtml"))
    TEXT = ("文本表格", (".csv", ".tsv", ".txt", ".tab"))

    def __init__(self, words: str, endings: tuple[str, ...]) -> None:
        self.words, self.endings = words, endings


def kind_of(content: bytes) -> FileKind | str | None:
    """The kind of a file that is no archive, or the words for one that holds no table; None: it is broken."""
    if not content.strip(b"\0"):
        return "是空文件，请重新取一份" if not content else _OTHER
    if content.startswith(_OLE):
        return _kind_of_ole(content)
    if is_biff_stream(content):
        return FileKind.BIFF
    for magic, words in _MAGIC.items():
        if content.startswith(magic) and not _is_wordy(content, magic):
            return words
    return _kind_of_text(content)


def kind_of_members(names: frozenset[str], mimetype: bytes) -> FileKind | str | None:
    """The kind of an archive by what it holds, or the words for one without a table; None: it is broken."""
    is_workbook = any(name.startswith("xl/") for name in names)
    if "[Content_Types].xml" in names:
        if not is_workbook and any(name.startswith(("word/", "ppt/")) for name in names):
            return _DOCUMENT
        return FileKind.XLSB if "xl/workbook.bin" in names else FileKind.OOXML
    if "content.xml" in names and "mimetype" in names:
        return FileKind.OPEN_DOCUMENT if b"spreadsheet" in mimetype else _DOCUMENT
    return None if is_workbook else _ARCHIVE


def is_biff_stream(content: bytes) -> bool:
    """Whether a workbook of the old kind begins here, without the OLE file around it."""
    return content[:2] in _BEGINS and 4 <= int.from_bytes(content[2:4], "little") <= 16


def _kind_of_ole(content: bytes) -> FileKind | str | None:
    if len(content) < (int.from_bytes(content[_DIRECTORY], "little") + 2) * _SECTOR:
        return None
    if any(name in content for name in _BIFF):
        return FileKind.BIFF
    if _PASSWORD in content:
        return "加了打开密码，请在表格软件里去掉密码，另存后再导入"
    return _DOCUMENT if any(name in content for name in _DOCUMENTS) else _OTHER


def _is_wordy(content: bytes, magic: bytes) -> bool:
    """Whether a magic that is letters only ("BM") begins what is really a text."""
    return magic.isalnum() and b"\0" not in content[:64]


def _kind_of_text(content: bytes) -> FileKind | str:
    beginning = _letters(content[:8192])
    if b"urn:schemas-microsoft-com:office:spreadsheet" in beginning and b"<workbook" in beginning:
        return FileKind.XML_2003
    if beginning.startswith(b"mime-version:") or b"\nmime-version:" in beginning[:2048]:
        return FileKind.WEB_ARCHIVE
    if beginning.startswith(b"<"):
        return FileKind.WEB_PAGE if _is_page(beginning) else _OTHER
    if beginning.startswith((b"{", b"[")) or (b"\0" in content[:8192] and not _is_wide(content)):
        return _OTHER
    return FileKind.TEXT


def _is_page(beginning: bytes) -> bool:
    return any(tag in beginning for tag in (b"<html", b"<table", b"<tr", b"<td", b"<body", b"<!doctype html"))


def _is_wide(content: bytes) -> bool:
    """Whether the bytes are UTF-16, said by a mark or by what they are."""
    pairs = content[: min(len(content), 4096) // 2 * 2]
    zeros = max(pairs[::2].count(0), pairs[1::2].count(0))
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros * 5 > len(pairs) // 2


def _letters(beginning: bytes) -> bytes:
    """The beginning of a text in small letters, without marks of its encoding."""
    plain = beginning.replace(b"\0", b"") if _is_wide(beginning) else beginning
    return plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
