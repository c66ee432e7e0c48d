"""The tables of signals and of the family desk."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class SignalRow(OpenItemRow, Base):
    """One signal; `worry` and `answer` are all that anybody wrote, and leave intake never.

    `offered_to` is the desk or the partner that a handover waits for, `became_id` the request, spell
    or registration that it led to. `forget_after` is there until the raiser
    confirmed, `answer_link_id` while a mail leads to the answer.
    """

    __tablename__ = "signal"
    pupil_id: Mapped[UUID | None] = mapped_column(index=True)
    school_id: Mapped[UUID | None] = mapped_column(index=True)
    raised_by: Mapped[UUID | None] = mapped_column(index=True)
    contact_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("contact.id", deferrable=True, initially="DEFERRED"), index=True
    )
    raiser_role: Mapped[str]
    raised_at: Mapped[datetime]
    is_confidential: Mapped[bool]
    family_agreed: Mapped[bool]
    theme: Mapped[str | None]
    offered_to: Mapped[UUID | None] = mapped_column(index=True)
    became_id: Mapped[UUID | None] = mapped_column(index=True)
    forget_after: Mapped[date | None]
    answer_link_id: Mapped[UUID | None] = mapped_column(unique=True)
    worry: Mapped[Any] = mapped_column(DOCUMENT)
    confirmation: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    link: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    answer: Mapped[str]
    term_rule: Mapped[str]
    term_rule_version: Mapped[int]
    term_starts_on: Mapped[date]
    term_last_day: Mapped[date]
    __table_args__ = (
        accountable("answered"),
        CheckConstraint("status IN ('heard', 'answered')", name="status"),
        CheckConstraint(
            "holder_kind IS NULL OR is_confidential = (holder_kind = 'family-desk')",
            name="confidential",
        ),
        Index("signal_open_ix", "alliance_id", "status", "term_last_day"),
        Index("signal_forget_ix", "alliance_id", "forget_after"),
    )


class FamilyDeskLinkRow(Base):
    """A parent lets the family desk look at a child's file, for some days."""

    __tablename__ = "family_desk_link"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"), index=True)
    given_by: Mapped[UUID]
    given_at: Mapped[datetime]
    last_day: Mapped[date]
    ended_at: Mapped[datetime | None]


class BoardBundleRow(Base):
    """What the family desk told the board of one quarter; never changed."""

    __tablename__ = "board_bundle"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    counts: Mapped[Any] = mapped_column(DOCUMENT)
    in_small_groups: Mapped[int | None]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days"),)
