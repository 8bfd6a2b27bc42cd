"""How invented figures are told from true ones; a start asks for it, so nothing else is here."""

DEMO_WORD = "演示"
"""Stands as the source of every invented figure, and in the name of a pack that holds some."""
DEMO_MARK = "含演示数据"
"""What screens and exports say of a file that holds invented figures."""


def is_demo(pack_name: str) -> bool:
    """Whether a pack of this name holds invented figures; a data file keeps the name of its pack."""
    return DEMO_WORD in pack_name
