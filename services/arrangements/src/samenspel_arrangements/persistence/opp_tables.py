"""The tables of plans, and of what units ask in them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class OppRow(OpenItemRow, Base):
    """One plan; what it says stands in `standing` (the draft) and `versions`, and stays here."""

    __tablename__ = "opp"
    case_id: Mapped[UUID] = mapped_column(unique=True)
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None]
    asks_part_b: Mapped[bool]
    version: Mapped[int]
    versions: Mapped[Any] = mapped_column(DOCUMENT)
    evaluations: Mapped[Any] = mapped_column(DOCUMENT)
    disputes: Mapped[Any] = mapped_column(DOCUMENT)
    child_told_on: Mapped[date | None]
    begin_recorded_on: Mapped[date | None]
    end_recorded_on: Mapped[date | None]
    __table_args__ = (
        accountable("ended"),
        CheckConstraint("version = jsonb_array_length(versions)", name="versions"),
        CheckConstraint("status NOT IN ('in-force', 'adjusting') OR version > 0", name="in_force"),
    )


class OppUnitRow(Base):
    """A unit that asks part B of its schools; without a row it does not."""

    __tablename__ = "opp_unit"
    alliance_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    asks_part_b: Mapped[bool]
