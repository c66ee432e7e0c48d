"""The tables of schools over time: imports of the register, and dossiers that schools handed over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base


class RegisterImportRow(Base):
    """One file of the register: looked at, confirmed, done; its content goes when it is done."""

    __tablename__ = "register_import"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    brought_by: Mapped[UUID]
    brought_at: Mapped[datetime]
    content: Mapped[Any] = mapped_column(JSONB(none_as_null=True), nullable=True)
    closures: Mapped[Any] = mapped_column(JSONB(none_as_null=True), nullable=True)
    confirmed_at: Mapped[datetime | None]
    outcome: Mapped[Any] = mapped_column(JSONB(none_as_null=True), nullable=True)
    done_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("(closures IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        CheckConstraint(
            "(done_at IS NULL) = (outcome IS NULL) AND (done_at IS NULL) = (content IS NOT NULL)"
            " AND (done_at IS NULL OR confirmed_at IS NOT NULL)",
            name="done",
        ),
    )


class SwvDossierRow(Base):
    """One dossier that was taken over, by its own id; its content is in the pupil's file."""

    __tablename__ = "swv_dossier"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"), index=True)
    pupil_id: Mapped[UUID] = mapped_column(
        ForeignKey("pupil.id", deferrable=True, initially="DEFERRED"), index=True
    )
    taken_by: Mapped[UUID]
    taken_at: Mapped[datetime]
