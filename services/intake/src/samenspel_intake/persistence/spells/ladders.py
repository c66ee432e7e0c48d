"""Stored ladders: who decides on a place, in turn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.spell.ladder import Ladder, Rung
from samenspel_intake.persistence.spell_tables import LadderRow
from samenspel_intake.persistence.tables import GrantRow, PersonRow
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import PersonId
from samenspel_platform.documents import Documents

RUNGS: Documents[tuple[Rung, ...]] = Documents(tuple[Rung, ...])
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class AgreedLadder:
    """A ladder, the municipality that it is for ('' for all others), and who wrote it down when."""

    municipality_code: str
    ladder: Ladder
    recorded_at: datetime


class SqlLadders:
    """The ladders of one alliance; versions are added, never changed."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def newest(self, municipality_code: str | None) -> Ladder | None:
        """Give what was agreed for a municipality, or else for the whole alliance."""
        row = LadderRow
        query = (
            select(row)
            .where(
                row.alliance_id == self._alliance_id,
                row.municipality_code.in_([municipality_code or EVERYWHERE, EVERYWHERE]),
            )
            .order_by(row.municipality_code.desc(), row.version.desc())
            .limit(1)
        )
        found = await self._session.scalar(query)
        return _ladder(found) if found else None

    async def newest_of(self, municipality_code: str) -> int:
        """Give the number of the newest version for exactly this municipality; 0 for none."""
        row = LadderRow
        query = select(func.max(row.version)).where(
            row.alliance_id == self._alliance_id, row.municipality_code == municipality_code
        )
        return await self._session.scalar(query) or 0

    async def all(self) -> Sequence[AgreedLadder]:
        """Give every version, by municipality, the newest first."""
        row = LadderRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        rows = await self._session.scalars(
            query.order_by(row.municipality_code, row.version.desc())
        )
        return [
            AgreedLadder(found.municipality_code, _ladder(found), found.recorded_at)
            for found in rows
        ]

    async def people(self, roles: Collection[Role], *, on: date) -> dict[UUID, str]:
        """Give who has one of these roles on a day, by name."""
        grant, person = GrantRow, PersonRow
        acts = (
            select(grant.id)
            .where(
                grant.person_id == person.id,
                grant.role.in_([role.value for role in roles]),
                grant.since <= on,
                or_(grant.until.is_(None), grant.until > on),
            )
            .exists()
        )
        query = select(person.id, person.name).where(person.alliance_id == self._alliance_id, acts)
        found = await self._session.execute(query.order_by(person.name, person.id))
        return {id_: name for id_, name in found}

    async def add(
        self, ladder: Ladder, *, municipality_code: str, by: PersonId, at: datetime
    ) -> None:
        """Write a version down; StaleVersion if there is one with that number."""
        written = await self._session.execute(
            insert(LadderRow)
            .values(
                alliance_id=self._alliance_id,
                municipality_code=municipality_code,
                version=ladder.version,
                agreed_on=ladder.agreed_on,
                agreement=ladder.agreement,
                rungs=RUNGS.dump(ladder.rungs),
                recorded_at=at,
                recorded_by=by,
            )
            .on_conflict_do_nothing()
            .returning(LadderRow.version)
        )
        if written.first() is None:
            raise StaleVersion


def _ladder(row: LadderRow) -> Ladder:
    return Ladder(row.version, row.agreed_on, row.agreement, RUNGS.load(row.rungs))
