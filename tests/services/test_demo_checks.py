"""Invented figures must not be what the program itself would query."""

from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.domain.period import Frequency
from wzdesk.packs.read import read_pack
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.receiving.checks import findings_of
from wzdesk.services.receiving.claims import Claim
from wzdesk.services.receiving.names import How


def test_that_no_check_on_the_way_in_doubts_a_figure_of_the_demonstration(tmp_path: Path) -> None:
    pack = read_pack(pack_folder("demo"))
    claims = [
        Claim("演示", f"A{row}", row, 1, each.key, each.quantity.text, each.quantity, How.EXACT)
        for row, each in enumerate(pack.observations, 1)
        if each.key.period.frequency is not Frequency.YEARS
    ]
    with create_data_file(tmp_path / "空.wzd", pack_folder("wenzhou")) as store, store.reading() as session:
        findings = findings_of(
            claims,
            {one.code: one for one in pack.indicators},
            execute_of(session),
            series=lambda _execute, _pairs: {},
            stored=lambda _execute, _keys: {},
        )
    assert [finding.sentence for finding in findings] == []
