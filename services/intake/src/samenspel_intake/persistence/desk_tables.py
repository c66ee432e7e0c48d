"""Tables of desks: criteria, what was decided by them, and who stands in for whom."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base


class CriteriaRow(Base):
    """One version of what counts for one kind of decision; public."""

    __tablename__ = "criteria"
    alliance_id: Mapped[UUID] = mapped_column(ForeignKey("alliance.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    points: Mapped[list[str]]
    source: Mapped[str]
    valid_from: Mapped[date]
    __table_args__ = (CheckConstraint("cardinality(points) > 0", name="points"),)


class DecisionRow(Base):
    """One decision of a desk; the second reading is there whole, or not at all."""

    __tablename__ = "desk_decision"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    support_request_id: Mapped[UUID] = mapped_column(ForeignKey("support_request.id"), index=True)
    unit_id: Mapped[UUID | None]
    kind: Mapped[str]
    criteria_version: Mapped[int]
    points: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]
    is_read_twice: Mapped[bool]
    second_kind: Mapped[str | None]
    second_by: Mapped[UUID | None]
    second_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(second_kind, second_by, second_at) IN (0, 3)"
            " AND (second_by IS NULL OR is_read_twice AND second_by <> decided_by)",
            name="second_reading",
        ),
        Index("desk_decision_decided_ix", "alliance_id", "decided_at", "id"),
    )


class StandInRow(Base):
    """From the first day to the last, the deputy acts for the one who is away."""

    __tablename__ = "stand_in"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    away: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    deputy: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    set_by: Mapped[UUID]
    __table_args__ = (
        CheckConstraint("away <> deputy AND first_day <= last_day", name="days"),
        Index("stand_in_away_ix", "alliance_id", "away", "last_day"),
    )
