"""Sending a pack: checked, signed with the office's key, and written as one file."""

import os
from datetime import UTC, datetime
from pathlib import Path

from wzdesk.domain.demo import is_demo
from wzdesk.domain.endings import SENT_PACK
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.packs.mistakes import Findings
from wzdesk.packs.read import PACK, read_pack
from wzdesk.packs.toml_file import read_toml
from wzdesk.services.exchange.keys import office_key
from wzdesk.services.pack_update.container import SentPack, is_pack_name, packed, read_sent


class PackNotWritten(WzdeskError):
    """The file cannot be written where it was asked for."""


def send_pack(folder: Path, target: Path, who: str) -> SentPack:
    """Write a pack as a signed file; what was written, read back.

    Raises:
        WzdeskError: the folder is no pack or has a mistake, or the file cannot be written; nothing is left behind.
    """
    if not (folder / PACK).is_file():
        raise Refused(f"“{folder}”里没有 {PACK}，不是数据包的文件夹；没有做成。")
    head = read_toml(folder, PACK, Findings())
    if head and head.words("extends"):
        raise Refused(f"“{folder.name}”是依据别的数据包做的（extends），不能单独发出；请发它所依据的那一个。")
    pack = read_pack(folder)
    if is_demo(pack.name):
        raise Refused(f"“{pack.name}”里有编造的演示数，不能发给别的单位；没有做成。")
    names = [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")) if file.is_file()]
    if wrong := [name for name in names if not is_pack_name(name)]:
        raise Refused(f"“{folder.name}”里有不属于数据包的文件“{wrong[0]}”，没有做成；请移走再做。")
    said = {
        "code": pack.code,
        "name": pack.name,
        "version": pack.version,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": who,
    }
    content = packed({name: (folder / name).read_bytes() for name in names}, said, office_key())
    path = target if target.suffix == SENT_PACK else target.with_name(target.name + SENT_PACK)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(content)
        sent = read_sent(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise PackNotWritten(
            f"“{path}”不能写入，数据包没有做成；请换一个文件夹，或检查权限和空间。"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return sent
