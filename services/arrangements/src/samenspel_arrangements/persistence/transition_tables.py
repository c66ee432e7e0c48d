"""The table of transitions to a next school."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from samenspel_arrangements.persistence.tables import Base
from samenspel_platform.documents import DOCUMENT
from samenspel_platform.open_items import OpenItemRow, accountable


class TransitionRow(OpenItemRow, Base):
    """A child goes on to its next school; of a case, one that is open at a time.

    `to_school_id` is the next school where it is one of the alliance. `contents` hold the name of
    one outside, and the words for it; `consent` what parents said to them. `moved_because` is why
    the first day was last corrected.
    """

    __tablename__ = "transition"
    case_id: Mapped[UUID] = mapped_column(index=True)
    support_request_id: Mapped[UUID | None]
    pupil_id: Mapped[UUID] = mapped_column(index=True)
    school_id: Mapped[UUID | None]
    to_school_id: Mapped[UUID | None] = mapped_column(index=True)
    stage: Mapped[str]
    first_day: Mapped[date]
    contents: Mapped[Any] = mapped_column(DOCUMENT)
    consent: Mapped[Any] = mapped_column(DOCUMENT)
    declined: Mapped[str]
    moved_because: Mapped[str] = mapped_column(server_default="")
    planned_at: Mapped[datetime]
    __table_args__ = (
        accountable("ended"),
        Index(
            "transition_one_open_ix",
            "case_id",
            unique=True,
            postgresql_where=text("status <> 'ended'"),
        ),
    )
