"""An upgrade that breaks off, wherever it does, leaves the old file whole and says so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.released.broken_off import told_of_statements
from tests.released.kept import FILES, chain, contents, kept_file, revisions
from wzdesk.db import migrate
from wzdesk.db.backup import backup_folder, problems_of, row_counts
from wzdesk.db.errors import MigrationFailed
from wzdesk.db.file import HEAD, revision_of
from wzdesk.db.store import Store
from wzdesk.services.open_data_file import open_data_file

ROOT = Path(__file__).parents[2]
OLDER = [revision for revision in revisions() if revision != HEAD]


class Planted(Exception):
    """What nobody foresees."""


def nobody(_done: int, _total: int) -> None:
    """Nobody wants to know."""


def refusal(path: Path) -> MigrationFailed | None:
    """The error with which a file is not upgraded; None where it is."""
    try:
        Store.open(path).close()
    except MigrationFailed as error:
        return error
    return None


def whole(path: Path, revision: str) -> bool:
    """Whether a file holds all that the kept one of a revision holds, in the form that it claims to have."""
    kept = FILES / f"{revision}.wzd"
    before, after = contents(kept), contents(path)
    return (
        revision_of(path) in {revision, HEAD}
        and problems_of(path, nobody) == []
        and chain(path)[: len(chain(kept))] == chain(kept)
        and all(after[table] == rows for table, rows in before.items())
    )


@pytest.mark.parametrize("revision", OLDER)
def test_that_an_error_at_any_statement_leaves_the_file_as_it_was(revision: str, tmp_path: Path) -> None:
    path = kept_file(revision, tmp_path)
    before, counts = path.read_bytes(), row_counts(path)
    at, sentences = 0, set()
    while True:
        at += 1

        def break_off(count: int, at: int = at) -> None:
            if count == at:
                raise Planted

        with told_of_statements(break_off):
            error = refusal(path)
        if error is None:
            break
        sentences.add(error.sentence.partition("；升级前的备份在")[0])
        assert error.sentence.endswith(f"{error.backup}。")
        assert row_counts(error.backup) == counts
        error.backup.unlink()
        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir() if file.suffix == ".part"] == []
    assert at > 15
    assert sentences == {f"数据文件 {path.name} 升级没有完成，原文件没有改动，请把日志发给维护人员"}
    assert whole(path, revision)
    assert revision_of(path) == HEAD


@pytest.mark.parametrize("revision", OLDER)
def test_that_a_full_disk_leaves_the_file_as_it_was_and_says_so(revision: str, tmp_path: Path) -> None:
    path = kept_file(revision, tmp_path)
    before = path.read_bytes()
    refused = 0
    for pages in range(1, 200, 9):
        with told_of_statements(lambda _count: None, pages=pages):
            error = refusal(path)
        if error is None:
            break
        refused += 1
        assert error.sentence == (
            f"{path.parent} 所在的磁盘满了，数据文件 {path.name} 升级没有完成，原文件没有改动，"
            f"请腾出空间再打开；升级前的备份在 {error.backup}。"
        )
        assert path.read_bytes() == before
        error.backup.unlink()
    assert refused
    assert revision_of(path) == HEAD
    assert whole(path, revision)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork")
@pytest.mark.parametrize("revision", OLDER)
def test_that_a_program_killed_at_any_statement_leaves_a_file_that_opens(
    revision: str, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.released.broken_off",
        str(FILES / f"{revision}.wzd"),
        str(tmp_path),
    ]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    left = sorted(tmp_path.iterdir())
    assert len(left) > 15
    for folder in left:
        (path,) = folder.glob("*.wzd")
        assert whole(path, revision)
        is_done = revision_of(path) == HEAD
        assert is_done == (folder.name == "end")
    for folder in (left[0], left[len(left) // 2], tmp_path / "end"):
        (path,) = folder.glob("*.wzd")
        open_data_file(path).close()
        assert revision_of(path) == HEAD
        assert whole(path, revision)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be copied there")
@pytest.mark.parametrize("revision", OLDER)
def test_that_a_power_cut_with_half_of_the_log_written_leaves_one_form_or_the_other(
    revision: str, tmp_path: Path
) -> None:
    """What did not reach the disk is lost: the log ends anywhere, while the file itself is as it was."""
    path = kept_file(revision, tmp_path)
    image, log = tmp_path / "image", Path(f"{path}-wal")

    def keep_image() -> None:
        image.mkdir()
        for file in (path, log):
            shutil.copy(file, image)

    with told_of_statements(lambda _count: None, keep_image):
        Store.open(path).close()
    written = (image / log.name).read_bytes()
    assert (image / path.name).read_bytes()[100:] == (FILES / f"{revision}.wzd").read_bytes()[100:]
    found = set()
    for part in range(21):
        cut = tmp_path / f"cut{part}"
        shutil.copytree(image, cut)
        (cut / log.name).write_bytes(written[: len(written) * part // 20])
        assert whole(cut / path.name, revision)
        found.add(revision_of(cut / path.name))
    assert found == {revision, HEAD}


@pytest.mark.parametrize("revision", OLDER)
def test_that_a_step_that_loses_what_people_wrote_is_taken_back(
    revision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept_file(revision, tmp_path)
    before = path.read_bytes()
    real = migrate.run_migrations

    def losing(connection: Connection) -> None:
        real(connection)
        connection.exec_driver_sql(
            "DELETE FROM revision WHERE change_set_id = (SELECT max(change_set_id) FROM revision)"
        )

    with monkeypatch.context() as patched:
        patched.setattr(migrate, "run_migrations", losing)
        with pytest.raises(MigrationFailed, match="原文件没有改动"):
            Store.open(path)
    assert path.read_bytes() == before
    assert backup_folder(path).is_dir()
