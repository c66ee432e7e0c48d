"""Stored links of parents to the family desk, and what that desk told the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.signal.family_desk import Bundle
from samenspel_intake.domain.signal.file_link import FileLink
from samenspel_intake.domain.signal.theme import Theme
from samenspel_intake.persistence.signal_tables import BoardBundleRow, FamilyDeskLinkRow
from samenspel_intake.persistence.tables import PupilRow
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, PersonId, PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file that the family desk may look at, and until when."""

    pupil_id: UUID
    given_name: str
    last_day: date


class SqlFileLinks:
    """The links of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(self, link: FileLink) -> None:
        """Keep a new one."""
        row = FamilyDeskLinkRow(
            id=link.id,
            alliance_id=link.alliance_id,
            pupil_id=link.pupil_id,
            given_by=link.given_by,
            given_at=link.given_at,
            last_day=link.last_day,
            ended_at=link.ended_at,
        )
        self._session.add(row)
        await self._session.flush()

    async def of_pupil(self, pupil_id: PupilId) -> Sequence[FileLink]:
        """Give those for a child, the newest first."""
        row = FamilyDeskLinkRow
        mine = row.alliance_id == self._alliance_id
        query = select(row).where(mine, row.pupil_id == pupil_id).order_by(row.given_at.desc())
        return [_to_domain(found) for found in await self._session.scalars(query)]

    async def note_end(self, link: FileLink) -> None:
        """Write that it was taken back."""
        row = await self._session.get(FamilyDeskLinkRow, link.id)
        if row is not None and row.alliance_id == self._alliance_id:
            row.ended_at = link.ended_at

    async def open_files(self, at: datetime) -> Sequence[SharedFile]:
        """Give the files that may be looked at, by name."""
        row, pupil = FamilyDeskLinkRow, PupilRow
        query = (
            select(row.pupil_id, pupil.given_name, row.last_day)
            .join(pupil, (pupil.id == row.pupil_id) & (pupil.alliance_id == row.alliance_id))
            .where(
                row.alliance_id == self._alliance_id,
                row.ended_at.is_(None),
                row.last_day >= dutch_date(at),
            )
            .order_by(pupil.given_name, row.pupil_id, row.last_day)
        )
        found = (await self._session.execute(query)).mappings()
        files = {line["pupil_id"]: SharedFile(**line) for line in found}
        return list(files.values())


class SqlBoardBundles:
    """What the family desk told the board of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def all(self) -> Sequence[Bundle]:
        """Give them, the newest quarter first."""
        row = BoardBundleRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        rows = await self._session.scalars(query.order_by(row.first_day.desc()))
        return [_bundle_of(found) for found in rows]

    async def find(self, first_day: date) -> Bundle | None:
        """Give that of the quarter that begins on a day."""
        row = await self._session.get(BoardBundleRow, (self._alliance_id, first_day))
        return None if row is None else _bundle_of(row)

    async def add(self, bundle: Bundle, *, by: PersonId, at: datetime) -> None:
        """Keep a new one."""
        row = BoardBundleRow(
            alliance_id=self._alliance_id,
            first_day=bundle.first_day,
            last_day=bundle.last_day,
            counts={theme.value: count for theme, count in bundle.counts},
            in_small_groups=bundle.in_small_groups,
            made_by=by,
            made_at=at,
        )
        self._session.add(row)
        await self._session.flush()


def _bundle_of(row: BoardBundleRow) -> Bundle:
    counts = tuple((theme, row.counts[theme.value]) for theme in Theme if theme.value in row.counts)
    return Bundle(row.first_day, row.last_day, counts, row.in_small_groups)


def _to_domain(row: FamilyDeskLinkRow) -> FileLink:
    return FileLink(
        id=row.id,
        alliance_id=AllianceId(row.alliance_id),
        pupil_id=PupilId(row.pupil_id),
        given_by=PersonId(row.given_by),
        given_at=row.given_at,
        last_day=row.last_day,
        ended_at=row.ended_at,
    )
