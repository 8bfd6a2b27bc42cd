"""Who stands on a change."""

import os
from pathlib import Path

import pytest

from wzdesk.domain.person import Person, name_in, person_of
from wzdesk.services.places import settings_folder
from wzdesk.services.who import PersonNotKept, keep_person, kept_person, signature


def test_that_the_answer_is_kept_and_stands_on_changes() -> None:
    assert kept_person() is None
    keep_person(Person("张某", "市发展改革委"))
    assert kept_person() == Person("张某", "市发展改革委")
    assert signature() == "张某（市发展改革委）"
    assert name_in(signature()) == "张某"


def test_that_who_was_said_goes_before_who_was_kept() -> None:
    keep_person(Person("张某"))
    assert signature(" 李某  平阳县 ") == "李某 平阳县"


def test_that_the_account_stands_where_nobody_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "tjj01")
    assert signature() == "tjj01"


@pytest.mark.parametrize("content", ("", "{", "[]", '{"name": "", "agency": ""}', '{"agency": "市统计局"}'))
def test_that_an_answer_that_cannot_be_read_is_asked_again(content: str) -> None:
    settings_folder().mkdir()
    (settings_folder() / "person.json").write_text(content, "utf-8")
    assert kept_person() is None


def test_that_a_name_is_one_line_and_needed() -> None:
    assert person_of("  张\n某 ", "") == Person("张 某", "")
    assert person_of("  ", "市统计局") is None


def test_that_an_answer_that_cannot_be_kept_is_said() -> None:
    settings_folder().write_text("一个文件", "utf-8")  # stands where the folder would
    with pytest.raises(PersonNotKept, match="没有记下"):
        keep_person(Person("张某"))


def test_that_a_broken_keeping_leaves_the_answer_before(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_person(Person("张某", "市统计局"))

    def full(_self: Path, *_: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(PersonNotKept):
        keep_person(Person("李某"))
    assert kept_person() == Person("张某", "市统计局")
    assert [found.name for found in settings_folder().iterdir()] == ["person.json"]
