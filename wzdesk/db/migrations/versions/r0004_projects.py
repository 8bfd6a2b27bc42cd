"""The ledger of projects: projects, their months and problems, and what is kept ready of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_project()
    _create_project_progress()
    _create_project_problem()
    _create_ledger_word()
    _create_ledger_name()
    _create_ledger_list()
    _create_ledger_bit()
    _create_ledger_region()
    _create_ledger_line()
    _create_ledger_sum()


def downgrade() -> None:
    raise NotImplementedError("an older program refuses the file; restore the backup made before the upgrade")


def _create_project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["change_set_id"], ["change_set.id"], name=op.f("fk_project_change_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("code", name=op.f("uq_project_code")),
    )


def _create_project_progress() -> None:
    op.create_table(
        "project_progress",
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("reported_month", sa.BigInteger(), nullable=True),
        sa.Column("reported_year", sa.BigInteger(), nullable=True),
        sa.Column("reported_start", sa.BigInteger(), nullable=True),
        sa.Column("booked_month", sa.BigInteger(), nullable=True),
        sa.Column("booked_year", sa.BigInteger(), nullable=True),
        sa.Column("booked_start", sa.BigInteger(), nullable=True),
        sa.Column("funds", sa.BigInteger(), nullable=True),
        sa.Column("image", sa.Text(), nullable=False),
        sa.Column("image_percent", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name=op.f("fk_project_progress_change_set_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_progress_project_id")),
        sa.PrimaryKeyConstraint("month", "project_id", name=op.f("pk_project_progress")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_project_progress_project_id_month"), "project_progress", ["project_id", "month"], unique=True
    )


def _create_project_problem() -> None:
    op.create_table(
        "project_problem",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("solver", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("raised", sa.Text(), nullable=True),
        sa.Column("solved", sa.Text(), nullable=True),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_problem_project_id")),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name=op.f("fk_project_problem_change_set_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "no", name=op.f("pk_project_problem")),
        sqlite_with_rowid=False,
    )


def _create_ledger_word() -> None:
    op.create_table(
        "ledger_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_word")),
        sa.UniqueConstraint("text", name=op.f("uq_ledger_word_text")),
    )


def _create_ledger_name() -> None:
    op.create_table(
        "ledger_name",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_ledger_name")),
        sqlite_with_rowid=False,
    )


def _create_ledger_list() -> None:
    op.create_table(
        "ledger_list",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("list_id", "project_id", "since", name=op.f("pk_ledger_list")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ledger_list_project_id"), "ledger_list", ["project_id"], unique=False)


def _create_ledger_bit() -> None:
    op.create_table(
        "ledger_bit",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("bit", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", name=op.f("pk_ledger_bit")),
        sa.UniqueConstraint("bit", name=op.f("uq_ledger_bit_bit")),
        sqlite_with_rowid=False,
    )


def _create_ledger_region() -> None:
    op.create_table(
        "ledger_region",
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("region_id", "project_id", name=op.f("pk_ledger_region")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ledger_region_project_id"), "ledger_region", ["project_id"], unique=False)


def _create_ledger_line() -> None:
    op.create_table(
        "ledger_line",
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("subfield_id", sa.Integer(), nullable=False),
        sa.Column("nature_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("lists", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("plan", sa.BigInteger(), nullable=True),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("done_month", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.BigInteger(), nullable=True),
        sa.Column("booked", sa.BigInteger(), nullable=True),
        sa.Column("funds", sa.BigInteger(), nullable=True),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("to_start", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("to_complete", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column(
            "lagging",
            sa.Integer(),
            sa.Computed(
                "CASE WHEN plan > 0 AND 12 * done < plan * (month % 100) THEN 1 ELSE 0 END", persisted=True
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("month", "project_id", name=op.f("pk_ledger_line")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_ledger_line_month_project_id"),
        "ledger_line",
        ["month", "project_id"],
        unique=False,
        sqlite_where=sa.text("problems > 0"),
    )


def _create_ledger_sum() -> None:
    op.create_table(
        "ledger_sum",
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("subfield_id", sa.Integer(), nullable=False),
        sa.Column("nature_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("lagging", sa.Integer(), nullable=False),
        sa.Column("lists", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("plan", sa.BigInteger(), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=False),
        sa.Column("done_month", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("booked", sa.BigInteger(), nullable=False),
        sa.Column("gap", sa.BigInteger(), nullable=False),
        sa.Column("funds", sa.BigInteger(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("to_start", sa.Integer(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("to_complete", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "month",
            "field_id",
            "subfield_id",
            "nature_id",
            "stage_id",
            "region_id",
            "lagging",
            "lists",
            name=op.f("pk_ledger_sum"),
        ),
        sqlite_with_rowid=False,
    )
