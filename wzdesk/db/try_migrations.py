"""Running every migration once, on a file of its own: an installation may lack the files they are read from."""

from pathlib import Path

from wzdesk.db.file import REVISIONS
from wzdesk.db.migrate import upgrade_copy
from wzdesk.db.store import open_engine


def try_migrations(path: Path) -> tuple[str, ...]:
    """Bring an empty new file at ``path`` up step by step to today's form; the revisions that it went through.

    Raises:
        FileExistsError: something stands there.
        ValueError: it ended elsewhere than this program's files begin.
    """
    path.touch(exist_ok=False)
    upgrade_copy(path)
    engine = open_engine(path)
    try:
        with engine.begin() as connection:
            reached = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    finally:
        engine.dispose()
    if reached != REVISIONS[-1]:
        raise ValueError(f"the migrations end at {reached}, not at {REVISIONS[-1]}")
    return REVISIONS
