"""Tables of places: the database itself gives no seat twice, and none that is not there."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow


class ProvisionRow(AggregateRow, Base):
    """What a unit offers in a school year; `waiting` are the placements in line, in order."""

    __tablename__ = "provision"
    __table_args__ = (
        UniqueConstraint("id", "capacity"),
        CheckConstraint("capacity >= 0", name="capacity"),
        Index("provision_year_ix", "alliance_id", "school_year", "kind"),
    )
    name: Mapped[str]
    kind: Mapped[str]
    school_id: Mapped[UUID | None]
    school_year: Mapped[int]
    starts_on: Mapped[date]
    capacity: Mapped[int]
    waiting: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))


class SeatRow(Base):
    """A seat that is taken: its number is within the capacity, which follows the provision's.

    A number is given once and a placement has one seat, so that no way of writing overbooks.
    """

    __tablename__ = "provision_seat"
    __table_args__ = (
        ForeignKeyConstraint(
            ["provision_id", "capacity"],
            ["provision.id", "provision.capacity"],
            onupdate="CASCADE",
        ),
        UniqueConstraint("placement_id"),
        CheckConstraint("number BETWEEN 1 AND capacity", name="within_capacity"),
    )
    provision_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    alliance_id: Mapped[UUID]
    capacity: Mapped[int]
    placement_id: Mapped[UUID]
