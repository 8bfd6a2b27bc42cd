"""A newer pack that the city sends: it says what it changes, changes that as one act, and leaves what people did."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.released.kept import contents, kept_file, revisions
from tests.services.pack_update.packs import (
    CITY_KEY,
    NEXT,
    change,
    change_lines,
    copy_of_pack,
    write_sent,
)
from wzdesk.__main__ import main
from wzdesk.db.backup import backup_folder
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_form
from wzdesk.db.newer_pack import keep_pack_version
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.pack_update.change import How, PackChange, Part
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.check_daily import check_daily
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.exchange.keys import PublicKey, accept_key, known_keys, office_key
from wzdesk.services.fill_plan import PlanFilling, read_filled
from wzdesk.services.look_back import KIND_WORDS, acts
from wzdesk.services.make_form import form_parts
from wzdesk.services.open_data_file import DataFile, create_data_file, open_data_file
from wzdesk.services.pack_update.send_pack import send_pack
from wzdesk.services.pack_update.take_update import (
    PackUpdate,
    UnknownSigner,
    accept_signer,
    look_at_update,
    take_update,
)
from wzdesk.services.places import pack_folder
from wzdesk.services.projects.read_project import all_projects
from wzdesk.services.take_up_pack import take_up_pack
from wzdesk.services.undo_change import turn

CITY = "330300"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack of next year, to be changed."""
    return copy_of_pack(tmp_path / "next")


@pytest.fixture(autouse=True)
def known(home: Path) -> PublicKey:
    """The city's key, accepted once."""
    key = CITY_KEY.public
    return accept_key(key.text, "温州市发展改革委", key.fingerprint)


def look(store: DataFile, pack: Path) -> PackUpdate:
    return look_at_update(store, write_sent(pack, pack.parent / "包.wzpack"))


def told(update: PackUpdate) -> list[tuple[Part, How, str]]:
    return [(one.part, one.how, one.name) for one in update.difference.changes]


def only(update: PackUpdate) -> PackChange:
    (one,) = update.difference.changes
    return one


def figures(store: DataFile) -> dict[tuple[object, ...], object]:
    return {row[:4]: row[4] for row in contents(store.path)["observation"]}


def test_that_the_same_pack_changes_nothing(store: DataFile, pack: Path) -> None:
    before = contents(store.path)
    update = look(store, pack)
    assert list(update.difference.changes) == []
    done = take_update(store, update, "王敏")
    assert (done.cells, done.remark, contents(store.path)) == (0, "", before)
    assert not backup_folder(store.path).exists()


def test_that_a_new_indicator_with_its_row_in_a_form_comes_and_goes_back(store: DataFile, pack: Path) -> None:
    new = "DIGITAL,数字经济核心产业增加值,数字经济,亿元,1,up,ytd,comparable,,FGW,按省统计局口径,0,2099 文件"
    change_lines(pack, "indicators.csv", lambda lines: [*lines, new])
    header = (pack / "forms/monthly.csv").read_text("utf-8").splitlines()[0].split(",")
    row = {"indicator": "DIGITAL", "name": "数字经济核心产业增加值", "unit": "亿元"}
    line = ",".join(row.get(name, "") for name in header)
    change_lines(pack, "forms/monthly.csv", lambda lines: [*lines, line])
    update = look(store, pack)
    assert told(update) == [
        (Part.INDICATOR, How.NEW, "数字经济核心产业增加值"),
        (Part.FORM, How.CHANGED, "主要经济指标月报表"),
    ]
    assert update.difference.changes[1].words == "增加 1 行（数字经济核心产业增加值）"
    done = take_update(store, update, "王敏")
    assert done.cells == 1
    filling = FormFilling.open(store, "monthly", CITY, Period.to_month(2024, 9), "王敏")
    filling.record([TypedCell("DIGITAL", Column.TOTAL, "99.5")])
    act = acts(store)[1].change_set
    assert (act.kind, act.who, act.source) == (ChangeKind.UPDATE, "王敏", f"wenzhou {NEXT}")
    assert act.why == f"更新数据包：温州市计划指标数据包 {NEXT}（温州市发展改革委签名）"
    assert KIND_WORDS[act.kind] == "更新数据包"
    assert list(backup_folder(store.path).glob("*导入前*"))
    assert look(store, pack).difference.effective == []
    turn(store, "王敏", back=True)
    turn(store, "王敏", back=True)
    with store.reading() as session:
        form = read_form(execute_of(session), "monthly")
    assert form is not None
    assert "DIGITAL" not in {line.indicator for line in form.rows}
    assert told(look(store, pack)) == [(Part.FORM, How.CHANGED, "主要经济指标月报表")]
    assert take_up_pack(store) == ""


