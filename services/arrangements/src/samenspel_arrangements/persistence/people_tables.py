"""Tables of people who can help."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_messaging.unit_of_work import AggregateRow


class ProfileRow(AggregateRow, Base):
    """What somebody says that it can; `name` is personal and for screens only."""

    __tablename__ = "helper_profile"
    __table_args__ = (
        UniqueConstraint("alliance_id", "person_id"),
        CheckConstraint("hours BETWEEN 0 AND 40", name="hours"),
    )
    person_id: Mapped[UUID]
    name: Mapped[str]
    professions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    expertise: Mapped[list[str]] = mapped_column(ARRAY(Text))
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    employment: Mapped[str]
    hours: Mapped[int]
    away_until: Mapped[date | None]
    changed_at: Mapped[datetime]
