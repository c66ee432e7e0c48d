"""The table of voice moments: when a child is heard, what it said, and what came of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class VoiceRow(OpenItemRow, Base):
    """One moment; what the child answered, drew and said is personal, and read by few.

    `worry` is there when the child does not feel safe.
    """

    __tablename__ = "voice_moment"
    case_id: Mapped[UUID]
    support_request_id: Mapped[UUID]
    pupil_id: Mapped[UUID]
    school_id: Mapped[UUID | None]
    moment: Mapped[str]
    opened_at: Mapped[datetime]
    answers: Mapped[Any] = mapped_column(DOCUMENT)
    worry: Mapped[Any] = mapped_column(DOCUMENT, nullable=True)
    __table_args__ = (
        accountable("closed"),
        Index("voice_moment_case_ix", "alliance_id", "case_id", "opened_at"),
        Index("voice_moment_pupil_ix", "alliance_id", "pupil_id", "opened_at"),
    )
