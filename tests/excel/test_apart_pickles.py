"""What crosses the pipes, as every Python from 3.11.0 on writes it."""

import pickle
from io import BytesIO

import pytest

from wzdesk.domain.observation import ObsStatus
from wzdesk.excel.apart import pickles
from wzdesk.excel.apart.pickles import EnumsByValue, pack, unpack_answer
from wzdesk.excel.read.headings import Role


class AsBefore:
    """What an enumeration of Python 3.11.2 does: it is written as a call of getattr."""

    def __reduce__(self) -> tuple[object, tuple[object, str]]:
        return getattr, (Role, Role.LEVEL.name)


def test_that_no_answer_may_call_getattr() -> None:
    with pytest.raises(pickle.UnpicklingError, match="getattr"):
        unpack_answer(pickle.dumps(AsBefore()))


def test_that_enumerations_come_back_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickles, "_PICKLER", EnumsByValue)
    members = {Role.LEVEL: [ObsStatus.NORMAL, ObsStatus.NORMAL], "text": Role.GROWTH}
    assert unpack_answer(pack(members)) == members


def test_that_the_class_and_the_value_of_a_member_are_written() -> None:
    content = BytesIO()
    EnumsByValue(content).dump(Role.LEVEL)
    assert b"getattr" not in content.getvalue()
    assert b"wzdesk.excel.read.headings" in content.getvalue()
    assert unpack_answer(content.getvalue()) is Role.LEVEL
