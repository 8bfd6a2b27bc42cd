"""The text of a pack's file, whichever editor saved it."""

import codecs
from pathlib import Path

from wzdesk.packs.mistakes import Findings

_MAX_BYTES = 64 * 1024 * 1024
_ADVICE = "请用记事本或WPS另存为UTF-8编码。"


def read_text(folder: Path, file: str, findings: Findings, *, required: bool = True) -> str | None:
    """The text of a file, or None where there is none to read; why not stands in ``findings``.

    UTF-8 with or without BOM; GB18030 too, in which Excel and WPS save CSV unless told otherwise.
    """
    path = folder / file
    if not path.is_file():
        if required:
            findings.mistake(file, 1, "缺少这个文件，请补上。")
        return None
    try:
        data = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else None
    except OSError:
        findings.mistake(file, 1, "文件打不开，请确认有权读取，并关闭正在使用它的程序后重试。")
        return None
    if data is None:
        findings.mistake(file, 1, "文件过大，不像是数据包里的文件，请核对。")
        return None
    return _decoded(data, file, findings)


def _decoded(data: bytes, file: str, findings: Findings) -> str | None:
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.mistake(file, 1, f"不是UTF-8文本（可能是工作簿或“Unicode文本”），{_ADVICE}")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad_line = data.count(b"\n", 0, error.start) + 1
    # Any broken UTF-8 also passes as some GB18030; only text that is not nearly UTF-8 is taken as GB18030.
    if not _is_nearly_utf8(data):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            bad_line = data.count(b"\n", 0, error.start) + 1
    findings.mistake(file, bad_line, f"这一行有读不出的字符，{_ADVICE}")
    return None


def _is_nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) - broken > broken
