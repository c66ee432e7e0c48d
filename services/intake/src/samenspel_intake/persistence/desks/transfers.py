"""Requests that one unit offers to another, as the other sees them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import PupilRow, SchoolRow, UnitRow
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferLine:
    """One offer that awaits an answer; `to_unit_id` is the unit that was asked."""

    alliance_id: UUID
    support_request_id: UUID
    handover_id: UUID
    to_unit_id: UUID
    to_unit_name: str
    from_unit_name: str | None
    school_id: UUID | None
    school_name: str | None
    pupil_id: UUID | None
    given_name: str | None
    age_band: str
    offered_at: datetime
    answer_by: date
    question: str
    already_tried: str

    @property
    def related(self) -> Relations:
        """What it is related to for the unit that was asked."""
        return Relations(
            alliance_id=self.alliance_id,
            unit_id=self.to_unit_id,
            school_id=self.school_id,
            pupil_id=self.pupil_id,
        )


class Transfers:
    """The offers between units of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, handover_id: UUID) -> TransferLine:
        """Give one that is open; NotFound if there is none (any more)."""
        row, sender, receiver = SupportRequestRow, aliased(UnitRow), aliased(UnitRow)
        query = (
            select(
                row.alliance_id,
                row.id.label("support_request_id"),
                row.handover_id,
                row.handover_unit_id.label("to_unit_id"),
                receiver.name.label("to_unit_name"),
                sender.name.label("from_unit_name"),
                row.school_id,
                SchoolRow.name.label("school_name"),
                row.pupil_id,
                PupilRow.given_name,
                row.age_band,
                row.handover_offered_at.label("offered_at"),
                row.handover_answer_by.label("answer_by"),
                row.question,
                row.already_tried,
            )
            .join(receiver, receiver.id == row.handover_unit_id)
            .outerjoin(sender, sender.id == row.unit_id)
            .outerjoin(SchoolRow, SchoolRow.id == row.school_id)
            .outerjoin(PupilRow, PupilRow.id == row.pupil_id)
            .where(row.alliance_id == self._alliance_id, row.handover_id == handover_id)
        )
        found = (await self._session.execute(query)).mappings().one_or_none()
        if found is None:
            raise NotFound
        return TransferLine(**found)
