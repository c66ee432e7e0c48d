"""Tables of documents; titles, file names, views and reasons are personal."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow

STATES = "'shared', 'awaiting-parents', 'kept-by-parents', 'withheld', 'removed'"


class DocumentRow(AggregateRow, Base):
    """One document; `standing_by` and `standing_at` say who made it so, where a person did."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(f"standing IN ({STATES})", name="standing"),
        CheckConstraint(
            "(standing = 'withheld') = (withheld_reason IS NOT NULL)", name="withheld_with_reason"
        ),
        CheckConstraint(
            "(standing = 'withheld') = (withheld_until IS NOT NULL)", name="withheld_until_a_day"
        ),
        CheckConstraint("standing <> 'removed' OR title = ''", name="removed_without_words"),
        CheckConstraint(
            "(standing IN ('shared', 'awaiting-parents')) = (standing_by IS NULL)", name="decided"
        ),
    )
    case_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    kind: Mapped[str]
    title: Mapped[str]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]
    standing: Mapped[str]
    withheld_reason: Mapped[str | None]
    withheld_until: Mapped[date | None]
    removal_reason: Mapped[str | None]
    standing_by: Mapped[UUID | None]
    standing_at: Mapped[datetime | None]
    views: Mapped[list[Any]] = mapped_column(JSONB)


class DocumentVersionRow(Base):
    """One version; without `key` nobody can read its bytes, and nothing keeps them."""

    __tablename__ = "document_version"
    __table_args__ = (
        CheckConstraint("state IN ('checking', 'unread', 'fit', 'refused')", name="state"),
        CheckConstraint("state <> 'refused' OR key IS NULL", name="refused_without_key"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    document_id: Mapped[UUID] = mapped_column(index=True)
    number: Mapped[int]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    unread: Mapped[list[Any]] = mapped_column(JSONB)
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    text: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(index=True)
    refused_why: Mapped[str | None]
    places: Mapped[list[Any]] = mapped_column(JSONB)
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime]
