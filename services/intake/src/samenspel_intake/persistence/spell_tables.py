"""Tables of time without education: the spells, and who decides on a place when nobody does."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base, of_pupil
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class SpellRow(OpenItemRow, Base):
    """A child is out of education, or may be soon; a child has one open spell at most.

    `first_day` and `last_day` are the days that count; `absence` is the class in law that was given
    last. Who reported, who was told, all classes and missed hours are documents.
    """

    __tablename__ = "out_of_education_spell"
    pupil_id: Mapped[UUID] = mapped_column(of_pupil(), index=True)
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    opened_at: Mapped[datetime]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    absence: Mapped[str | None]
    report: Mapped[Any] = mapped_column(DOCUMENT)
    told: Mapped[list[str]]
    first_action: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    school_age: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    classes: Mapped[Any] = mapped_column(DOCUMENT)
    missed: Mapped[Any] = mapped_column(DOCUMENT)
    __table_args__ = (
        accountable("ended"),
        CheckConstraint(
            "(status <> 'threatening' OR first_day IS NULL)"
            " AND (status <> 'out' OR (first_day IS NOT NULL AND last_day IS NULL))",
            name="days",
        ),
        Index(
            "out_of_education_spell_open_ix",
            "alliance_id",
            "pupil_id",
            unique=True,
            postgresql_where=text("status <> 'ended'"),
        ),
    )


class LadderRow(Base):
    """One version of who decides in turn, in a municipality or ('') the whole alliance."""

    __tablename__ = "decider_ladder"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    municipality_code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agreed_on: Mapped[date]
    agreement: Mapped[str]
    rungs: Mapped[Any] = mapped_column(DOCUMENT)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)


class InboundEventRow(Base):
    """An event that a partner's system (`person_id`) brought in, so that it counts once."""

    __tablename__ = "inbound_event"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]
    made_id: Mapped[UUID]
