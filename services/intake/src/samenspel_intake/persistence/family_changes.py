"""Stored moves of children, entries that are one child, and entries that look so."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.family.merge import Merge, MergeId
from samenspel_intake.domain.family.move import Move, MoveId
from samenspel_intake.domain.pupil import Place
from samenspel_intake.persistence.family_tables import MatchRow, MergeRow, MoveRow
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PersonId, PupilId
from samenspel_platform.documents import Documents

PLACES: Documents[Place] = Documents(Place)
MERGES: Documents[Merge] = Documents(Merge)


class SqlMoves:
    """The moves of one alliance's children."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def put(self, move: Move) -> None:
        """Write one; one that is to come takes the place of another that is."""
        row = await self._session.get(MoveRow, move.id)
        if row is None:
            row = MoveRow(id=move.id, alliance_id=self._alliance_id, pupil_id=move.pupil_id)
            self._session.add(row)
        row.before, row.after = PLACES.dump(move.before), PLACES.dump(move.after)
        row.from_day, row.done_at = move.from_day, move.done_at
        row.recorded_at, row.recorded_by = move.recorded_at, move.recorded_by

    async def to_come(self, pupil_id: PupilId) -> Move | None:
        """Give the move of a child that is to come, if there is one."""
        query = self._mine().where(MoveRow.pupil_id == pupil_id, MoveRow.done_at.is_(None))
        row = (await self._session.scalars(query)).one_or_none()
        return _move(row) if row else None

    async def of(self, *pupil_ids: PupilId) -> Sequence[Move]:
        """Give all moves of a child, the newest first."""
        query = self._mine().where(MoveRow.pupil_id.in_(pupil_ids))
        rows = await self._session.scalars(query.order_by(MoveRow.from_day.desc(), MoveRow.id))
        return [_move(row) for row in rows]

    async def due(self, today: date, *, limit: int) -> Sequence[PupilId]:
        """Give the children whose move takes effect by a day."""
        row = MoveRow
        query = select(row.pupil_id).where(
            row.alliance_id == self._alliance_id, row.done_at.is_(None), row.from_day <= today
        )
        found = await self._session.scalars(query.order_by(row.from_day, row.id).limit(limit))
        return [PupilId(id_) for id_ in found]

    def _mine(self) -> Any:
        return select(MoveRow).where(MoveRow.alliance_id == self._alliance_id)


class SqlMerges:
    """The merges of one alliance, also those that were undone."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def put(self, merge: Merge) -> None:
        """Write one, or that it was undone."""
        row = await self._session.get(MergeRow, merge.id)
        if row is None:
            row = MergeRow(
                id=merge.id,
                alliance_id=self._alliance_id,
                pupil_id=merge.pupil_id,
                into_id=merge.into_id,
                merged_at=merge.merged_at,
            )
            self._session.add(row)
        row.undone_at, row.details = merge.undone_at, MERGES.dump(merge)

    async def get(self, id_: MergeId) -> Merge:
        """Give one; NotFound if there is none."""
        query = select(MergeRow).where(
            MergeRow.alliance_id == self._alliance_id, MergeRow.id == id_
        )
        row = (await self._session.scalars(query)).one_or_none()
        if row is None:
            raise NotFound
        return MERGES.load(row.details)

    async def into(self, *pupil_ids: PupilId) -> Sequence[Merge]:
        """Give the merges that hold now, into one of these entries."""
        query = select(MergeRow).where(
            MergeRow.alliance_id == self._alliance_id,
            MergeRow.into_id.in_(pupil_ids),
            MergeRow.undone_at.is_(None),
        )
        rows = await self._session.scalars(query.order_by(MergeRow.merged_at))
        return [MERGES.load(row.details) for row in rows]


class SqlMatches:
    """Entries of one alliance that look like one child, and what people said of them."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def suggest(
        self, pupil_id: PupilId, found: Iterable[tuple[PupilId, int]], *, at: datetime
    ) -> None:
        """Put pairs before people; what they said of a pair before stays."""
        for other, score in found:
            one, two = sorted((pupil_id, other))
            values = {
                "alliance_id": self._alliance_id,
                "one_id": one,
                "other_id": two,
                "score": score,
                "state": "suggested",
                "suggested_at": at,
            }
            await self._session.execute(insert(MatchRow).values(values).on_conflict_do_nothing())

    async def decide(
        self, pupil_id: PupilId, other: PupilId, state: str, *, by: PersonId, at: datetime
    ) -> None:
        """Note what somebody said of a pair, suggested or not."""
        one, two = sorted((pupil_id, other))
        said = {"state": state, "decided_at": at, "decided_by": by}
        values = {
            "alliance_id": self._alliance_id,
            "one_id": one,
            "other_id": two,
            "score": 0,
            "suggested_at": at,
            **said,
        }
        await self._session.execute(
            insert(MatchRow)
            .values(values)
            .on_conflict_do_update(index_elements=["alliance_id", "one_id", "other_id"], set_=said)
        )


def _move(row: MoveRow) -> Move:
    return Move(
        id=MoveId(row.id),
        pupil_id=PupilId(row.pupil_id),
        before=PLACES.load(row.before),
        after=PLACES.load(row.after),
        from_day=row.from_day,
        recorded_at=row.recorded_at,
        recorded_by=PersonId(row.recorded_by) if row.recorded_by else None,
        done_at=row.done_at,
    )
