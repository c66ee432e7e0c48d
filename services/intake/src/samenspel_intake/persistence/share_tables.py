"""Tables of leave to share, and of the partners with which."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class PartnerOrganisationRow(Base):
    """One partner of an alliance."""

    __tablename__ = "partner_organisation"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[str]


class SilenceDeciderRow(Base):
    """Who decides in an alliance when a parent stays silent."""

    __tablename__ = "silence_decider"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    named_by: Mapped[UUID]
    named_at: Mapped[datetime]


class ShareGrantRow(OpenItemRow, Base):
    """One leave to share; nothing is shared but while it is active and within its period."""

    __tablename__ = "share_grant"
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"), index=True)
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner_organisation.id"), index=True)
    purpose: Mapped[str]
    parts: Mapped[list[str]]
    basis: Mapped[str]
    text_version: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    consent: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    terms: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    __table_args__ = (
        accountable("ended"),
        CheckConstraint("last_day >= first_day", name="period"),
        CheckConstraint("(basis = 'consent') = (consent IS NOT NULL)", name="basis"),
    )
