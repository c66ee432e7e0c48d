"""The tables of support requests, sent and in the making."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base, of_pupil
from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class SupportRequestRow(AggregateRow, Base):
    """One support request; open means exactly one holder and a dated next action.

    `asked_for` is the kind by whose gate it was asked; `answers` is empty for a request that came
    with a question only.
    """

    __tablename__ = "support_request"
    pupil_id: Mapped[UUID | None] = mapped_column(of_pupil(), index=True)
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"), index=True)
    kind: Mapped[str]
    asked_for: Mapped[str] = mapped_column(server_default="child")
    question: Mapped[str]
    already_tried: Mapped[str]
    parents_informed: Mapped[bool]
    answers: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    parents: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    needs: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    age_band: Mapped[str]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[UUID]
    response_rule: Mapped[str]
    response_rule_version: Mapped[int]
    response_starts_on: Mapped[date]
    response_last_day: Mapped[date]
    suspension: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    pauses: Mapped[Any] = mapped_column(DOCUMENT, server_default=text("'[]'::jsonb"))
    status: Mapped[str]
    holder_kind: Mapped[str | None]
    holder_id: Mapped[UUID | None]
    next_action_kind: Mapped[str | None]
    next_action_due_on: Mapped[date | None]
    handover_id: Mapped[UUID | None]
    handover_offered_at: Mapped[datetime | None]
    handover_answer_by: Mapped[date | None]
    handover_route: Mapped[str | None]
    handover_unit_id: Mapped[UUID | None]
    expired_handover_id: Mapped[UUID | None]
    case_id: Mapped[UUID | None]
    withdrawal_reason: Mapped[str | None]
    answer_outcome: Mapped[str | None]
    answer_text: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    is_about_safety: Mapped[bool] = mapped_column(server_default=false())
    __table_args__ = (
        CheckConstraint(
            "status IN ('submitted', 'handover-offered', 'handed-over', 'withdrawn', 'answered')",
            name="status",
        ),
        CheckConstraint(
            "num_nonnulls(answer_outcome, answer_text, answered_at)"
            " = CASE WHEN status = 'answered' THEN 3 ELSE 0 END",
            name="answer",
        ),
        CheckConstraint(
            "(handover_route IS NOT NULL) = (status = 'handover-offered')"
            " AND (handover_unit_id IS NOT NULL) = (coalesce(handover_route, '') = 'unit')",
            name="route",
        ),
        CheckConstraint(
            "num_nonnulls(holder_kind, holder_id, next_action_kind, next_action_due_on)"
            " = CASE WHEN status IN ('submitted', 'handover-offered') THEN 4 ELSE 0 END",
            name="accountable",
        ),
        CheckConstraint(
            "num_nonnulls(handover_id, handover_offered_at, handover_answer_by) = 3"
            " OR status <> 'handover-offered'",
            name="handover",
        ),
        CheckConstraint(
            "(case_id IS NOT NULL) = (status = 'handed-over')"
            " AND (withdrawal_reason IS NOT NULL) = (status = 'withdrawn')",
            name="ending",
        ),
        CheckConstraint(
            "asked_for IN ('child', 'group', 'teacher', 'consultation')", name="asked_for"
        ),
        CheckConstraint("(pupil_id IS NULL) = (asked_for IN ('group', 'teacher'))", name="of_whom"),
        CheckConstraint("suspension IS NULL OR status <> 'handover-offered'", name="suspension"),
        CheckConstraint("expired_handover_id IS NULL OR status = 'submitted'", name="expired"),
        Index("support_request_due_ix", "alliance_id", "next_action_due_on", "id"),
        Index("support_request_submitted_ix", "alliance_id", "submitted_at", "id"),
        Index(
            "support_request_open_ix",
            "alliance_id",
            "response_last_day",
            "next_action_due_on",
            "id",
            postgresql_where=text("next_action_due_on IS NOT NULL"),
        ),
    )


class PreparedRequestRow(OpenItemRow, Base):
    """One request in the making, with what was typed so far."""

    __tablename__ = "prepared_request"
    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"), index=True)
    pupil_id: Mapped[UUID | None] = mapped_column(of_pupil(), index=True)
    kind: Mapped[str]
    answers: Mapped[Any] = mapped_column(DOCUMENT)
    shown: Mapped[bool]
    parents: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    begun_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("kind IN ('child', 'group', 'teacher', 'consultation')", name="kind"),
        CheckConstraint("status IN ('preparing', 'sent', 'dropped')", name="status"),
        CheckConstraint("NOT shown OR pupil_id IS NOT NULL", name="shown"),
        accountable("sent", "dropped"),
        Index("prepared_request_look_ix", "alliance_id", "next_look_on", "id"),
    )
