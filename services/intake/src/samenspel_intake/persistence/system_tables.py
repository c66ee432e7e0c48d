"""The tables of partners' systems."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base


class PartnerSystemRow(Base):
    """One system: a person (by the same id) that proves itself with keys; their public halves."""

    __tablename__ = "partner_system"
    id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    keys: Mapped[dict[str, Any]] = mapped_column(JSONB)
    registered_by: Mapped[UUID]
    registered_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class UsedAssertionRow(Base):
    """One proof that was used, by a digest; of whatever alliance."""

    __tablename__ = "used_assertion"
    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
