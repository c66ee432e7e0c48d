"""The tables of days that do not count, and of what people brought of them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_intake.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow


class SchoolCalendarRow(AggregateRow, Base):
    """The one calendar of an alliance, of which others are told; its days are `free_period`."""

    __tablename__ = "school_calendar"


class FreePeriodRow(Base):
    """Free days of a region (empty for all), of one school, or equated with a public holiday."""

    __tablename__ = "free_period"
    alliance_id: Mapped[UUID] = mapped_column(ForeignKey("alliance.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date]
    name: Mapped[str]
    source: Mapped[str]
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind IN ('school-holiday', 'school-day-off', 'equated-day')", name="kind"),
        CheckConstraint("last_day >= first_day", name="days"),
    )


class HolidayRegionRow(Base):
    """In which region the schools of a municipality, or one school, have their holidays."""

    __tablename__ = "holiday_region"
    alliance_id: Mapped[UUID] = mapped_column(ForeignKey("alliance.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str]
    source: Mapped[str]
    recorded_by: Mapped[UUID | None]
    recorded_at: Mapped[datetime | None]
    __table_args__ = (CheckConstraint("region IN ('north', 'central', 'south')", name="region"),)


class RuleImportRow(Base):
    """Who brought terms, free days or regions, when, and what it changed."""

    __tablename__ = "rule_import"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    alliance_id: Mapped[UUID] = mapped_column(ForeignKey("alliance.id"))
    what: Mapped[str]
    added: Mapped[int]
    removed: Mapped[int]
    brought_by: Mapped[UUID]
    brought_at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("what IN ('terms', 'free-days', 'holiday-regions')", name="what"),
        Index("rule_import_brought_ix", "alliance_id", "brought_at"),
    )


class HolidayNoticeRow(Base):
    """That the end of a term in a school holiday was announced; once for each last day."""

    __tablename__ = "holiday_notice"
    alliance_id: Mapped[UUID] = mapped_column(ForeignKey("alliance.id"), primary_key=True)
    item_id: Mapped[UUID] = mapped_column(primary_key=True)
    last_day: Mapped[date] = mapped_column(primary_key=True)
    item_kind: Mapped[str]
    holiday: Mapped[str]
    holiday_begins_on: Mapped[date]
    announced_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
