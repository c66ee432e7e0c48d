"""The parents of pupils, as intake told of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.perspective.parents import Parent
from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_arrangements.persistence.perspective_tables import ParentRow


class SqlParents:
    """The parents of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def deciding_for(self, pupil_id: UUID) -> Sequence[Parent]:
        """Give the parents with authority over a pupil, by name."""
        query = select(ParentRow.contact_id, ParentRow.name).where(
            ParentRow.alliance_id == self._alliance_id,
            ParentRow.pupil_id == pupil_id,
            ParentRow.has_authority,
        )
        found = await self._session.execute(query.order_by(ParentRow.name, ParentRow.contact_id))
        return [Parent(contact_id, name) for contact_id, name in found]

    async def record(
        self,
        contact_id: UUID,
        *,
        pupil_id: UUID,
        name: str,
        has_authority: bool,
        postcode4: Postcode4 | None,
        houses_child: bool,
        seq: int,
    ) -> None:
        """Know a parent; an event that is older than what is known changes nothing.

        The same one told again fills in what was not kept when it was told first.
        """
        values = {
            "contact_id": contact_id,
            "alliance_id": self._alliance_id,
            "pupil_id": pupil_id,
            "name": name,
            "has_authority": has_authority,
            "postcode4": postcode4.digits if postcode4 else None,
            "houses_child": houses_child,
            "seq": seq,
        }
        row = insert(ParentRow).values(values)
        told = {key: row.excluded[key] for key in values if key != "contact_id"}
        newer = row.excluded.seq >= ParentRow.seq
        await self._session.execute(
            row.on_conflict_do_update(index_elements=["contact_id"], set_=told, where=newer)
        )
