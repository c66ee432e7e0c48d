"""Tables of what comes of help; rows are partial, so that no order between aggregates is needed."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_reporting.persistence.base import Base


class HelpRow(Base):
    """Granted help: for how long it was planned, and when and why it stopped."""

    __tablename__ = "help"
    __table_args__ = (Index("help_by_unit_ix", "alliance_id", "unit_id", "planned_end_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    starts_on: Mapped[date | None]
    first_end_on: Mapped[date | None]
    planned_end_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]


class HelpStretchRow(Base):
    """A time for which help was granted, or extended because of an evaluation."""

    __tablename__ = "help_stretch"
    __table_args__ = (Index("help_stretch_of_ix", "alliance_id", "help_id"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    help_id: Mapped[UUID]
    evaluation_id: Mapped[UUID | None]
    granted_on: Mapped[date]
    evaluation_on: Mapped[date]


class HelpEvaluationRow(Base):
    """People looked together whether the help works."""

    __tablename__ = "help_evaluation"
    __table_args__ = (Index("help_evaluation_of_ix", "alliance_id", "help_id", "evaluated_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    help_id: Mapped[UUID]
    evaluated_on: Mapped[date]
    works: Mapped[str]
