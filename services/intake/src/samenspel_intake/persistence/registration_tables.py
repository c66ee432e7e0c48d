"""Tables of registrations: the duty of care that runs, and where the papers of it lie."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base, of_pupil
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class RegistrationRow(OpenItemRow, Base):
    """A child is registered at a school; without a school it is the desk's.

    `filing` is what the parents handed in, `asked` what the school asked of them last.
    """

    __tablename__ = "registration"
    pupil_id: Mapped[UUID] = mapped_column(of_pupil(), index=True)
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    received_on: Mapped[date]
    confirmed_on: Mapped[date | None]
    entered_by: Mapped[UUID]
    filing: Mapped[Any] = mapped_column(DOCUMENT)
    asked: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    __table_args__ = (
        accountable("ended"),
        CheckConstraint(
            "status IN ('considering', 'deferred', 'at-desk', 'ended')"
            " AND (school_id IS NOT NULL OR status IN ('at-desk', 'ended'))",
            name="status",
        ),
        Index("registration_received_ix", "alliance_id", "received_on", "id"),
    )


class RegistrationPaperRow(Base):
    """Where a written paper of a registration lies, in somebody's own words; never changed."""

    __tablename__ = "registration_paper"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    registration_id: Mapped[UUID] = mapped_column(
        ForeignKey("registration.id", deferrable=True, initially="DEFERRED"), index=True
    )
    lies_at: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]


class RegistrationRequestRow(Base):
    """A request for support that goes with a registration."""

    __tablename__ = "registration_request"
    support_request_id: Mapped[UUID] = mapped_column(
        ForeignKey("support_request.id"), primary_key=True
    )
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registration.id"), index=True)
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID]
