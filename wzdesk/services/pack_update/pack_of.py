"""Which pack a data file has."""

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info
from wzdesk.db.store import Store


def pack_words(store: Store) -> str:
    """The pack's name and version; says so where there is none."""
    with store.reading() as session:
        info = read_file_info(execute_of(session))
    return f"{info.pack_name}　{info.pack_version}" if info.pack_code else "没有数据包"
