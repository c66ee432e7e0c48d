"""Tables of what schools arrange by themselves."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow


class OwnHelpRow(AggregateRow, Base):
    """What a school arranged by itself; `amount_cents` is in no sum of the ledgers."""

    __tablename__ = "own_help"
    __table_args__ = (
        CheckConstraint("amount_cents >= 0", name="amount"),
        CheckConstraint("children >= 1", name="children"),
        Index("own_help_year_ix", "alliance_id", "school_year", "school_id"),
    )
    school_id: Mapped[UUID]
    school_year: Mapped[int]
    kind: Mapped[str]
    description: Mapped[str]
    started_on: Mapped[date]
    children: Mapped[int]
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    limit_version: Mapped[int]
    registered_by: Mapped[UUID]
    registered_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]


class ArrangingLimitRow(Base):
    """One version of up to how much schools decide by themselves; `of_id` is whose schools.

    It is the id of the school, of the unit, or of the alliance.
    """

    __tablename__ = "arranging_limit"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("limit_cents > 0", name="limit"),
        CheckConstraint("num_nonnulls(school_id, unit_id) <= 1", name="school_or_unit"),
        CheckConstraint("of_id = coalesce(school_id, unit_id, alliance_id)", name="of"),
    )
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    of_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    school_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    limit_cents: Mapped[int] = mapped_column(BigInteger)
    valid_from: Mapped[date]
    source: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]
