"""The table of meetings: who is invited, what is on the agenda, what was said and agreed."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.domain.meeting.standing import ENDED
from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class MeetingRow(OpenItemRow, Base):
    """One meeting; `file` holds what is personal: the agenda, papers, actions and moves."""

    __tablename__ = "meeting"
    case_id: Mapped[UUID]
    support_request_id: Mapped[UUID]
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    day: Mapped[date]
    subject: Mapped[str]
    file: Mapped[Any] = mapped_column(DOCUMENT)
    __table_args__ = (
        accountable(*(each.status for each in ENDED)),
        Index("meeting_case_ix", "alliance_id", "case_id", "day"),
    )
