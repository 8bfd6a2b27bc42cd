"""The tables of a data file. Mapped classes stay in this package; everyone else sees domain values.

JSON is kept as text, so that the reader without SQLAlchemy sees what the other one sees. Everything that
a person reads or exports goes by codes; the integer ids only make a million rows compact.
"""

from decimal import Decimal
from typing import Annotated

from sqlalchemy import Computed, Float, ForeignKey, Index, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from wzdesk.db.types import ExactDecimal

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
CLUSTERED = {"sqlite_with_rowid": False}  # rows lie in the order of their key: one tree instead of two

Id = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(Text, unique=True)]


class Base(DeclarativeBase):
    """All tables of a data file."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {Decimal: ExactDecimal, str: Text}  # noqa: RUF012 - SQLAlchemy's own form


def table_of(row: type[Base]) -> Table:
    """The table behind a mapped class, for statements that bypass the unit of work."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


class RegionRow(Base):
    """A reporting area."""

    __tablename__ = "region"
    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    short_name: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    additive: Mapped[bool]
    position: Mapped[int]


class RegionGroupRow(Base):
    """A named set of regions."""

    __tablename__ = "region_group"
    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    position: Mapped[int]


class RegionGroupMemberRow(Base):
    """A region in a group."""

    __tablename__ = "region_group_member"
    __table_args__ = CLUSTERED
    group_id: Mapped[int] = mapped_column(ForeignKey("region_group.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    position: Mapped[int]


class AgencyRow(Base):
    """A body that reports or is responsible."""

    __tablename__ = "agency"
    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    short_name: Mapped[str]


class IndicatorRow(Base):
    """An indicator of the catalogue."""

    __tablename__ = "indicator"
    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    unit: Mapped[str]
    decimals: Mapped[int | None]
    direction: Mapped[str]
    accumulation: Mapped[str]
    price_basis: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    definition: Mapped[str]
    is_index: Mapped[bool]
    position: Mapped[int]


class IndicatorAliasRow(Base):
    """Another name of an indicator."""

    __tablename__ = "indicator_alias"
    __table_args__ = CLUSTERED
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    alias: Mapped[str]


class DocumentRow(Base):
    """A source document; ``tables`` is a JSON list of titles."""

    __tablename__ = "document"
    id: Mapped[Id]
    key: Mapped[Code]
    title: Mapped[str]
    issuer: Mapped[str]
    date: Mapped[str]
    tables: Mapped[str]
    position: Mapped[int]


class PlanRow(Base):
    """A plan; ``notes`` is a JSON list, ``document`` a document's key."""

    __tablename__ = "plan"
    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    first_year: Mapped[int]
    last_year: Mapped[int]
    growth_first: Mapped[bool]
    about_tolerance: Mapped[Decimal]
    nearly_tolerance: Mapped[Decimal]
    notes: Mapped[str]
    stated: Mapped[str]
    document: Mapped[str]
    document_table: Mapped[str]
    base_year: Mapped[int | None]
    tolerance_source: Mapped[str]
    position: Mapped[int]


class PlanItemRow(Base):
    """A numbered item of a plan."""

    __tablename__ = "plan_item"
    __table_args__ = (Index(None, "plan_id", "position", unique=True),)
    id: Mapped[Id]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    no: Mapped[str]
    name: Mapped[str]
    category: Mapped[str]
    depth: Mapped[int]
    marked: Mapped[bool]


class PlanPartRow(Base):
    """One row of a plan's table; its target sentences stand in plan_target, by region."""

    __tablename__ = "plan_part"
    __table_args__ = CLUSTERED
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    unit: Mapped[str]
    base: Mapped[str]
    name: Mapped[str]
    shares_target: Mapped[bool]
    nature: Mapped[str | None]
    source: Mapped[str]


class ChangeSetRow(Base):
    """One act; an undo names the act that it takes back, and that act names its undo until it is redone."""

    __tablename__ = "change_set"
    id: Mapped[Id]
    kind: Mapped[str]
    at: Mapped[str]  # ISO, UTC
    who: Mapped[str]
    why: Mapped[str]
    source: Mapped[str]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"), index=True)
    reverts_id: Mapped[int | None] = mapped_column(ForeignKey("change_set.id"))


class RevisionRow(Base):
    """One cell's step in a change set; ``key`` goes by codes, ``before`` and ``after`` are JSON states."""

    __tablename__ = "revision"
    __table_args__ = (Index(None, "entity", "key"), CLUSTERED)
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    before: Mapped[str | None]
    after: Mapped[str | None]


class PlanTargetRow(Base):
    """A region's target sentence for a row of a plan and a column (level, rate)."""

    __tablename__ = "plan_target"
    __table_args__ = CLUSTERED
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    target_column: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class ObservationRow(Base):
    """One reported number; ``number`` is for sorting and analysis only, ``value`` is exact."""

    __tablename__ = "observation"
    __table_args__ = CLUSTERED
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    availability: Mapped[str]
    basis: Mapped[str | None]
    op: Mapped[str | None]
    value: Mapped[Decimal | None]
    high: Mapped[Decimal | None]
    unit: Mapped[str]
    also: Mapped[str | None]
    number: Mapped[float | None] = mapped_column(Float, Computed("CAST(value AS FLOAT)", persisted=True))
    status: Mapped[str]
    note: Mapped[str]
    source: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class VerdictOverrideRow(Base):
    """A verdict that a person set."""

    __tablename__ = "verdict_override"
    __table_args__ = CLUSTERED
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    item_no: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str]
    reason: Mapped[str]
    who: Mapped[str]
    at: Mapped[str | None]
    source: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class FormRow(Base):
    """A form to fill; ``definition`` is JSON: name, columns, rows and the rest."""

    __tablename__ = "form"
    id: Mapped[Id]
    code: Mapped[Code]
    definition: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class FormClosingRow(Base):
    """A period of a form that a region has closed."""

    __tablename__ = "form_closing"
    __table_args__ = CLUSTERED
    form_id: Mapped[int] = mapped_column(ForeignKey("form.id"), primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[str]
    at: Mapped[str | None]
    why: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class CellNoteRow(Base):
    """A remark, comment, star or reason; ``about`` says which measure or rule it is about."""

    __tablename__ = "cell_note"
    __table_args__ = CLUSTERED
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class SettingRow(Base):
    """A setting of this file; the value is JSON."""

    __tablename__ = "setting"
    __table_args__ = CLUSTERED
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class FileInfoRow(Base):
    """The one row that says what this file is."""

    __tablename__ = "file_info"
    id: Mapped[Id]
    format_version: Mapped[int]
    created: Mapped[str]  # ISO, UTC
    app: Mapped[str]
    pack_code: Mapped[str]
    pack_name: Mapped[str]
    pack_version: Mapped[str]
    home: Mapped[str]
    plan: Mapped[str]
