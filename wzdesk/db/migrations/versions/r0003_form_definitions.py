"""A form is one cell: its definition as JSON, written by a change set, so that making and changing it can be undone."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PACK = "SELECT min(id) FROM change_set WHERE kind = 'pack'"
_LINES = """
    SELECT l.form_id, i.code, l.name, l.unit, l.no, l.category, l.depth, l.marked
    FROM form_line l JOIN indicator i ON i.id = l.indicator_id
    ORDER BY l.form_id, l.position
"""
_FORMS = "SELECT id, code, name, frequency, columns, reporters, due_day, plan FROM form ORDER BY position"


def upgrade() -> None:
    connection = op.get_bind()
    forms, lines = connection.exec_driver_sql(_FORMS).all(), connection.exec_driver_sql(_LINES).all()
    pack = connection.exec_driver_sql(_PACK).scalar()
    op.drop_table("form_line")
    op.drop_table("form")  # those that refer to it name it still, and find the new one
    op.create_table(
        "form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["change_set_id"], ["change_set.id"], name=op.f("fk_form_change_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form")),
        sa.UniqueConstraint("code", name=op.f("uq_form_code")),
    )
    for number, code, *rest in forms:
        definition = _definition(rest, [line[1:] for line in lines if line[0] == number])
        connection.execute(
            sa.text("INSERT INTO form VALUES (:id, :code, :definition, :pack)"),
            {"id": number, "code": code, "definition": definition, "pack": pack},
        )


def downgrade() -> None:
    raise NotImplementedError("an older program refuses the file; restore the backup made before the upgrade")


def _definition(head: list[object], lines: list[tuple[object, ...]]) -> str:
    name, frequency, columns, reporters, due_day, plan = head
    made = {
        "name": name,
        "frequency": frequency,
        "columns": json.loads(str(columns)),
        "reporters": json.loads(str(reporters)),
        "due_day": due_day,
        "plan": plan,
        "rows": [_row(*line) for line in lines],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _row(*line: object) -> dict[str, object]:
    indicator, name, unit, no, category, depth, marked = line
    row = {"indicator": indicator, "name": name, "unit": unit, "no": no, "category": category}
    row |= {"depth": depth, "marked": bool(marked)}
    return {key: value for key, value in row.items() if value}
