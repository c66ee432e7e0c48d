"""The schema of this service. Rows are not aggregates: repositories translate."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, MetaData, Text, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.database import named_metadata
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.rule_records import RuleRecordColumns

NONE_YET = text("'[]'::jsonb")
JUST_GRANTED = """'{"is": "granted"}'::jsonb"""
NOBODY_JOINED = """'{"members": []}'::jsonb"""
OWN_GROUP = """'{"at": "own-group", "skipped": []}'::jsonb"""
"""What processes of the release before leave out when they write a row."""

RESPONSIBLE_EXACTLY_WHEN_OPENED = """
    num_nonnulls(holder_kind, holder_id, next_action, next_action_due_on, accepted_at)
    = CASE WHEN state IN ('opened', 'aftercare') THEN 5 ELSE 0 END
    AND (offer_id IS NULL OR state = 'opened')
    AND (offer_id IS NULL) = (offered_to IS NULL)"""
CLOSED_WITH_OUTCOME = """
    num_nonnulls(outcome, closed_at)
    = CASE WHEN state IN ('aftercare', 'closed') THEN 2 ELSE 0 END"""
DECLINED_WITH_REASON = "(state = 'declined') = (decline_reason IS NOT NULL)"


class Base(DeclarativeBase):
    """All tables of this service."""

    metadata: ClassVar[MetaData] = named_metadata()
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), datetime: DateTime(timezone=True)}


class CaseRow(AggregateRow, Base):
    """One case; `standing` is the whole of its stage, the columns repeat what is searched.

    `handover_id` is the handover that it came from, `offer_id` the one that is open now, to the
    person or unit `offered_to`. `holder_name` is personal and for screens only. `next_look_on` is
    the first day on which time alone changes something. `history` is how it was closed before.
    """

    __tablename__ = "support_case"
    __table_args__ = (
        CheckConstraint(
            "state IN ('offered', 'opened', 'declined', 'offer-withdrawn', 'aftercare', 'closed')",
            name="state",
        ),
        CheckConstraint(CLOSED_WITH_OUTCOME, name="closed_with_outcome"),
        CheckConstraint(
            "holder_kind IN ('person', 'unit-desk', 'alliance-desk')", name="held_inside"
        ),
        CheckConstraint(RESPONSIBLE_EXACTLY_WHEN_OPENED, name="responsible_when_opened"),
        CheckConstraint(DECLINED_WITH_REASON, name="declined_with_reason"),
        Index(
            "support_case_due_ix",
            "alliance_id",
            "state",
            text("coalesce(next_action_due_on, answer_by)"),
            "id",
        ),
    )
    handover_id: Mapped[UUID] = mapped_column(unique=True)
    support_request_id: Mapped[UUID] = mapped_column(index=True)
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None] = mapped_column(index=True)
    kind: Mapped[str]
    age_band: Mapped[str]
    answer_by: Mapped[date]
    withdrawal: Mapped[str | None]
    state: Mapped[str]
    holder_kind: Mapped[str | None]
    holder_id: Mapped[UUID | None]
    holder_name: Mapped[str | None]
    next_action: Mapped[str | None]
    next_action_due_on: Mapped[date | None]
    accepted_at: Mapped[datetime | None]
    decline_reason: Mapped[str | None]
    decline_note: Mapped[str | None]
    offer_id: Mapped[UUID | None]
    offered_to: Mapped[UUID | None]
    next_look_on: Mapped[date | None]
    breached: Mapped[Any] = mapped_column(DOCUMENT)
    standing: Mapped[Any] = mapped_column(DOCUMENT)
    outcome: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    history: Mapped[Any] = mapped_column(DOCUMENT, server_default=NONE_YET)
    team: Mapped[Any] = mapped_column(DOCUMENT, server_default=text(NOBODY_JOINED))


class ArrangementRow(AggregateRow, Base):
    """One granted arrangement; `course` is where it stands, of which `status` is the name."""

    __tablename__ = "arrangement"
    __table_args__ = (
        CheckConstraint("planned_end_on > starts_on", name="ends_after_start"),
        CheckConstraint("status IN ('granted', 'started', 'ended')", name="status"),
        CheckConstraint(
            "evaluation_on >= starts_on AND evaluation_on < planned_end_on",
            name="evaluated_before_end",
        ),
    )
    case_id: Mapped[UUID] = mapped_column(index=True)
    support_request_id: Mapped[UUID]
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    kind: Mapped[str]
    description: Mapped[str]
    starts_on: Mapped[date]
    planned_end_on: Mapped[date]
    evaluation_on: Mapped[date]
    granted_by: Mapped[UUID]
    granted_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(server_default="granted")
    course: Mapped[Any] = mapped_column(DOCUMENT, server_default=text(JUST_GRANTED))
    evaluations: Mapped[Any] = mapped_column(DOCUMENT, server_default=NONE_YET)
    ask_on: Mapped[date | None]
    ladder: Mapped[Any] = mapped_column(DOCUMENT, server_default=text(OWN_GROUP))
    skipped: Mapped[Any] = mapped_column(DOCUMENT, server_default=NONE_YET)
    composition: Mapped[Any | None] = mapped_column(DOCUMENT)
    form: Mapped[Any | None] = mapped_column(DOCUMENT)
    is_based_on_last: Mapped[bool] = mapped_column(server_default=false())
    breached: Mapped[Any] = mapped_column(DOCUMENT, server_default=NONE_YET)
    next_look_on: Mapped[date | None]


class RequestSummaryRow(Base):
    """What a case page shows of the request behind it; `seq` is the last event that counted."""

    __tablename__ = "request_summary"
    support_request_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    kind: Mapped[str]
    submitted_on: Mapped[date]
    response_last_day: Mapped[date]
    seq: Mapped[int] = mapped_column(BigInteger)


class TimelineRow(Base):
    """One thing that happened for a request; `word` is a code that goes with its kind."""

    __tablename__ = "timeline_entry"
    __table_args__ = (
        Index("timeline_entry_request_ix", "alliance_id", "support_request_id", "at"),
    )
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    seq: Mapped[int] = mapped_column(BigInteger)
    support_request_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    pupil_id: Mapped[UUID | None]
    word: Mapped[str | None]
    due_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class PupilRow(Base):
    """Who a pupil is; personal."""

    __tablename__ = "pupil_directory"
    pupil_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    given_name: Mapped[str]
    family_name: Mapped[str]
    birth_date: Mapped[date | None]
    school_id: Mapped[UUID | None]
    seq: Mapped[int] = mapped_column(BigInteger)


class SchoolRow(Base):
    """A school location, the unit that it belongs to, and its postcode's digits; public."""

    __tablename__ = "school_directory"
    school_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit_id: Mapped[UUID | None]
    location_code: Mapped[str | None]
    municipality_code: Mapped[str | None]
    postcode4: Mapped[str | None]
    seq: Mapped[int] = mapped_column(BigInteger)


class SchoolCalendarRow(Base):
    """The free days of an alliance, and the regions of its schools by code, as intake told them."""

    __tablename__ = "school_calendar"
    calendar_id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(index=True)
    free_days: Mapped[Any] = mapped_column(DOCUMENT)
    regions: Mapped[Any] = mapped_column(DOCUMENT)
    seq: Mapped[int] = mapped_column(BigInteger)


class UnitRow(Base):
    """A support unit; public."""

    __tablename__ = "unit_directory"
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    seq: Mapped[int] = mapped_column(BigInteger)


class AllianceRow(Base):
    """An alliance of which arrangements has anything; public."""

    __tablename__ = "alliance_directory"
    id: Mapped[UUID] = mapped_column(primary_key=True)


class RuleRecordRow(RuleRecordColumns, Base):
    """One version of one term, of an alliance that has its own."""

    __tablename__ = "rule_record"
