"""Tables of places: the database itself gives no seat twice, and none that is not there."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Double,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


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


class PostcodeAreaRow(Base):
    """The middle of a postcode area, in degrees (WGS 84), as an alliance listed it; public."""

    __tablename__ = "postcode_area"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    postcode4: Mapped[str] = mapped_column(primary_key=True)
    latitude: Mapped[float] = mapped_column(Double)
    longitude: Mapped[float] = mapped_column(Double)
    listed_on: Mapped[date]


class PlacementRow(OpenItemRow, Base):
    """A child's way to a place; of a case, one place of a kind is looked for at a time.

    `provision_id` is where a seat is kept or asked. Why not regular stands in `grounds`.
    """

    __tablename__ = "placement"
    case_id: Mapped[UUID] = mapped_column(index=True)
    support_request_id: Mapped[UUID | None]
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None]
    kind: Mapped[str]
    grounds: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    sought_at: Mapped[datetime]
    provision_id: Mapped[UUID | None]
    __table_args__ = (
        accountable("ended"),
        CheckConstraint("kind NOT IN ('sbo', 'so') OR grounds IS NOT NULL", name="grounds"),
        Index(
            "placement_one_sought_ix",
            "case_id",
            "kind",
            unique=True,
            postgresql_where=text("status IN ('sought', 'admitted')"),
        ),
    )
