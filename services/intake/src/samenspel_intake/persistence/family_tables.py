"""Tables of families: moves, entries of the same child, corrections, and who changed what."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base, of_pupil
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class MoveRow(Base):
    """A child goes elsewhere from a day on; one of a child may be to come."""

    __tablename__ = "pupil_move"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID] = mapped_column(of_pupil(), index=True)
    before: Mapped[Any] = mapped_column(DOCUMENT)
    after: Mapped[Any] = mapped_column(DOCUMENT)
    from_day: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None]
    done_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "pupil_move_to_come_ix",
            "alliance_id",
            "pupil_id",
            unique=True,
            postgresql_where=text("done_at IS NULL"),
        ),
    )


class MergeRow(Base):
    """Two entries that are one child; kept when it was undone."""

    __tablename__ = "pupil_merge"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID] = mapped_column(of_pupil(), index=True)
    into_id: Mapped[UUID] = mapped_column(of_pupil(), index=True)
    merged_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    details: Mapped[Any] = mapped_column(DOCUMENT)
    __table_args__ = (
        Index(
            "pupil_merge_now_ix",
            "pupil_id",
            unique=True,
            postgresql_where=text("undone_at IS NULL"),
        ),
    )


class MatchRow(Base):
    """Two entries that look like one child; `one_id` is the smaller."""

    __tablename__ = "pupil_match"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    one_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("pupil.id"), primary_key=True, index=True)
    score: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str]
    suggested_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None]
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="pair"),
        CheckConstraint("state IN ('suggested', 'merged', 'different')", name="state"),
        CheckConstraint(
            "num_nonnulls(decided_at, decided_by) = CASE state WHEN 'suggested' THEN 0 ELSE 2 END",
            name="decided",
        ),
        Index("pupil_match_open_ix", "alliance_id", "state", "suggested_at"),
    )


class CorrectionRow(OpenItemRow, Base):
    """A parent asks to put something right; somebody answers within the term."""

    __tablename__ = "correction"
    pupil_id: Mapped[UUID] = mapped_column(of_pupil(), index=True)
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    kind: Mapped[str]
    words: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID]
    term_rule: Mapped[str]
    term_rule_version: Mapped[int]
    term_starts_on: Mapped[date]
    term_last_day: Mapped[date]
    __table_args__ = (
        accountable("granted", "refused"),
        CheckConstraint("kind IN ('correct', 'erase')", name="kind"),
    )


class VersionRow(Base):
    """What was known of a child or a contact after a change, and who made it; never changed."""

    __tablename__ = "family_version"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    about: Mapped[str]
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    state: Mapped[dict[str, Any]] = mapped_column(JSONB)
    __table_args__ = (CheckConstraint("about IN ('pupil', 'contact')", name="about"),)
