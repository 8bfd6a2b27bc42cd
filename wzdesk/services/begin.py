"""The first start: which office it is, and the data file that is made for it."""

from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.file import BACKUPS
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.packs.catalogue import REGIONS, read_agencies, read_regions
from wzdesk.packs.mistakes import Findings
from wzdesk.services.places import DEFAULT_PACK, DEMO_PACK, resources_folder, user_folder

DEMO_NAME = "演示数据.wzd"


@dataclass(frozen=True, slots=True)
class Office:
    """A region that a pack of the program knows, and the pack."""

    pack: str
    region: Region


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a first start is answered: the file, the pack it is made with, and the region that it opens on.

    A file that is there already is opened as it is. ``home`` is the pack's own where it is empty.
    """

    path: Path
    pack: str = DEFAULT_PACK
    home: str = ""

    @property
    def is_demo(self) -> bool:
        """Whether it is for a look only."""
        return self.pack == DEMO_PACK


def offices() -> list[Office]:
    """Cities, counties and zones of the packs that come with the program; the one it is made for first."""
    folders = [folder for folder in _packs() if (folder / REGIONS).is_file()]
    ordered = sorted(folders, key=lambda folder: (folder.name != DEFAULT_PACK, folder.name))
    found: dict[str, Office] = {}
    for folder in ordered:
        for region in read_regions(folder, Findings()):
            if region.level is not RegionLevel.PROVINCE:
                found.setdefault(region.code, Office(folder.name, region))
    return list(found.values())


def agencies_of(pack: str) -> list[str]:
    """Names of the bodies that a pack knows, to choose one's own from."""
    folder = resources_folder() / "packs" / pack
    return [agency.name for agency in read_agencies(folder, Findings())]


def usual_file(region: str) -> Path:
    """Where a region's data file goes when nobody says otherwise."""
    return user_folder() / f"{region}计划.wzd"


def demo() -> Beginning:
    """The file with invented figures, for a look."""
    return Beginning(user_folder() / DEMO_NAME, DEMO_PACK)


def is_backup(path: Path) -> bool:
    """Whether a file lies where backups lie: nobody means to go on working in it."""
    return path.parent.name == BACKUPS


def _packs() -> list[Path]:
    return [folder for folder in (resources_folder() / "packs").iterdir() if folder.is_dir()]
