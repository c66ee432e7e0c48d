"""Tables of what comes of help; rows are partial, so that no order between aggregates is needed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_reporting.persistence.base import Base


class HelpRow(Base):
    """Granted help: for how long it was planned, and when and why it stopped."""

    __tablename__ = "help"
    __table_args__ = (Index("help_by_unit_ix", "alliance_id", "unit_id", "planned_end_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    starts_on: Mapped[date | None]
    first_end_on: Mapped[date | None]
    planned_end_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str | None]
    place: Mapped[str | None]


class HelpStretchRow(Base):
    """A time for which help was granted, or extended because of an evaluation."""

    __tablename__ = "help_stretch"
    __table_args__ = (Index("help_stretch_of_ix", "alliance_id", "help_id"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    help_id: Mapped[UUID]
    evaluation_id: Mapped[UUID | None]
    granted_on: Mapped[date]
    evaluation_on: Mapped[date]


class HelpEvaluationRow(Base):
    """People looked together whether the help works."""

    __tablename__ = "help_evaluation"
    __table_args__ = (Index("help_evaluation_of_ix", "alliance_id", "help_id", "evaluated_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    help_id: Mapped[UUID]
    evaluated_on: Mapped[date]
    works: Mapped[str]


class CaseMarkRow(Base):
    """A case was closed, looked at again (`checked`), or opened again (`reopened`)."""

    __tablename__ = "case_mark"
    __table_args__ = (Index("case_mark_of_ix", "alliance_id", "case_id", "at"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    kind: Mapped[str]
    at: Mapped[datetime]
    outcome: Mapped[str | None]
    check_by: Mapped[date | None]


class PerspectiveRow(Base):
    """A case's perspective: its newest version, and whether everybody shares that."""

    __tablename__ = "perspective"
    __table_args__ = (Index("perspective_by_unit_ix", "alliance_id", "unit_id", "opened_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    opened_on: Mapped[date | None]
    written_on: Mapped[date | None]
    shared: Mapped[bool | None]
    parent_said: Mapped[bool | None]
    closed: Mapped[bool | None]


class VoiceRow(Base):
    """A moment at which a child is to be heard; nothing of what it said."""

    __tablename__ = "voice"
    __table_args__ = (Index("voice_by_unit_ix", "alliance_id", "unit_id", "hear_by"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    moment: Mapped[str | None]
    hear_by: Mapped[date | None]
    heard: Mapped[bool | None]
    waived: Mapped[bool | None]
    influence_noted: Mapped[bool | None]
    fed_back: Mapped[bool | None]
    ended_as: Mapped[str | None]


class MeetingRow(Base):
    """A meeting that was held: how many parents came or declined, and whether papers were late."""

    __tablename__ = "meeting"
    __table_args__ = (Index("meeting_by_unit_ix", "alliance_id", "unit_id", "held_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    held_on: Mapped[date | None]
    parents_invited: Mapped[int | None]
    parents_present: Mapped[int | None]
    parents_declined: Mapped[int | None]
    papers: Mapped[int | None]
    papers_late: Mapped[int | None]


class HelpAnswerRow(Base):
    """What a teacher or a parent was asked about help, and the scores that it gave."""

    __tablename__ = "help_answer"
    __table_args__ = (Index("help_answer_by_unit_ix", "alliance_id", "unit_id", "answered_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    moment: Mapped[str | None]
    party: Mapped[str | None]
    answered_on: Mapped[date | None]
    helped_in_class: Mapped[int | None]
    helps_child: Mapped[int | None]
    is_heard: Mapped[int | None]
    is_clear: Mapped[int | None]


class StayRow(Base):
    """A child in special education: since when, and when it went back or was looked at last."""

    __tablename__ = "stay"
    __table_args__ = (Index("stay_by_unit_ix", "alliance_id", "unit_id", "first_day"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    kind: Mapped[str | None]
    first_day: Mapped[date | None]
    back_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_as: Mapped[str | None]
