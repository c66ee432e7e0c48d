"""Where the papers of registrations lie, and which requests go with one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.ids import DocumentId, RegistrationId
from samenspel_intake.persistence.registration_tables import (
    RegistrationPaperRow,
    RegistrationRequestRow,
)
from samenspel_kernel.ids import PersonId, SupportRequestId, new_id


class SqlRegistrationPapers:
    """Papers of one alliance's registrations; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(
        self, registration_id: RegistrationId, lies_at: str, *, by: PersonId, at: datetime
    ) -> DocumentId:
        """Keep where a paper lies; gives by what it is referred to."""
        row = RegistrationPaperRow(
            id=new_id(),
            alliance_id=self._alliance_id,
            registration_id=registration_id,
            lies_at=lies_at,
            recorded_at=at,
            recorded_by=by,
        )
        self._session.add(row)
        return DocumentId(row.id)

    async def of(self, registration_id: UUID) -> dict[UUID, str]:
        """Give where each paper of a registration lies, by its id."""
        row = RegistrationPaperRow
        query = select(row.id, row.lies_at).where(
            row.alliance_id == self._alliance_id, row.registration_id == registration_id
        )
        return {id_: lies_at for id_, lies_at in await self._session.execute(query)}

    async def link(
        self,
        registration_id: RegistrationId,
        request_id: SupportRequestId,
        *,
        by: PersonId,
        at: datetime,
    ) -> None:
        """Have a request go with a registration; with the last one that was named."""
        row = RegistrationRequestRow
        values = {"registration_id": registration_id, "linked_at": at, "linked_by": by}
        await self._session.execute(
            insert(row)
            .values(support_request_id=request_id, alliance_id=self._alliance_id, **values)
            .on_conflict_do_update(
                index_elements=[row.support_request_id],
                set_=values,
                where=row.alliance_id == self._alliance_id,
            )
        )

    async def requests_of(self, registration_id: UUID) -> list[UUID]:
        """Give the requests that go with a registration."""
        row = RegistrationRequestRow
        query = select(row.support_request_id).where(
            row.alliance_id == self._alliance_id, row.registration_id == registration_id
        )
        return list(await self._session.scalars(query.order_by(row.linked_at)))
