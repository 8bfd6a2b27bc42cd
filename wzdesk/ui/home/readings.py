"""What the page asks the services for, each part in a thread.

The services come with SQLAlchemy: they are imported there, when the page is on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wzdesk.domain.backup import Backup
    from wzdesk.services.key_figures import PlanOverview
    from wzdesk.services.open_data_file import DataFile
    from wzdesk.services.workbench import DueForm, Followed, LastChange, OpenFindings

MOST_FIGURES, MOST_CHANGES = 48, 5


def due(store: DataFile, region: str, now: datetime) -> list[DueForm]:
    """What a region has to fill."""
    from wzdesk.services.workbench import due_forms

    return due_forms(store, region, now)


def overview(store: DataFile, plan: str, region: str, chosen: Sequence[str]) -> PlanOverview:
    """The plan in work with its key figures."""
    from wzdesk.services.key_figures import plan_overview

    return plan_overview(store, plan, region, chosen, MOST_FIGURES)


def findings(store: DataFile, forms: list[DueForm]) -> OpenFindings:
    """What the checks say of the forms that are due."""
    from wzdesk.services.workbench import open_findings

    return open_findings(store, forms)


def changes(store: DataFile) -> list[LastChange]:
    """What was done last."""
    from wzdesk.services.workbench import last_changes

    return last_changes(store, MOST_CHANGES)


def stars(store: DataFile, region: str) -> list[Followed]:
    """The rows that are followed up."""
    from wzdesk.services.workbench import followed

    return followed(store, region)


def backups(path: Path) -> list[Backup]:
    """The backups of the file, newest first."""
    from wzdesk.services.keep_backups import backups_of

    return backups_of(path)
