"""The table of funding checks."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class FundingCheckRow(OpenItemRow, Base):
    """One list that was compared, of which day, by whom; `differences` say what was done too."""

    __tablename__ = "funding_check"
    __table_args__ = (
        accountable("settled", "taken-back"),
        Index("funding_check_made_ix", "alliance_id", "made_at"),
    )
    holder_name: Mapped[str | None]
    as_of: Mapped[date]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    lines: Mapped[int]
    agreeing: Mapped[int]
    differing: Mapped[int]
    unsettled: Mapped[int]
    differences: Mapped[Any] = mapped_column(DOCUMENT)