def test_that_names_definitions_and_regions_change_in_their_place(store: DataFile, pack: Path) -> None:
    order = list(form_parts(store).indicators)
    change(pack, "indicators.csv", "绝对值按现价计算，增速按可比价计算", "按第五次经济普查后的口径")
    change(pack, "indicators.csv", "GDP|生产总值|", "GDP|生产总值|国内生产总值|")
    change(pack, "regions.csv", "330326,平阳县,平阳", "330326,平阳县,平阳县")
    change_lines(pack, "regions.csv", lambda lines: [*lines, "330300-KJC,科技城,科技城,zone,330300,0"])
    change(pack, "agencies.csv", "市财政局,", "市财政局（国资委）,")
    change(pack, "pack.toml", 'date = "2024-01-29"', 'date = "2024-01-30"')
    update = look(store, pack)
    assert told(update) == [
        (Part.REGION, How.NEW, "科技城"),
        (Part.REGION, How.CHANGED, "平阳县"),
        (Part.AGENCY, How.CHANGED, "市财政局"),
        (Part.INDICATOR, How.CHANGED, "地区生产总值"),
        (Part.DOCUMENT, How.CHANGED, update.difference.changes[4].name),
    ]
    assert (
        "口径 绝对值按现价计算，增速按可比价计算 → 按第五次经济普查后的口径"
        in update.difference.changes[3].words
    )
    take_update(store, update, "王敏")
    parts = form_parts(store)
    assert list(parts.indicators) == order
    assert parts.indicators["GDP"].definition == "按第五次经济普查后的口径"
    assert "国内生产总值" in parts.indicators["GDP"].aliases
    assert [(one.code, one.parent, one.additive) for one in parts.regions][-1] == ("330300-KJC", CITY, False)
    assert look(store, pack).difference.effective == []
    assert acts(store)[0].change_set.kind is ChangeKind.PACK  # nothing of it is a cell: told, not taken back
    assert not turn(store, "王敏", back=True)


def test_that_targets_rows_and_new_plans_come_with_what_was_typed_left_alone(
    store: DataFile, pack: Path
) -> None:
    filling = PlanFilling.open(store, "2024", CITY, "王敏")
    rows = [part for _, part in filling.filled.table.plan.parts() if part.target]
    typed, other = rows[0], rows[1]
    filling.record([TypedCell(typed.indicator, Column.TARGET, "增长9%以上")])
    for part in (typed, other):
        change(pack, "plans/2024.csv", f",{part.target},", ",增长1%以上,")
    for suffix in ("csv", "toml"):
        (pack / f"plans/2025.{suffix}").write_bytes((pack / f"plans/2024.{suffix}").read_bytes())
    change(pack, "plans/2025.toml", '"2024"', '"2025"')
    text = (pack / "plans/2025.toml").read_text("utf-8")
    (pack / "plans/2025.toml").write_text(text.replace("2024", "2025"), "utf-8")
    update = look(store, pack)
    kinds = {(one.part, one.how) for one in update.difference.changes}
    assert (Part.PLAN, How.NEW) in kinds
    assert (Part.TARGET, How.KEPT) in kinds
    assert (Part.TARGET, How.CHANGED) in kinds
    take_update(store, update, "王敏")
    assert look(store, pack).difference.effective == []
    table = read_filled(store, "2024", CITY).table
    now = {part.indicator: part.target for _, part in table.plan.parts()}
    assert (now[typed.indicator], now[other.indicator]) == ("增长9%以上", "增长1%以上")
    assert len(read_filled(store, "2025", CITY).table.plan.items) == len(table.plan.items)
    assert turn(store, "王敏", back=True)
    table = read_filled(store, "2024", CITY).table
    assert {part.indicator: part.target for _, part in table.plan.parts()}[other.indicator] == other.target


def test_that_figures_entered_are_never_touched(store: DataFile, pack: Path) -> None:
    filling = PlanFilling.open(store, "2023", CITY, "王敏")
    filling.record([TypedCell("GDP", Column.LEVEL, "8800")])
    filling.record([TypedCell("GDP", Column.GROWTH, "")])
    before = figures(store)
    change(pack, "observations.csv", "330300,GDP,2023,level,8730.6", "330300,GDP,2023,level,8731.2")
    change_lines(
        pack,
        "observations.csv",
        lambda lines: [
            *(line.replace("GDP,2023,growth,6.9", "GDP,2023,growth,7.1") for line in lines),
            "330326,GDP,2023,level,700.1,亿元,A,,000 表1 第1行",
        ],
    )
    update = look(store, pack)
    found = [one for one in update.difference.changes if one.part is Part.FIGURE]
    assert [(one.how, one.words) for one in found] == [
        (How.NEW, "700.1"),
        (How.KEPT, "填的是 8800，不改；公布的是 8731.2"),
        (How.KEPT, "填的是 空，不改；公布的是 7.1"),
    ]
    take_update(store, update, "王敏")
    after = figures(store)
    assert {key: text for key, text in after.items() if key in before} == before
    assert [text for key, text in after.items() if key not in before] == ["700.1"]


