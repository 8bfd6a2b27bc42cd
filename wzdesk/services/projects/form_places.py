"""The regions of a data file as the form of a project names and reads them."""

from collections.abc import Sequence

from wzdesk.domain.errors import Refused
from wzdesk.domain.projects.project_texts import Places
from wzdesk.domain.region import Region
from wzdesk.services.receiving.names import RegionNames


def form_places(regions: Sequence[Region], home: str) -> Places:
    """Regions by short names; read by names, short names and codes, 全市 being that of ``home``."""
    names = RegionNames(regions, home)

    def read(text: str) -> tuple[str, ...]:
        codes, unknown = names.listed(text)
        if unknown:
            raise Refused(f"数据文件里没有叫“{'”“'.join(unknown)}”的地区，请写县市区的名称，几个用顿号隔开。")
        return codes

    return Places({one.code: one.short_name or one.name for one in regions}, read)
