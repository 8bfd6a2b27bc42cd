"""The tables of the ledger of projects.

People change the first three. The others, ``ledger_…``, are kept of them in the same transaction
(``db/projects/keep``), so that a table of 300 000 projects filters and adds up at once; nothing stands there only,
and no reference is checked there. ``…_id`` of a division is the number of a word.
Money is whole fen; a month is a number, 202409.
"""

from sqlalchemy import BigInteger, Computed, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from wzdesk.db.tables import CLUSTERED, Base, Code, Id

LAGGING = "CASE WHEN plan > 0 AND 12 * done < plan * (month % 100) THEN 1 ELSE 0 END"


class ProjectRow(Base):
    """A project; ``definition`` is JSON: all that is fixed or planned for it."""

    __tablename__ = "project"
    id: Mapped[Id]
    code: Mapped[Code]
    definition: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class ProjectProgressRow(Base):
    """What was reported of a project for a month; a month's reports lie together."""

    __tablename__ = "project_progress"
    __table_args__ = (Index(None, "project_id", "month", unique=True), CLUSTERED)
    month: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    reported_month: Mapped[int | None] = mapped_column(BigInteger)
    reported_year: Mapped[int | None] = mapped_column(BigInteger)
    reported_start: Mapped[int | None] = mapped_column(BigInteger)
    booked_month: Mapped[int | None] = mapped_column(BigInteger)
    booked_year: Mapped[int | None] = mapped_column(BigInteger)
    booked_start: Mapped[int | None] = mapped_column(BigInteger)
    funds: Mapped[int | None] = mapped_column(BigInteger)
    image: Mapped[str]
    image_percent: Mapped[str | None]  # the digits of a decimal
    next_step: Mapped[str]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class ProjectProblemRow(Base):
    """A problem of a project; its days are ISO texts."""

    __tablename__ = "project_problem"
    __table_args__ = CLUSTERED
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    no: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    solver: Mapped[str]
    due: Mapped[str | None]
    raised: Mapped[str | None]
    solved: Mapped[str | None]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"))


class LedgerWordRow(Base):
    """A word by which lines are divided: a field, a nature, a region's code, an owner; numbered as it was first met."""

    __tablename__ = "ledger_word"
    id: Mapped[Id]
    text: Mapped[Code]


class LedgerNameRow(Base):
    """What a text is looked for in: name and code of a project as ``domain/text`` spells them."""

    __tablename__ = "ledger_name"
    __table_args__ = CLUSTERED
    project_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    code: Mapped[str]


class LedgerListRow(Base):
    """That a project stands on a list from a day on, until another (ISO texts)."""

    __tablename__ = "ledger_list"
    __table_args__ = (Index(None, "project_id"), CLUSTERED)
    list_id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[str | None]


class LedgerBitRow(Base):
    """Which bit of the lists of a line stands for a list (the number of its word); it is given once and for ever."""

    __tablename__ = "ledger_bit"
    __table_args__ = CLUSTERED
    list_id: Mapped[int] = mapped_column(primary_key=True)
    bit: Mapped[int] = mapped_column(unique=True)


class LedgerRegionRow(Base):
    """A region of a project beside the first one, where it counts."""

    __tablename__ = "ledger_region"
    __table_args__ = (Index(None, "project_id"), CLUSTERED)
    region_id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(primary_key=True)


class LedgerLineRow(Base):
    """A project in a month, all that tables filter and add up by.

    ``lists`` has the bits of those on which it stands; ``plan`` is None where none holds, ``planned`` the part of it that was to be done by then; ``done``, ``booked`` and
    ``funds`` are to date, ``done_month`` in the month alone; ``problems`` are the open ones; ``to_start`` … ``completed`` are 0 or 1, for the four rates.
    """

    __tablename__ = "ledger_line"
    __table_args__ = (Index(None, "month", "project_id", sqlite_where=text("problems > 0")), CLUSTERED)
    month: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(primary_key=True)
    field_id: Mapped[int]
    subfield_id: Mapped[int]
    nature_id: Mapped[int]
    stage_id: Mapped[int]
    region_id: Mapped[int]
    agency_id: Mapped[int]
    owner_id: Mapped[int]
    lists: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(BigInteger)
    plan: Mapped[int | None] = mapped_column(BigInteger)
    planned: Mapped[int | None] = mapped_column(BigInteger)
    done_month: Mapped[int | None] = mapped_column(BigInteger)
    done: Mapped[int | None] = mapped_column(BigInteger)
    booked: Mapped[int | None] = mapped_column(BigInteger)
    funds: Mapped[int | None] = mapped_column(BigInteger)
    problems: Mapped[int]
    to_start: Mapped[int]
    started: Mapped[int]
    to_complete: Mapped[int]
    completed: Mapped[int]
    lagging: Mapped[int] = mapped_column(Computed(LAGGING, persisted=True))


class LedgerSumRow(Base):
    """The lines of a month added up, by the divisions that have few words.

    ``reports`` counts those with a figure, ``gap`` is booked less done where both are given.
    """

    __tablename__ = "ledger_sum"
    __table_args__ = CLUSTERED
    month: Mapped[int] = mapped_column(primary_key=True)
    field_id: Mapped[int] = mapped_column(primary_key=True)
    subfield_id: Mapped[int] = mapped_column(primary_key=True)
    nature_id: Mapped[int] = mapped_column(primary_key=True)
    stage_id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(primary_key=True)
    lagging: Mapped[int] = mapped_column(primary_key=True)
    lists: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    lines: Mapped[int]
    total: Mapped[int] = mapped_column(BigInteger)
    plan: Mapped[int] = mapped_column(BigInteger)
    planned: Mapped[int] = mapped_column(BigInteger)
    done_month: Mapped[int] = mapped_column(BigInteger)
    done: Mapped[int] = mapped_column(BigInteger)
    booked: Mapped[int] = mapped_column(BigInteger)
    gap: Mapped[int] = mapped_column(BigInteger)
    funds: Mapped[int] = mapped_column(BigInteger)
    reports: Mapped[int]
    problems: Mapped[int]
    to_start: Mapped[int]
    started: Mapped[int]
    to_complete: Mapped[int]
    completed: Mapped[int]