def test_that_a_published_figure_that_nobody_touched_is_corrected_unless_its_month_is_closed(
    store: DataFile, pack: Path
) -> None:
    change(pack, "observations.csv", "330300,TALENT,2023,level,22.4", "330300,TALENT,2023,level,22.9")
    FormFilling.open(store, "yearly", CITY, Period.of_year(2023), "王敏").close("已上报")
    one = only(look(store, pack))
    assert (one.how, one.words) == (How.KEPT, "2023年已经关账；公布的是 22.9")
    FormFilling.open(store, "yearly", CITY, Period.of_year(2023), "王敏").reopen("更正")
    update = look(store, pack)
    assert (only(update).how, only(update).words) == (How.CHANGED, "22.4 → 22.9")
    assert take_update(store, update, "王敏").cells == 1


def test_that_a_unit_stays_where_figures_were_given_in_it(store: DataFile, pack: Path) -> None:
    filling = PlanFilling.open(store, "2023", "330326", "王敏")
    filling.record([TypedCell("GDP", Column.LEVEL, "650.5")])
    change(pack, "indicators.csv", "全市经济增速,亿元,1,", "全市经济增速,万元,0,")
    change(pack, "indicators.csv", "GDP,地区生产总值,", "GDP,地区生产总值（新）,")
    found = [one for one in look(store, pack).difference.changes if one.part is Part.INDICATOR]
    assert [(one.how, one.words) for one in found] == [
        (How.CHANGED, "名称 地区生产总值 → 地区生产总值（新）"),
        (How.KEPT, "新的单位是万元，已有按亿元填的数，单位不改"),
    ]
    take_update(store, look(store, pack), "王敏")
    assert form_parts(store).indicators["GDP"].unit == "亿元"


def test_that_rules_change_by_name_and_a_form_that_is_gone_is_retired(store: DataFile, pack: Path) -> None:
    text = (pack / "checks.toml").read_text("utf-8")
    blocks = text.split("[[rules]]")
    (pack / "checks.toml").write_text("[[rules]]".join([*blocks[:-1]]), "utf-8")
    for suffix in ("csv", "toml"):
        (pack / f"forms/yearly.{suffix}").unlink()
    update = look(store, pack)
    assert [(one.part, one.how) for one in update.difference.changes] == [
        (Part.FORM, How.REMOVED),
        (Part.RULE, How.REMOVED),
    ]
    take_update(store, update, "王敏")
    assert next(form for form in form_parts(store).forms if form.code == "yearly").is_retired
    assert look(store, pack).difference.effective == []
    assert turn(store, "王敏", back=True)
    assert not next(form for form in form_parts(store).forms if form.code == "yearly").is_retired


def test_that_new_projects_come_as_one_act_and_their_sums_fit(store: DataFile, pack: Path) -> None:
    before = len(all_projects(store))
    change(pack, "projects/named.csv", "温州锂电池新材料产业基地", "温州锂电池新材料产业基地二期")
    change_lines(
        pack,
        "projects/named.csv",
        lambda lines: [
            *lines,
            "WZ99-001,新的项目,先进制造业基地,制造业,续建,2024,330303,,,市“百项千亿”,000,,,",
        ],
    )
    update = look(store, pack)
    assert [one for one in told(update) if one[0] is Part.PROJECT] == [
        (Part.PROJECT, How.NEW, "新的项目"),
        (Part.PROJECT, How.CHANGED, "温州锂电池新材料产业基地"),
    ]
    take_update(store, update, "王敏")
    assert {"温州锂电池新材料产业基地二期", "新的项目"} <= {one.name for one in all_projects(store)}
    assert check_daily(store) == ""
    assert look(store, pack).difference.effective == []
    assert turn(store, "王敏", back=True)
    assert len(all_projects(store)) == before
    assert "温州锂电池新材料产业基地" in {one.name for one in all_projects(store)}
    assert check_daily(store) == ""


@pytest.mark.parametrize("revision", revisions())
def test_that_an_older_file_takes_it_up_and_then_has_it(revision: str, tmp_path: Path, pack: Path) -> None:
    with open_data_file(kept_file(revision, tmp_path)) as store:
        before = figures(store)
        take_update(store, look(store, pack), "王敏")
        assert look(store, pack).difference.effective == []
        assert {key: text for key, text in figures(store).items() if key in before} == before
        assert check_daily(store) == ""
        assert turn(store, "王敏", back=True)
        assert figures(store) == before


