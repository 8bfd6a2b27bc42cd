"""Make a folder of a person's settings, by the program that is imported.

Run in a checkout of the program that they are to be of: ``XDG_CONFIG_HOME=/tmp/home PYTHONPATH=. python
.../make_settings.py``; they are then in ``/tmp/home/wzdesk``. What that program has not got yet is left out.
"""

from pathlib import Path

from PySide6.QtCore import QSettings

from wzdesk.domain.address import FormAddress
from wzdesk.domain.office import OfficeRole
from wzdesk.domain.period import Period
from wzdesk.domain.person import Person
from wzdesk.services.grid_looks import GridLook, keep_look
from wzdesk.services.who import keep_person
from wzdesk.ui import file_memory

DATA = Path("/home/wang/计划/温州市计划.wzd")
OTHERS_KEY = "YXqIYnZ4pT4pV2bYv4yQWQkoS0nHq9Cx5Yq1l0bqk2E="


def make() -> None:
    """Everything that a person's settings hold."""
    keep_person(Person("王敏", "市发展改革委"))
    keep_look("form/monthly", GridLook(frozenset({"last_year"}), {"total": 132}))
    file_memory.keep_own_file(DATA)
    file_memory.keep_office_role(OfficeRole.MERGE)
    memory = file_memory.FileMemory(DATA)
    if hasattr(file_memory, "keep_office_region"):
        file_memory.keep_office_region("330326")
        memory.keep_place("2023", "330326")
    memory.keep_last_form(FormAddress("monthly", "330326", Period.to_month(2023, 9)))
    settings = QSettings("wzdesk", "wzdesk")
    for name, value in (
        ("looks/theme", "dark"),
        ("looks/scale", 125),
        ("start/day", "2024-01-20"),
        ("start/page", "home"),
    ):
        settings.setValue(name, value)
    settings.sync()
    try:
        from wzdesk.services.exchange.keys import PublicKey, accept_key, office_key
    except ModuleNotFoundError:
        return
    import base64

    office_key()
    accept_key(OTHERS_KEY, "平阳县发展改革局", PublicKey(base64.b64decode(OTHERS_KEY)).fingerprint)


if __name__ == "__main__":
    make()
