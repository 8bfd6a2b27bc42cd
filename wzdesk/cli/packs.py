"""Commands that send a pack as a signed file, and take one up."""

import argparse
import json

from wzdesk.cli.files import person
from wzdesk.domain.errors import Refused
from wzdesk.domain.pack_update.change import PackDifference
from wzdesk.services.open_data_file import open_data_file, read_data_file
from wzdesk.services.pack_update.send_pack import send_pack
from wzdesk.services.pack_update.take_update import (
    PackUpdate,
    UnknownSigner,
    Updated,
    accept_signer,
    look_at_update,
    take_update,
)
from wzdesk.services.places import pack_folder


def pack(options: argparse.Namespace) -> None:
    """``wzdesk pack``: check a pack, sign it, and write it as one file."""
    folder = pack_folder(str(options.folder))
    if not folder.is_dir():
        raise Refused(f"没有找到数据包“{options.folder}”，请写它的文件夹；没有做成。")
    sent = send_pack(folder, options.to, person(options))
    if options.json:
        told = {"pack": sent.code, "version": sent.version, "fingerprint": sent.key.fingerprint}
        print(json.dumps({**told, "files": len(sent.files)}, ensure_ascii=False))
        return
    print(
        f"已做成{sent.name} {sent.version}，{len(sent.files)} 个文件，签名的指纹是 {sent.key.fingerprint}。"
    )


def update(options: argparse.Namespace) -> None:
    """``wzdesk update``: who signed a pack and what it changes; then, without ``--dry-run``, as one act."""
    opened = read_data_file if options.dry_run else open_data_file
    with opened(options.data) as store:
        try:
            found = look_at_update(store, options.file)
        except UnknownSigner as unknown:
            if not options.fingerprint:
                raise
            accept_signer(unknown, options.owner, options.fingerprint)
            found = look_at_update(store, options.file)
        done = None if options.dry_run else take_update(store, found, person(options))
    if options.json:
        print(json.dumps(_as_json(found, done), ensure_ascii=False))
        return
    _tell(found, done)


def _as_json(found: PackUpdate, done: Updated | None) -> dict[str, object]:
    difference = done.difference if done else found.difference
    return {
        "pack": found.pack.code,
        "version": found.pack.version,
        "signer": found.signer.owner,
        "fingerprint": found.signer.fingerprint,
        "counts": {
            part.name.lower(): {how.name.lower(): count for how, count in counts.items()}
            for part, counts in difference.counts().items()
        },
        "changes": [
            {
                "part": one.part.name.lower(),
                "how": one.how.name.lower(),
                "code": one.code,
                "name": one.name,
                "words": one.words,
            }
            for one in difference.changes
        ],
        "applied": done is not None and bool(difference.effective),
        "cells": done.cells if done else 0,
    }


def _tell(found: PackUpdate, done: Updated | None) -> None:
    difference = done.difference if done else found.difference
    print(f"{found.pack.name} {found.pack.version}，{found.signer.owner or '本单位'}签名。")
    for one in difference.changes:
        print(f"{one.part}\t{one.how}\t{one.name}\t{one.words}")
    print(_summary(difference, done))
    if done and done.remark:
        print(done.remark)


def _summary(difference: PackDifference, done: Updated | None) -> str:
    count = len(difference.effective)
    if not count:
        return "和文件里的一样，没有要更新的。"
    return f"更新了 {count} 处；填的数没有动。" if done else f"要更新 {count} 处；只看了，没有写入。"
