"""A data file with a large ledger of projects (300 000) and 36 months, the same on every machine; made once.

Written straight into SQLite, the kept lines too; ``tests/bench/projects`` lets the program make some of them anew and
compares.
"""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bench.sizes import FOLDER, sized
from wzdesk.db.create import table_statements
from wzdesk.db.projects.kept_sums import DIVISIONS, SUM_OF, SUMS
from wzdesk.db.projects.lines import LINE
from wzdesk.services.open_data_file import create_data_file

PROJECTS, YEARS = sized(300_000, 5_000), (2022, 2023, 2024)
FIELDS, SUBFIELDS, REGIONS, AGENCIES, OWNERS = 9, 4, 90, 400, 20_000
NATURES = ("续建", "新开工", "前期")
_SOURCE = Path(__file__).read_bytes()
_ITEMS = f"WITH RECURSIVE item (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM item WHERE id < {PROJECTS})"
_DEFINITION = """
    '{"name":"' || printf('第%06d号工程', id) || '","field":"' || printf('领域%d', id % :fields)
    || '","subfield":"' || printf('领域%d之%d', id % :fields, id / 7 % :subfields)
    || '","owner":"' || printf('业主%d', id % :owners) || '","agency":"' || printf('单位%d', id % :agencies)
    || '","regions":["' || printf('R%02d', id % :regions) || '"],"total":"' || ((:base + id % 997) * 60)
    || '","plans":[' || (
        SELECT group_concat(printf('{"year":%d,"amount":"%d","nature":"%s"}', y.value, (:base + item.id % 997) * 12,
            json_extract(:natures, '$[' || (item.id / 3 % 3) || ']')))
        FROM json_each(:years) y
    ) || '],"content":"' || :content || '"'
    || CASE WHEN id % 2 THEN ',"memberships":[{"list":"市级","since":"2022-01-01"}]' ELSE '' END || '}'
"""
_WORDS = """
    SELECT DISTINCT text FROM (
        SELECT value AS text FROM json_each(:natures) UNION ALL SELECT '' UNION ALL SELECT '市级' UNION ALL
        SELECT printf('领域%d', id % :fields) FROM item WHERE id <= 100 UNION ALL
        SELECT printf('领域%d之%d', id % :fields, id / 7 % :subfields) FROM item WHERE id <= 1000 UNION ALL
        SELECT printf('R%02d', id % :regions) FROM item WHERE id <= :regions UNION ALL
        SELECT printf('单位%d', id % :agencies) FROM item WHERE id <= :agencies UNION ALL
        SELECT printf('业主%d', id % :owners) FROM item WHERE id <= :owners
    )
"""


def projects_file() -> Path:
    """The file, to be read; what is written to it is taken back."""
    made, stamp = FOLDER / "projects.wzd", FOLDER / "projects.json"
    if not made.exists() or not stamp.exists() or stamp.read_text("utf-8") != _stamp():
        FOLDER.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        _make(made)
        stamp.write_text(_stamp(), "utf-8")
    return made


def _stamp() -> str:
    digest = hashlib.sha256("\n".join(table_statements()).encode() + _SOURCE)
    return json.dumps({"projects": PROJECTS, "sha256": digest.hexdigest()})


def _make(path: Path) -> None:
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    create_data_file(path, None).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        _fill(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _fill(connection: sqlite3.Connection) -> None:
    given = {
        "fields": FIELDS,
        "subfields": SUBFIELDS,
        "regions": REGIONS,
        "agencies": AGENCIES,
        "owners": OWNERS,
        "natures": json.dumps(NATURES, ensure_ascii=False),
        "years": json.dumps(YEARS),
        "numbers": json.dumps(list(range(1, 13))),
        "base": 1000,
        "content": "新建厂房、道路和配套设施，形成年产能力，带动就业。" * 8,
    }
    act = "INSERT INTO change_set (kind, at, who, why, source) VALUES ('import', '2024-01-02T03:04:05+00:00', '', '', '')"
    given["act"] = connection.execute(act).lastrowid
    rows = f"SELECT id, printf('P%06d', id), {_DEFINITION}, :act FROM item"
    connection.execute(f"{_ITEMS} INSERT INTO project {rows}", given)
    connection.execute(f"{_ITEMS} INSERT INTO ledger_word (text) {_WORDS}", given)
    connection.execute(
        f"{_ITEMS} INSERT INTO ledger_name SELECT id, printf('第%06d号工程', id), printf('P%06d', id) FROM item",
        given,
    )
    project_list = connection.execute("SELECT id FROM ledger_word WHERE text = '市级'").fetchone()
    connection.execute("INSERT INTO ledger_bit VALUES (?, 0)", project_list)
    listed = f"{_ITEMS} INSERT INTO ledger_list SELECT ?, id, '2022-01-01', NULL FROM item WHERE id % 2"
    connection.execute(listed, project_list)
    problem = "SELECT id, 1, '供地', '单位1', NULL, '2021-05-01', NULL, :act FROM item WHERE id % 50 = 0"
    connection.execute(f"{_ITEMS} INSERT INTO project_problem {problem}", given)
    for month, number in [(year * 100 + month, month) for year in YEARS for month in range(1, 13)]:
        _fill_month(connection, given | {"month": month, "number": number})
    names = ", ".join((*DIVISIONS, *SUMS))
    summed = ", ".join(SUM_OF[name] for name in SUMS)
    divisions = ", ".join(DIVISIONS)
    connection.execute(
        f"INSERT INTO ledger_sum ({names}) SELECT {divisions}, {summed} FROM ledger_line GROUP BY {divisions}"
    )


def _fill_month(connection: sqlite3.Connection, given: dict[str, object]) -> None:
    unit = "(:base + id % 997) * 10000"
    done = f"{unit} * (:number * (50 + (id * 31) % 61))"
    connection.execute(
        f"""
        {_ITEMS} INSERT INTO project_progress
        SELECT :month, id, {unit} * (50 + (id * 31) % 61), {done}, {done} * 2, NULL,
            CASE WHEN id % 5 THEN {done} - id % 1000 END, NULL, {done} - id % 777,
            '主体结构施工', '45.5', '', :act
        FROM item
        """,
        given,
    )
    connection.execute(
        f"""
        {_ITEMS} INSERT INTO ledger_line ({", ".join(LINE)})
        SELECT :month, p.id, f.id, s.id, n.id, e.id, r.id, a.id, o.id, p.id % 2,
            (:base + p.id % 997) * 60000000, (:base + p.id % 997) * 12000000, (:base + p.id % 997) * 1000000 * :number,
            t.reported_month, t.reported_year, t.booked_year, t.funds, p.id % 50 = 0, 0, 0, 0, 0
        FROM item p
        CROSS JOIN project_progress t ON t.month = :month AND t.project_id = p.id
        CROSS JOIN ledger_word f ON f.text = printf('领域%d', p.id % :fields)
        CROSS JOIN ledger_word s ON s.text = printf('领域%d之%d', p.id % :fields, p.id / 7 % :subfields)
        CROSS JOIN ledger_word n ON n.text = json_extract(:natures, '$[' || (p.id / 3 % 3) || ']')
        CROSS JOIN ledger_word e ON e.text = ''
        CROSS JOIN ledger_word r ON r.text = printf('R%02d', p.id % :regions)
        CROSS JOIN ledger_word a ON a.text = printf('单位%d', p.id % :agencies)
        CROSS JOIN ledger_word o ON o.text = printf('业主%d', p.id % :owners)
        """,
        given,
    )
