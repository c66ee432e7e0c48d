"""The tables of log-in without a password."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
)
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow


class InvitationRow(AggregateRow, Base):
    """One invitation; of its secret only the hash."""

    __tablename__ = "invitation"
    role: Mapped[str]
    pupil_ids: Mapped[list[UUID]]
    contact_id: Mapped[UUID] = mapped_column(
        ForeignKey("contact.id", deferrable=True, initially="DEFERRED"), index=True
    )
    invited_by: Mapped[UUID]
    inviter_name: Mapped[str]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]
    status: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("status IN ('waiting', 'accepted', 'withdrawn')", name="status"),
        CheckConstraint(
            "(answered_at IS NULL) = (status = 'waiting')"
            " AND (person_id IS NOT NULL) = (status = 'accepted')",
            name="answer",
        ),
    )


class LogInCodeRow(Base):
    """One code that was asked for, by pseudonyms; of whatever alliance, or of nobody."""

    __tablename__ = "log_in_code"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    address: Mapped[str]
    browser: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(SmallInteger)
    proven: Mapped[bool]
    used: Mapped[bool]
    sent: Mapped[bool]
    __table_args__ = (
        Index("log_in_code_browser_ix", "browser", "expires_at"),
        Index("log_in_code_unsent_ix", "sent", "expires_at"),
    )


class ChildTicketRow(Base):
    """One ticket for a child; of its secret only the hash."""

    __tablename__ = "child_ticket"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"), index=True)
    shown_by: Mapped[UUID]
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyRow(Base):
    """One passkey: the public half."""

    __tablename__ = "passkey"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyChallengeRow(Base):
    """What a browser must sign now, by its pseudonym."""

    __tablename__ = "passkey_challenge"
    browser: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class TryCountRow(Base):
    """How often something was tried in a window, by a pseudonym of an address or a network."""

    __tablename__ = "try_count"
    what: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    began_at: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]
