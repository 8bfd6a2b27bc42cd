"""The agencies that a data file knows."""

from wzdesk.db.catalogue import agencies
from wzdesk.db.store import Store


def agency_names(store: Store) -> list[str]:
    """Names of the bodies that report or are responsible, to choose one's own from."""
    with store.reading() as session:
        return [agency.name for agency in agencies(session)]
