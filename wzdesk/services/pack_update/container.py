"""The file in which a pack is sent (.wzpack): a zip with the pack's files, a manifest and its signature.

``manifest.json`` names the pack, who made it with which key, and every file with its size and SHA-256; ``signature``
is Ed25519 over the manifest's bytes. What is not in the manifest, or not as it says there, makes the file invalid, so
that nothing of it is looked at before the signature is.
"""

import base64
import binascii
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wzdesk import __version__
from wzdesk.domain.errors import WzdeskError
from wzdesk.services.exchange.keys import OfficeKey, PublicKey, is_signed

_FORMAT, _VERSION = "wzdesk-pack", 1
_MANIFEST, _SIGNATURE, _PACK = "manifest.json", "signature", "pack/"
_SAYS = b"wzdesk pack 1\n"  # before what is signed, so that a signature of this kind is none of another kind
_MOST_BYTES, _MOST_FILE, _MOST_MANIFEST, _MOST_FILES = 32_000_000, 16_000_000, 300_000, 300
_NAME = re.compile(r"(?:[\w-][\w.-]{0,60}/){0,2}[\w-][\w.-]{0,60}\.(?:toml|csv|md)")
_WHEN = (2020, 1, 1, 0, 0, 0)  # the same file from the same pack
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
    RuntimeError,
    RecursionError,
    OverflowError,
    MemoryError,
)  # fmt: skip - what zipfile and json say of bytes that somebody made up


class NotAPackFile(WzdeskError):
    """The file is none of ours, damaged, altered, or made to do harm; nothing of it was used."""


@dataclass(frozen=True, slots=True)
class SentPack:
    """A pack as it was sent; its signature is that of ``key``, whose owner is not yet known to anybody."""

    code: str
    name: str
    version: str
    made: str
    by: str
    key: PublicKey
    files: Mapping[str, bytes]

    def write_to(self, folder: Path) -> Path:
        """Lay the pack's files out in a folder to be read there."""
        for name, content in self.files.items():
            file = folder / self.code / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return folder / self.code


def packed(files: Mapping[str, bytes], head: Mapping[str, str], key: OfficeKey) -> bytes:
    """The bytes of a signed pack; ``head`` says code, name, version, when and by whom it was made."""
    told = {
        "format": _FORMAT,
        "version": _VERSION,
        **{f"pack_{name}": text for name, text in head.items()},
        "app": __version__,
        "key": key.public.text,
        "files": {
            name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    manifest = json.dumps(told, ensure_ascii=False, indent=1).encode()
    signature = base64.b64encode(key.sign(_SAYS + manifest))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in ((_MANIFEST, manifest), (_SIGNATURE, signature)):
            box.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
        for name, content in sorted(files.items()):
            box.writestr(zipfile.ZipInfo(_PACK + name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def is_pack_name(name: str) -> bool:
    """Whether a file of this name may stand in a pack."""
    return bool(_NAME.fullmatch(name))


def read_sent(path: Path) -> SentPack:
    """What a file holds, every byte of it signed by the key that it names.

    Raises:
        NotAPackFile: it is no such file, too large, altered, or of a newer program.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if 0 < size <= _MOST_BYTES else b""
    except OSError as error:
        raise NotAPackFile(f"“{path.name}”打不开，没有更新；请检查文件还在不在、能不能读。") from error
    if not content:
        raise NotAPackFile(
            f"“{path.name}”{'太大了' if size else '是空的'}，不是数据包文件，没有更新；请向上级重新要一份。"
        )
    try:
        return _read(content, path.name)
    except _BROKEN as error:
        raise NotAPackFile(
            f"“{path.name}”不是数据包文件，或者传坏了，没有更新；请向上级重新要一份。"
        ) from error


def _read(content: bytes, name: str) -> SentPack:
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        members = {info.filename: info for info in box.infolist()}
        if len(members) != len(box.infolist()) or len(members) > _MOST_FILES:
            raise ValueError("a name twice, or too many")
        manifest = _member(box, members[_MANIFEST], _MOST_MANIFEST)
        signature = _member(box, members[_SIGNATURE], 200)
        told = json.loads(manifest)
        _refuse_newer(told, name)
        key = PublicKey(base64.b64decode(str(told["key"]), validate=True))
        try:
            is_its = is_signed(_SAYS + manifest, base64.b64decode(signature, validate=True), key)
        except binascii.Error:
            is_its = False
        if not is_its:
            raise _altered(name)
        listed: Mapping[str, Mapping[str, Any]] = told["files"]
        if {_PACK + one for one in listed} != set(members) - {_MANIFEST, _SIGNATURE}:
            raise _altered(name)
        files = {one: _file(box, members[_PACK + one], one, its, name) for one, its in listed.items()}
        if sum(map(len, files.values())) > _MOST_BYTES:
            raise ValueError("too much")
    said = {one: str(told[f"pack_{one}"])[:200] for one in ("code", "name", "version", "made", "by")}
    if not re.fullmatch(r"[\w-]{1,60}", said["code"]):
        raise ValueError("no code")
    return SentPack(**said, key=key, files=files)


def _refuse_newer(told: Any, name: str) -> None:
    if told["format"] != _FORMAT or type(told["version"]) is not int:
        raise ValueError("another format")
    if told["version"] > _VERSION:
        raise NotAPackFile(f"“{name}”是更新版本的程序做的数据包文件，没有更新；请先升级程序。")


def _file(box: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, its: Mapping[str, Any], of: str) -> bytes:
    if not is_pack_name(name):
        raise ValueError(f"a name that no pack has: {name!r}")
    content = _member(box, info, _MOST_FILE)
    if len(content) != its["size"] or hashlib.sha256(content).hexdigest() != its["sha256"]:
        raise _altered(of)
    return content


def _member(box: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """A member's bytes; what it says of its own size is not believed."""
    with box.open(info) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise ValueError("larger than any such member")
    return content


def _altered(name: str) -> NotAPackFile:
    return NotAPackFile(f"“{name}”在路上被改动过，和签名对不上，没有更新；请向上级重新要一份。")
