"""Which file a command line names for the window."""

from pathlib import Path

import pytest

from wzdesk.services.named_files import is_named_file, named_data_file, named_pack


@pytest.mark.parametrize(
    ("words", "data", "pack"),
    (
        ((), None, None),
        (("--data",), None, None),  # as a menu starts it that has no file to name
        (("--data", "甲 乙.wzd"), "甲 乙.wzd", None),
        (("--data=甲.wzd",), "甲.wzd", None),
        (("--data", "甲.db"), "甲.db", None),
        (("甲 乙.wzd",), "甲 乙.wzd", None),
        (("甲.WZD",), "甲.WZD", None),
        (("温州.wzpack",), None, "温州.wzpack"),
        (("--data", "甲.wzd", "温州.WZPACK"), "甲.wzd", "温州.WZPACK"),
        (("表.xlsx",), None, None),  # never made a data file of
    ),
)
def test_that_the_files_for_the_window_are_found(
    words: tuple[str, ...], data: str | None, pack: str | None
) -> None:
    assert named_data_file(words) == (Path(data) if data else None)
    assert named_pack(words) == (Path(pack) if pack else None)


def test_that_commands_are_no_files() -> None:
    assert not any(is_named_file(word) for word in ("new", "update", "gui", "表.xlsx", "wzd"))
