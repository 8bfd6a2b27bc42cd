"""Commands on data files and packs."""

import argparse

from wzdesk.domain.errors import Refused
from wzdesk.packs.read import check_pack as find_mistakes
from wzdesk.services.open_data_file import create_data_file, open_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.undo_change import undo_latest
from wzdesk.services.who import signature


def new(options: argparse.Namespace) -> None:
    """``wzdesk new``: make a data file with a pack in it."""
    create_data_file(options.data, pack_folder(options.pack)).close()
    print(f"已新建 {options.data}。")


def undo(options: argparse.Namespace) -> None:
    """``wzdesk undo``: take the latest change back."""
    with open_data_file(options.data) as store:
        undone = undo_latest(store, person(options))
    if undone is None:
        print("没有可以撤销的改动，数据没有变。")
    else:
        print(f"已撤销最近一次改动，恢复了 {undone} 格。")


def check_pack(options: argparse.Namespace) -> None:
    """``wzdesk check-pack``: name file and line of every mistake."""
    folder = pack_folder(options.pack)
    mistakes = find_mistakes(folder)
    for mistake in mistakes:
        print(f"{mistake.file} 第 {mistake.line} 行：{mistake.sentence}")
    if mistakes:
        raise Refused(f"数据包 {folder.name} 有 {len(mistakes)} 处要改，改好后再用。")
    print(f"数据包 {folder.name} 没有问题。")


def person(options: argparse.Namespace) -> str:
    """Who runs the command: ``--who``, else whoever works on this computer."""
    return signature(options.who)