# Who signed


def test_that_an_unknown_signer_is_asked_with_the_fingerprint(
    store: DataFile, pack: Path, home: Path
) -> None:
    (home / "config" / "wzdesk" / "keys" / "known.json").unlink()
    with pytest.raises(UnknownSigner, match="还不认识这个公钥") as caught:
        look(store, pack)
    fingerprint = CITY_KEY.public.fingerprint
    assert fingerprint in caught.value.sentence
    with pytest.raises(Refused, match="指纹对不上"):
        accept_signer(caught.value, "", "AAAA-BBBB-CCCC-DDDD")
    accept_signer(caught.value, "", fingerprint.lower())
    assert [one.owner for one in known_keys()] == ["温州市发展改革委"]
    assert look(store, pack).signer.owner == "温州市发展改革委"


def test_that_ones_own_pack_is_known(store: DataFile, pack: Path, tmp_path: Path) -> None:
    sent = send_pack(pack, tmp_path / "发出", "王敏")
    assert sent.key == office_key().public
    assert look_at_update(store, tmp_path / "发出.wzpack").signer.owner == ""


def test_that_another_city_and_an_older_version_are_refused(
    store: DataFile, pack: Path, tmp_path: Path
) -> None:
    other = tmp_path / "别市.wzpack"
    send_pack(pack_folder("wenling"), other, "")
    with pytest.raises(Refused, match="不是一个，没有更新"):
        look_at_update(store, other)
    newer = write_sent(pack, tmp_path / "新.wzpack")
    take_update(store, look_at_update(store, newer), "")
    change(pack, "pack.toml", f'version = "{NEXT}"', 'version = "2024.1"')
    change(pack, "indicators.csv", "绝对值按现价计算", "按现价计算")
    with store.writing() as session:
        keep_pack_version(session, NEXT)
    with pytest.raises(Refused, match="没有退回旧的"):
        look(store, pack)


@pytest.mark.parametrize(
    ("spoil", "said"),
    (
        (lambda pack: (pack / "pack.toml").unlink(), "没有 pack.toml"),
        (lambda pack: (pack / "run.exe").write_bytes(b"x"), "不属于数据包的文件"),
        (lambda pack: change(pack, "indicators.csv", ",亿元,", ",亿元"), "数据包有错"),
        (lambda pack: change(pack, "pack.toml", "温州市计划", "演示温州市计划"), "编造的演示数"),
    ),
)
def test_that_no_bad_pack_is_sent(pack: Path, tmp_path: Path, spoil: object, said: str) -> None:
    assert callable(spoil)
    spoil(pack)
    with pytest.raises(WzdeskError, match=said):
        send_pack(pack, tmp_path / "包", "")
    assert not list(tmp_path.glob("包*"))


def test_that_a_pack_in_the_encoding_of_excel_is_read(store: DataFile, pack: Path) -> None:
    text = (pack / "regions.csv").read_text("utf-8")
    (pack / "regions.csv").write_bytes(text.encode("gb18030"))
    assert look(store, pack).difference.effective == []
    (pack / "regions.csv").write_bytes(text.encode("utf-16"))
    with pytest.raises(WzdeskError, match=r"regions\.csv 第1行：不是UTF-8文本"):
        look(store, pack)


# The command line


def test_that_the_command_line_sends_shows_and_takes_up(
    store: DataFile, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(pack, "indicators.csv", "绝对值按现价计算", "按现价计算")
    sent, data = tmp_path / "包.wzpack", str(store.path)
    store.close()
    assert main(["pack", str(pack), "--to", str(sent), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == NEXT
    before = store.path.read_bytes()
    assert main(["update", str(sent), "--data", data, "--dry-run", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert seen["counts"] == {"indicator": {"changed": 1}}
    assert (seen["applied"], store.path.read_bytes()) == (False, before)
    assert main(["update", str(sent), "--data", data]) == 0
    assert capsys.readouterr().out.endswith("更新了 1 处；填的数没有动。\n")
    assert main(["update", str(sent), "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_that_the_command_line_asks_for_the_fingerprint(
    store: DataFile, pack: Path, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config" / "wzdesk" / "keys" / "known.json").unlink()
    sent = write_sent(pack, tmp_path / "包.wzpack")
    store.close()
    command = ["update", str(sent), "--data", str(store.path)]
    assert main(command) == 2
    assert CITY_KEY.public.fingerprint in capsys.readouterr().err
    assert main([*command, "--fingerprint", "x"]) == 2
    assert main([*command, "--fingerprint", CITY_KEY.public.fingerprint, "--owner", "市发改委"]) == 0
    assert "市发改委签名" in capsys.readouterr().out
