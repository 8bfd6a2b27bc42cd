"""The key by which an office signs what it sends, and the keys of others that were made known once.

The private key is made at first use and lies among the person's settings, readable by nobody else.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.services.places import settings_folder

_FOLDER, _PRIVATE, _KNOWN = "keys", "office.key", "known.json"


class KeyNotKept(WzdeskError):
    """The signing key cannot be read, or not be written where settings are kept."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key by which a signature is judged: 32 bytes, and whose it is."""

    raw: bytes
    owner: str = ""

    @property
    def fingerprint(self) -> str:
        """What two people read to each other: sixteen signs in groups of four."""
        told = base64.b32encode(hashlib.sha256(self.raw).digest()).decode()[:16]
        return "-".join(told[at : at + 4] for at in range(0, 16, 4))

    @property
    def text(self) -> str:
        """The key as it is handed over."""
        return base64.b64encode(self.raw).decode()


class OfficeKey:
    """This office's own key."""

    def __init__(self, seed: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = PublicKey(self._private.public_key().public_bytes_raw())

    def sign(self, content: bytes) -> bytes:
        """The signature of a text, 64 bytes."""
        return self._private.sign(content)


def is_signed(content: bytes, signature: bytes, key: PublicKey) -> bool:
    """Whether a signature is that of this text by this key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def office_key() -> OfficeKey:
    """The office's key, made at first use.

    Raises:
        KeyNotKept: it is damaged, or the settings' folder cannot be written.
    """
    file = _folder() / _PRIVATE
    try:
        return OfficeKey(base64.b64decode(_seed(file), validate=True))
    except OSError as error:
        raise KeyNotKept(
            f"签名用的密钥没有记下，“{file.parent}”不能读写；没有发出，请检查这个文件夹的权限。"
        ) from error
    except ValueError as error:
        raise KeyNotKept(
            f"签名用的密钥“{file}”坏了；没有发出，请用备份恢复这个文件，或移走它，重新生成后把指纹告诉各县。"
        ) from error


def _seed(file: Path) -> bytes:
    """The private key's 32 bytes as text; written once, for the owner alone, and never over an older one."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(base64.b64encode(os.urandom(32)))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            _put_first(unfinished, file)
        finally:
            unfinished.unlink(missing_ok=True)
        return file.read_bytes()


def _put_first(unfinished: Path, file: Path) -> None:
    """In place, unless another program of this person was quicker: then that one's key holds."""
    try:
        os.link(unfinished, file)
    except FileExistsError:
        return
    except OSError:  # a disk without links
        if not file.exists():
            unfinished.rename(file)


def known_keys() -> list[PublicKey]:
    """The keys of others that were accepted once.

    Raises:
        KeyNotKept: they are damaged or cannot be read; to take that for none would lose them with the next one accepted.
    """
    file = _folder() / _KNOWN
    try:
        kept = json.loads(file.read_text("utf-8"))
        return [PublicKey(base64.b64decode(one["key"]), str(one["owner"])) for one in kept]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise KeyNotKept(f"记着外单位公钥的文件“{file}”不能读，请检查它的权限。") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KeyNotKept(
            f"记着外单位公钥的文件“{file}”坏了，请用备份恢复这个文件，或移走它，再请各单位重新发一次公钥。"
        ) from error


def accept_key(text: str, owner: str, fingerprint: str) -> PublicKey:
    """Know an office's key from now on; the fingerprint is what that office read out over the telephone.

    Raises:
        Refused: the text is no key, or the fingerprint is another one.
        KeyNotKept: it cannot be written, or those known so far cannot be read.
    """
    try:
        key = PublicKey(base64.b64decode("".join(text.split()), validate=True), owner.strip())
    except ValueError:
        key = PublicKey(b"")
    if len(key.raw) != 32:
        raise Refused("这不是签名用的公钥，没有记下；请让对方重新发一次。")
    if _plain(fingerprint) != _plain(key.fingerprint):
        raise Refused(f"指纹对不上：这个公钥的指纹是 {key.fingerprint}，没有记下；请同对方打电话核对。")
    kept = [one for one in known_keys() if one.raw != key.raw] + [key]
    told = json.dumps([{"owner": one.owner, "key": one.text} for one in kept], ensure_ascii=False, indent=1)
    file = _folder() / _KNOWN
    unfinished = file.with_name(f"{_KNOWN}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.write_text(told, "utf-8")
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise KeyNotKept(f"公钥没有记下，“{file.parent}”不能写入，请检查这个文件夹的权限。") from error
    return key


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).replace("-", "").upper()


def _folder() -> Path:
    return settings_folder() / _FOLDER
