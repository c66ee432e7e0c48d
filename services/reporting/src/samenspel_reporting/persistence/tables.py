"""Reporting's schema. Every key lies within an alliance, so that no row is ever shared by two."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_reporting.persistence import result_tables
from samenspel_reporting.persistence.base import Base

__all__ = ["Base", "result_tables"]
"""With those of results it is the whole schema."""


class ItemRow(Base):
    """One open item: who answers for it, what is next, how its term runs."""

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('support-request', 'case', 'signal', 'registration',"
            " 'out-of-education-spell', 'prepared-request', 'share-grant', 'tlv', 'opp',"
            " 'placement', 'transition')",
            name="kind",
        ),
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        Index("item_by_unit_ix", "alliance_id", "unit_id", "state"),
    )

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    support_request_id: Mapped[UUID | None]
    holder_kind: Mapped[str | None]
    holder_id: Mapped[UUID | None]
    action_kind: Mapped[str | None]
    action_due_on: Mapped[date | None]
    term_rule: Mapped[str | None]
    term_rule_version: Mapped[int | None] = mapped_column(BigInteger)
    term_starts_on: Mapped[date | None]
    term_last_day: Mapped[date | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class JourneyRow(Base):
    """When a support request reached its milestones."""

    __tablename__ = "journey"

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    support_request_id: Mapped[UUID] = mapped_column(primary_key=True)
    submitted_at: Mapped[datetime | None]
    case_opened_at: Mapped[datetime | None]
    granted_at: Mapped[datetime | None]


class HandoverRow(Base):
    """A handover; `received_at` and `answered_at` are the case's word, the rest the request's."""

    __tablename__ = "handover"
    __table_args__ = (
        Index("handover_by_request_ix", "alliance_id", "support_request_id"),
        Index(
            "handover_open_ix",
            "alliance_id",
            "support_request_id",
            postgresql_where=text("settled_at IS NULL AND answered_at IS NULL"),
        ),
    )

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    support_request_id: Mapped[UUID | None]
    offered_at: Mapped[datetime | None]
    answer_by: Mapped[date | None]
    settled_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]


class BreachRow(Base):
    """A term that ended without what it was for."""

    __tablename__ = "breach"
    __table_args__ = (Index("breach_by_unit_ix", "alliance_id", "unit_id", "noticed_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[UUID]
    kind: Mapped[str]
    unit_id: Mapped[UUID | None]
    rule: Mapped[str]
    last_day: Mapped[date]
    noticed_on: Mapped[date]


class SpellRow(Base):
    """A child without education, without the child: from which day, to which, how it went on."""

    __tablename__ = "spell"
    __table_args__ = (Index("spell_by_unit_ix", "alliance_id", "unit_id", "first_day"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    reported_at: Mapped[datetime | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    outcome: Mapped[str | None]
    taken_on_at: Mapped[datetime | None]
    four_weeks_on: Mapped[date | None]
    three_months_on: Mapped[date | None]
    decider_asked_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]


class TlvRow(Base):
    """A TLV, without the child: what was asked and decided, when, and how it ended."""

    __tablename__ = "tlv"
    __table_args__ = (Index("tlv_by_unit_ix", "alliance_id", "unit_id", "decided_on"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID | None]
    school_id: Mapped[UUID | None]
    origin: Mapped[str | None]
    kind: Mapped[str | None]
    received_on: Mapped[date | None]
    outcome: Mapped[str | None]
    granted_kind: Mapped[str | None]
    decided_on: Mapped[date | None]
    decide_by: Mapped[date | None]
    days_suspended: Mapped[int | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    letter_by: Mapped[date | None]
    expired_on: Mapped[date | None]
    objected_on: Mapped[date | None]
    objection_outcome: Mapped[str | None]
    ended_as: Mapped[str | None]


class SpellClassRow(Base):
    """What the law calls it, from a day to a day or to the next name."""

    __tablename__ = "spell_class"
    __table_args__ = (Index("spell_class_of_ix", "alliance_id", "spell_id", "first_day"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    spell_id: Mapped[UUID]
    absence_class: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class BudgetRow(Base):
    """What a unit (or, without one, the alliance) has and uses in a school year, in cents."""

    __tablename__ = "budget"
    __table_args__ = (Index("budget_by_unit_ix", "alliance_id", "unit_id", "school_year"),)

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID | None]
    school_year: Mapped[int | None]
    allotted_cents: Mapped[int | None] = mapped_column(BigInteger)
    free_cents: Mapped[int | None] = mapped_column(BigInteger)
    committed_cents: Mapped[int | None] = mapped_column(BigInteger)
    spent_cents: Mapped[int | None] = mapped_column(BigInteger)


class UnitRow(Base):
    """A support unit's name."""

    __tablename__ = "unit"

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    alliance_name: Mapped[str]


class SchoolRow(Base):
    """A school's name and unit."""

    __tablename__ = "school"

    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit_id: Mapped[UUID | None]
