"""The tables of log-in with an organisation's account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, false
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base


class LogInAttemptRow(Base):
    """One attempt under way, by digests; of no alliance yet."""

    __tablename__ = "log_in_attempt"
    state_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    issuer: Mapped[str]
    return_to: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    grant_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    is_strong: Mapped[bool] = mapped_column(server_default=false())


class ClaimRuleRow(Base):
    """One rule of what a claim grants."""

    __tablename__ = "claim_rule"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    issuer: Mapped[str]
    claim: Mapped[str]
    value: Mapped[str]
    role: Mapped[str]
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
