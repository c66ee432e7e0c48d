"""Tables of TLVs, and of the numbers that they are known by."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class TlvRow(OpenItemRow, Base):
    """One TLV, from its application to its end.

    `kind` is what was granted, or else asked for; number and days are there once it was granted.
    `expert_ids` are who was asked for advice. The rest of what happened is in documents.
    """

    __tablename__ = "tlv"
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None] = mapped_column(index=True)
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    holder_name: Mapped[str | None]
    opened_at: Mapped[datetime]
    received_on: Mapped[date]
    kind: Mapped[str]
    issuer: Mapped[str | None]
    number: Mapped[str | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    expert_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    application: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    suspensions: Mapped[Any] = mapped_column(DOCUMENT)
    set_aside: Mapped[Any] = mapped_column(DOCUMENT)
    objections: Mapped[Any] = mapped_column(DOCUMENT)
    notices: Mapped[Any] = mapped_column(DOCUMENT)
    stages: Mapped[Any] = mapped_column(DOCUMENT, server_default=text("'[]'::jsonb"))
    moves: Mapped[Any] = mapped_column(DOCUMENT, server_default=text("'{}'::jsonb"))
    __table_args__ = (
        accountable("ended"),
        CheckConstraint(
            "status NOT IN ('granted', 'expired')"
            " OR num_nonnulls(issuer, number, starts_on, ends_on) = 4",
            name="granted_has_number",
        ),
        Index("tlv_due_ix", "alliance_id", "next_action_due_on", "id"),
        Index("tlv_number_ix", "alliance_id", "issuer", "number"),
    )


class TlvNumberRow(Base):
    """A number that was given, for good; `issuer` is empty for ours, else another's number."""

    __tablename__ = "tlv_number"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    issuer: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    tlv_id: Mapped[UUID]
    year: Mapped[int]
    sequence: Mapped[int | None]
    __table_args__ = (
        Index("tlv_number_sequence_ix", "alliance_id", "issuer", "year", "sequence", unique=True),
    )


class TlvNumberRuleRow(Base):
    """How an alliance writes its numbers, where it has a way of its own."""

    __tablename__ = "tlv_number_rule"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    template: Mapped[str]
    pattern: Mapped[str]
