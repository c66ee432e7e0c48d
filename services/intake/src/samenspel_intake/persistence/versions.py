"""What was known of a child or a contact after each change, and who made it.

A version is written by the same save as the change itself, so that none can be forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.persistence.family_tables import VersionRow
from samenspel_intake.persistence.tables import PersonRow
from samenspel_kernel.aggregate import Aggregate
from samenspel_messaging.unit_of_work import SqlUnitOfWork

About = Literal["pupil", "contact"]
MOST = 400
PENDING = "family_versions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that changed; `before` is None for what was entered.

    `by` is the name of who did it, nothing for what a system did.
    """

    at: datetime
    by: str
    about: str
    who: str
    field: str
    before: Any
    after: Any


def keep_version(
    uow: SqlUnitOfWork,
    aggregate: Aggregate[Any],
    about: About,
    pupil_id: UUID | None,
    state: dict[str, Any],
) -> None:
    """Have a version written at the end, if anything happened; one for each transaction."""
    at = aggregate.last_recorded_at
    if at is None or pupil_id is None:
        return
    version = VersionRow(about=about, pupil_id=pupil_id, at=at, by=uow.scope.author, state=state)
    version.alliance_id, version.subject_id = uow.scope.alliance_id, aggregate.id
    version.number = aggregate.row_version + 1
    uow.session.info.setdefault(PENDING, {})[aggregate.id, version.number] = version


def write_versions(uow: SqlUnitOfWork) -> None:
    """Write those that wait."""
    uow.session.add_all(uow.session.info.pop(PENDING, {}).values())


class FamilyVersions:
    """Reads what changed in what is known of a family."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def changes(self, pupil_ids: Sequence[UUID]) -> list[Change]:
        """Give what changed, field by field, the newest first."""
        row = VersionRow
        contacts = select(row.subject_id).where(
            row.alliance_id == self._alliance_id, row.pupil_id.in_(pupil_ids)
        )
        query = (
            select(row, PersonRow.name)
            .outerjoin(PersonRow, PersonRow.id == row.by)
            .where(row.alliance_id == self._alliance_id, row.subject_id.in_(contacts))
            .order_by(row.at, row.number)
            .limit(MOST)
        )
        before: dict[UUID, dict[str, Any]] = {}
        found: list[Change] = []
        for version, by in await self._session.execute(query):
            found += _between(before.get(version.subject_id), version, by or "")
            before[version.subject_id] = version.state
        return found[::-1]


def _between(before: dict[str, Any] | None, version: VersionRow, by: str) -> list[Change]:
    after = version.state
    who = str(after.get("name") or after.get("given_name") or "")
    return [
        Change(
            at=version.at,
            by=by,
            about=version.about,
            who=who,
            field=field,
            before=None if before is None else before.get(field),
            after=value,
        )
        for field, value in after.items()
        if (value not in (None, "", False) if before is None else before.get(field) != value)
    ]
