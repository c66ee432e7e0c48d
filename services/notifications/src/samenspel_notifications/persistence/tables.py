"""The schema of notifications. Rows are not aggregates: repositories translate."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.database import named_metadata

ONE_HOLDER = "num_nonnulls(holder_kind, holder_id) = CASE kind WHEN 'arrangement' THEN 0 ELSE 2 END"
"""Help that ends is held by whoever holds its case; all else has a holder of its own."""


class Base(DeclarativeBase):
    """All tables of notifications but those of the spine."""

    metadata = named_metadata()
    type_annotation_map = {datetime: DateTime(timezone=True), str: Text}


class ContactRow(Base):
    """How a parent or a school's contact is reached, as the register last told."""

    __tablename__ = "contact_directory"
    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    pupil_id: Mapped[UUID | None] = mapped_column(index=True)
    school_id: Mapped[UUID | None] = mapped_column(index=True)
    name: Mapped[str]
    email: Mapped[str | None]
    language: Mapped[str]
    has_authority: Mapped[bool]
    organisation: Mapped[str | None]
    prefers_post: Mapped[bool] = mapped_column(server_default=false())
    street: Mapped[str | None]
    postcode: Mapped[str | None]
    place: Mapped[str | None]


class MergedPupilRow(Base):
    """That two pupils are one child: what is told about the one goes to the contacts of the other."""

    __tablename__ = "merged_pupil"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    pupil_id: Mapped[UUID] = mapped_column(primary_key=True)
    into_id: Mapped[UUID]


class SilencedRow(Base):
    """What nothing is told about any more: a child that died, and what was under way for it."""

    __tablename__ = "silenced"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)


class MailingRow(Base):
    """One thing that all who are concerned are told; never changed."""

    __tablename__ = "mailing"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    unit_id: Mapped[UUID | None]
    template: Mapped[str]
    link_id: Mapped[UUID]
    pupil_id: Mapped[UUID | None] = mapped_column(index=True)
    contact_id: Mapped[UUID | None] = mapped_column(index=True)
    school_id: Mapped[UUID | None] = mapped_column(index=True)
    answer_by: Mapped[date | None]
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(pupil_id, contact_id) <= 1"
            " AND num_nonnulls(pupil_id, contact_id, school_id) >= 1",
            name="to_whom",
        ),
    )


class MessageRow(AggregateRow, Base):
    """One mailing to one contact."""

    __tablename__ = "message"
    mailing_id: Mapped[UUID] = mapped_column(ForeignKey("mailing.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact_directory.contact_id"), index=True)
    audience: Mapped[str]
    state: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(SmallInteger)
    attempts: Mapped[list["AttemptRow"]] = relationship(
        lazy="selectin", order_by="AttemptRow.number", cascade="all, delete-orphan"
    )
    __table_args__ = (
        UniqueConstraint("mailing_id", "contact_id"),
        CheckConstraint(
            "(due_at IS NOT NULL) = (state IN ('queued', 'sending', 'temporary-failure'))",
            name="due_while_open",
        ),
        CheckConstraint("(sent_at IS NOT NULL) = (state = 'sent')", name="sent_when_sent"),
        Index("message_newest_ix", "alliance_id", "created_at", "id"),
    )


class AttemptRow(Base):
    """One attempt to deliver; `result` is empty while it is under way."""

    __tablename__ = "attempt"
    message_id: Mapped[UUID] = mapped_column(ForeignKey("message.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    result: Mapped[str | None]
    smtp_code: Mapped[int | None] = mapped_column(SmallInteger)


class DueRow(Base):
    """When a message is due, and who is at work on it; of all alliances, without personal data."""

    __tablename__ = "delivery_due"
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    due_at: Mapped[datetime] = mapped_column(index=True)
    lease_until: Mapped[datetime | None]
    lease_token: Mapped[UUID | None]


class MailboxRow(Base):
    """A mail as a mail server would have got it; filled only where there is no mail server."""

    __tablename__ = "mailbox_entry"
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    received_at: Mapped[datetime]
    content: Mapped[bytes]


class WorkItemRow(Base):
    """One open item: who holds it, what is next, until when; pseudonymous."""

    __tablename__ = "work_item"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    pupil_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    holder_kind: Mapped[str | None]
    holder_id: Mapped[UUID | None]
    action: Mapped[str]
    due_on: Mapped[date]
    arrived_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint(ONE_HOLDER, name="one_holder"),
        CheckConstraint("(kind = 'arrangement') = (case_id IS NOT NULL)", name="case"),
        Index("work_item_holder_ix", "alliance_id", "holder_kind", "holder_id"),
        Index("work_item_school_ix", "alliance_id", "school_id"),
        Index("work_item_pupil_ix", "alliance_id", "pupil_id"),
        Index("work_item_case_ix", "alliance_id", "case_id"),
        Index(
            "work_item_ending_ix",
            "alliance_id",
            "due_on",
            postgresql_where=text("case_id IS NOT NULL"),
        ),
    )


class WorkPupilRow(Base):
    """What a pupil is called; personal, so nothing more of it is here."""

    __tablename__ = "work_pupil"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    pupil_id: Mapped[UUID] = mapped_column(primary_key=True)
    given_name: Mapped[str]
    school_id: Mapped[UUID | None]


class WorkStandInRow(Base):
    """Who acts for a person, from the first day to the last."""

    __tablename__ = "work_stand_in"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    deputy_id: Mapped[UUID] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    __table_args__ = (Index("work_stand_in_deputy_ix", "alliance_id", "deputy_id"),)


class WorkSchoolRow(Base):
    """A school's name."""

    __tablename__ = "work_school"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
