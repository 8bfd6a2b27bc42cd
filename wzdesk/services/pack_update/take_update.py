"""Taking up a pack that was sent: who signed it, what it changes, and all of it as one act."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from wzdesk.db.change_sets import insert_change_set
from wzdesk.db.changes import apply_changes
from wzdesk.db.pack_update import read_stored, write_catalogue
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.pack import Pack
from wzdesk.domain.pack_update.change import PackDifference
from wzdesk.domain.pack_update.difference import Stored, difference_to
from wzdesk.packs.known import Known
from wzdesk.packs.read import read_pack
from wzdesk.packs.rules import rules_of_text
from wzdesk.services.exchange.keys import PublicKey, accept_key, known_keys, office_key
from wzdesk.services.keep_backups import back_up_before_import
from wzdesk.services.pack_update.container import SentPack, read_sent
from wzdesk.services.receiving.reception import OWN_CODE
from wzdesk.services.take_up_pack import version_parts


class UnknownSigner(WzdeskError):
    """Nobody said yet whose key it is; ``sent`` is whole and signed by it."""

    def __init__(self, path: Path, sent: SentPack) -> None:
        by = f"“{sent.by}”" if sent.by else "谁"
        super().__init__(
            f"“{path.name}”上写的是{by}签的名，这台电脑还不认识这个公钥，没有更新；"
            f"请打电话核对指纹 {sent.key.fingerprint}，对得上再接受。"
        )
        self.path, self.sent = path, sent


@dataclass(frozen=True, slots=True)
class Updated:
    """What was done: how many cells changed (the rest is catalogue), and what to tell of the backup before it."""

    difference: PackDifference
    cells: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PackUpdate:
    """A pack from a known office, held against a data file."""

    sent: SentPack
    signer: PublicKey
    pack: Pack
    difference: PackDifference


def look_at_update(store: Store, path: Path) -> PackUpdate:
    """Judge who signed a pack and what it would change; nothing is stored.

    Raises:
        UnknownSigner: the key is to be accepted first, see ``accept_signer``.
        WzdeskError: it is no such file, altered, older than what the file has, of another city, or has a mistake.
    """
    sent = read_sent(path)
    signer = _known(sent, path)
    with tempfile.TemporaryDirectory(prefix="wzdesk-pack-") as folder:
        pack = read_pack(sent.write_to(Path(folder)))
    with store.reading() as session:
        stored = read_stored(session, pack, OWN_CODE)
    return PackUpdate(sent, signer, pack, _difference(stored, sent, pack))


def accept_signer(unknown: UnknownSigner, owner: str, fingerprint: str) -> PublicKey:
    """Know the office that signed from now on; the fingerprint is what it read out over the telephone.

    Raises:
        Refused: the fingerprint is another one.
        KeyNotKept: it cannot be written.
    """
    return accept_key(unknown.sent.key.text, owner or unknown.sent.by, fingerprint)


def take_update(store: Store, update: PackUpdate, who: str) -> Updated:
    """Back the file up, then take a pack up as one act; what it changes is found anew in the same transaction.

    Raises:
        WzdeskError: the file cannot be written, or was changed so that the pack no longer fits; nothing was changed.
    """
    remark = back_up_before_import(store.path) if update.difference.effective else ""
    source = f"{update.pack.code} {update.pack.version}"
    why = f"更新数据包：{update.pack.name} {update.pack.version}（{update.signer.owner or '本单位'}签名）"
    with store.writing() as session:
        stored = read_stored(session, update.pack, OWN_CODE)
        found = _difference(stored, update.sent, update.pack)
        if not found.effective:
            return Updated(found, 0)
        write_catalogue(session, found.written, version=found.version)
        applied = apply_changes(
            session, found.written.cells, kind=ChangeKind.UPDATE, who=who, why=why, source=source
        )
        if (
            applied.change_set_id is None
        ):  # the catalogue alone: told in the history, and nothing to take back
            head = {"kind": ChangeKind.PACK, "who": who, "why": why, "source": source}
            insert_change_set(session.connection(), {**head, "at": None, "reverts_id": None})
    return Updated(found, len(applied.keys), remark)


def _known(sent: SentPack, path: Path) -> PublicKey:
    """Whose key it is."""
    for key in known_keys():
        if key.raw == sent.key.raw:
            return key
    if office_key().public.raw == sent.key.raw:
        return replace(sent.key, owner="")
    raise UnknownSigner(path, sent)


def _difference(stored: Stored, sent: SentPack, pack: Pack) -> PackDifference:
    has = stored.pack
    if pack.code != sent.code or pack.code != has.code:
        raise Refused(
            f"这个数据包是“{pack.name}”，数据文件用的是“{has.name or '没有数据包'}”，不是一个，没有更新。"
        )
    if version_parts(pack.version) < version_parts(has.version):
        raise Refused(
            f"这个数据包是 {pack.version} 版，数据文件里已经是 {has.version} 版，没有退回旧的；"
            "请向上级要最新的一份。"
        )
    rules = rules_of_text(has.rules_text, _names(has, pack))
    return difference_to(replace(stored, rules=rules), pack)


def _names(stored: Pack, new: Pack) -> Known:
    """All that rules may name, so that those of before are read as they are written."""
    return Known(
        frozenset(one.key for one in (*stored.documents, *new.documents)),
        frozenset(one.code for one in (*stored.regions, *new.regions)),
        {one.code: one for one in (*stored.indicators, *new.indicators)},
        frozenset(one.code for one in (*stored.agencies, *new.agencies)),
    )
