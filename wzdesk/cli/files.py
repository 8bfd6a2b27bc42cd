"""Commands on data files and packs."""

import argparse

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.errors import Refused
from wzdesk.packs.read import check_pack as find_mistakes
from wzdesk.services.open_data_file import create_data_file, open_data_file
from wzdesk.services.places import DEFAULT_PACK, DEMO_PACK, pack_folder
from wzdesk.services.undo_change import turn
from wzdesk.services.who import signature


def new(options: argparse.Namespace) -> None:
    """``wzdesk new``: make a data file with a pack in it."""
    paths = [path for path in (options.file, options.data) if path]
    if len(paths) != 1:
        raise Refused("新文件要写一个，也只写一个，如 wzdesk new 计划.wzd；没有新建。")
    name = DEMO_PACK if options.demo else options.pack or DEFAULT_PACK
    folder = pack_folder(name)
    if not folder.is_dir():
        raise Refused(
            f"没有找到数据包“{name}”，请写自带的名字（如 {DEFAULT_PACK}）或数据包的文件夹；没有新建。"
        )
    create_data_file(paths[0], folder).close()
    print(f"已新建 {paths[0]}{f'，{DEMO_MARK}，不能上报' if options.demo else ''}。")


def undo(options: argparse.Namespace) -> None:
    """``wzdesk undo``: take the latest change back."""
    with open_data_file(options.data) as store:
        undone = turn(store, person(options), back=True)
    if not undone:
        print("没有可以撤销的改动，数据没有变。")
    else:
        print(f"已撤销最近一次改动，恢复了 {len(undone)} 格。")


def check_pack(options: argparse.Namespace) -> None:
    """``wzdesk check-pack``: name file and line of every mistake, and of what a person should look at."""
    folder = pack_folder(options.pack)
    mistakes = find_mistakes(folder)
    for mistake in mistakes:
        print(f"{mistake.file} 第 {mistake.line} 行：{mistake.sentence}")
    wrong = sum(not mistake.is_warning for mistake in mistakes)
    if wrong:
        raise Refused(f"数据包 {folder.name} 有 {wrong} 处要改，改好后再用。")
    print(f"数据包 {folder.name} 没有错{f'，有 {len(mistakes)} 处请看一看' if mistakes else ''}，可以用。")


def person(options: argparse.Namespace) -> str:
    """Who runs the command: ``--who``, else whoever works on this computer."""
    return signature(options.who)
