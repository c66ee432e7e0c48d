"""Tables of money: what was booked is only ever added to."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow
from samenspel_platform.open_items import OpenItemRow, accountable


class LedgerRow(AggregateRow, Base):
    """The balances of a unit (or, without one, the alliance) in a school year, in cents."""

    __tablename__ = "budget_ledger"
    __table_args__ = (
        CheckConstraint(
            "budget_cents + free_cents + committed_cents + spent_cents + other_units_cents = 0",
            name="adds_up",
        ),
        CheckConstraint("free_cents >= 0", name="free"),
        CheckConstraint("committed_cents >= 0", name="committed"),
        CheckConstraint("spent_cents >= 0", name="spent"),
    )
    school_year: Mapped[int]
    budget_cents: Mapped[int] = mapped_column(BigInteger)
    free_cents: Mapped[int] = mapped_column(BigInteger)
    committed_cents: Mapped[int] = mapped_column(BigInteger)
    spent_cents: Mapped[int] = mapped_column(BigInteger)
    other_units_cents: Mapped[int] = mapped_column(BigInteger)
    entries: Mapped[int]


class EntryRow(Base):
    """One amount that was moved from one account to another; never changed."""

    __tablename__ = "budget_entry"
    __table_args__ = (
        UniqueConstraint("ledger_id", "number"),
        UniqueConstraint("reverses"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("taken_from <> given_to", name="accounts"),
        CheckConstraint("(kind = 'reversal') = (reverses IS NOT NULL)", name="reversal"),
        Index("budget_entry_arrangement_id_ix", "alliance_id", "arrangement_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    ledger_id: Mapped[UUID] = mapped_column(ForeignKey("budget_ledger.id"))
    number: Mapped[int]
    kind: Mapped[str]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    taken_from: Mapped[str]
    given_to: Mapped[str]
    arrangement_id: Mapped[UUID | None]
    reverses: Mapped[UUID | None] = mapped_column(ForeignKey("budget_entry.id"))
    pair_id: Mapped[UUID | None]
    mandate_version: Mapped[int | None]
    booked_by: Mapped[UUID]
    booked_at: Mapped[datetime]


class CommitmentRow(Base):
    """What is committed for one arrangement: still open, and spent."""

    __tablename__ = "budget_commitment"
    __table_args__ = (
        CheckConstraint("open_cents >= 0", name="open"),
        CheckConstraint("spent_cents >= 0", name="spent"),
    )
    ledger_id: Mapped[UUID] = mapped_column(ForeignKey("budget_ledger.id"), primary_key=True)
    arrangement_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    alliance_id: Mapped[UUID]
    open_cents: Mapped[int] = mapped_column(BigInteger)
    spent_cents: Mapped[int] = mapped_column(BigInteger)


class MandateRow(Base):
    """One version of how much a role may commit for one arrangement; None is without limit."""

    __tablename__ = "mandate"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    limit_cents: Mapped[int | None] = mapped_column(BigInteger)
    valid_from: Mapped[date]
    source: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]


class OtherPayerRow(Base):
    """What another pays for an arrangement by its own decision; in no sum of ours."""

    __tablename__ = "other_payer_line"
    __table_args__ = (
        CheckConstraint("(decision = 'awaited') = (decided_on IS NULL)", name="decided"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("ends_on >= starts_on", name="period"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID]
    arrangement_id: Mapped[UUID] = mapped_column(ForeignKey("arrangement.id"), index=True)
    payer: Mapped[str]
    purpose: Mapped[str] = mapped_column(server_default="other")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    decision: Mapped[str]
    decided_on: Mapped[date | None]
    amount_cents: Mapped[int | None] = mapped_column(BigInteger)
    reference: Mapped[str]
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime]


class MoneyRequestRow(OpenItemRow, Base):
    """What no mandate or budget covered; an arrangement has one at most that waits."""

    __tablename__ = "money_request"
    __table_args__ = (
        accountable("granted", "refused", "taken-back"),
        CheckConstraint("amount_cents > 0", name="amount"),
        Index(
            "money_request_waiting_ix",
            "alliance_id",
            "arrangement_id",
            unique=True,
            postgresql_where=text("status = 'waiting'"),
        ),
        Index("money_request_due_ix", "alliance_id", "status", "next_action_due_on", "id"),
    )
    arrangement_id: Mapped[UUID] = mapped_column(ForeignKey("arrangement.id"), index=True)
    case_id: Mapped[UUID]
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None]
    school_year: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    obstacle: Mapped[str]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime]
