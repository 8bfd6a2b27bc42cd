"""What a person's settings keep of data files: which is theirs, where they worked last, which figures they look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QSettings

from wzdesk.domain.office import OfficeRole
from wzdesk.services.places import default_data_file

if TYPE_CHECKING:  # asked for after the first rows
    from wzdesk.domain.address import Address, FormAddress

_LAST, _LAST_WORDS, _FORM = "last/address", "last/words", "last/form"
_OWN_FILE, _ROLE, _REGION = "start/file", "office/role", "office/region"
_PLACE_PLAN, _PLACE_REGION = "place/plan", "place/region"


def own_file() -> Path:
    """The data file that a start opens where none is named; it may not be there."""
    kept = str(QSettings("wzdesk", "wzdesk").value(_OWN_FILE, ""))
    return Path(kept) if kept else default_data_file()


def keep_own_file(path: Path) -> None:
    """Open this one from the next start on."""
    QSettings("wzdesk", "wzdesk").setValue(_OWN_FILE, str(path))


def office_role() -> OfficeRole:
    """What the office mainly does, as it was answered at the first start."""
    kept = str(QSettings("wzdesk", "wzdesk").value(_ROLE, ""))
    return OfficeRole.MERGE if kept == OfficeRole.MERGE else OfficeRole.FILL


def keep_office_role(role: OfficeRole) -> None:
    """Remember it."""
    QSettings("wzdesk", "wzdesk").setValue(_ROLE, role.value)


def office_region() -> str:
    """Code of the region that the office is of, as it was answered at the first start; "" where nobody said."""
    return str(QSettings("wzdesk", "wzdesk").value(_REGION, ""))


def keep_office_region(code: str) -> None:
    """Remember it: a file that was never opened here opens on it."""
    QSettings("wzdesk", "wzdesk").setValue(_REGION, code)


class FileMemory:
    """The settings that belong to one file, known by where it lies."""

    def __init__(self, path: Path, settings: QSettings | None = None) -> None:
        where = QCryptographicHash.hash(str(path.resolve()).encode(), QCryptographicHash.Algorithm.Sha256)
        self._group = f"files/{bytes(where.toHex().data()).decode()[:16]}"
        self._settings = settings or QSettings("wzdesk", "wzdesk")

    def text(self, name: str) -> str:
        """What was kept under a name, or ""."""
        return str(self._settings.value(f"{self._group}/{name}", ""))

    def keep(self, name: str, text: str) -> None:
        """Keep a text for the next start."""
        self._settings.setValue(f"{self._group}/{name}", text)

    @property
    def last_place(self) -> tuple[str, str]:
        """The plan and the region that were worked on last; of a file never opened here, the office's region."""
        return self.text(_PLACE_PLAN), self.text(_PLACE_REGION) or office_region()

    def keep_place(self, plan: str, region: str) -> None:
        """Begin there the next time."""
        self.keep(_PLACE_PLAN, plan)
        self.keep(_PLACE_REGION, region)

    @property
    def last_address(self) -> Address | None:
        """The cell that was worked on last."""
        from wzdesk.domain.address import address_of_text

        return address_of_text(self.text(_LAST)) if self.text(_LAST) else None

    @property
    def last_words(self) -> str:
        """The same in words."""
        return self.text(_LAST_WORDS)

    def keep_last(self, address: Address, words: str) -> None:
        """Remember the cell that is worked on, and how it is called."""
        from wzdesk.domain.address import text_of_address

        self.keep(_LAST, text_of_address(address))
        self.keep(_LAST_WORDS, words)

    @property
    def last_form(self) -> FormAddress | None:
        """The form that is shown in place of the plan; None where it is the plan."""
        from wzdesk.domain.address import FormAddress, address_of_text

        kept = address_of_text(self.text(_FORM))
        return kept if isinstance(kept, FormAddress) else None

    def keep_last_form(self, form: FormAddress | None) -> None:
        """Show it at the next start."""
        from wzdesk.domain.address import text_of_address

        self.keep(_FORM, text_of_address(form) if form else "")

    def chosen_items(self, plan: str) -> list[str]:
        """The items of a plan that were chosen as key figures."""
        return [no for no in self.text(f"items/{plan}").split(",") if no]

    def keep_chosen_items(self, plan: str, items: list[str]) -> None:
        """Remember them; none for those that the program chooses."""
        self.keep(f"items/{plan}", ",".join(items))
