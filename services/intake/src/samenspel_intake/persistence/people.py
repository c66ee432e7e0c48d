"""Stored people and their grants."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.tables import GrantRow, PersonRow
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId, GrantId, PersonId, SchoolId, UnitId
from samenspel_messaging.unit_of_work import SqlRepository


class SqlPeople(SqlRepository[Person, PersonRow]):
    """The people of one alliance."""

    row_type = PersonRow

    async def find_alone(self, id_: UUID) -> Person | None:
        """Load one for change, and have others wait with theirs; or None."""
        mine = PersonRow.alliance_id == self._uow.scope.alliance_id
        query = select(PersonRow.id).where(PersonRow.id == id_, mine)
        await self._uow.session.execute(query.with_for_update())
        return await self.find(id_)

    async def about_pupils(self, *pupil_ids: UUID) -> Sequence[Person]:
        """Load those who ever had a role for one of these children, for change."""
        row = GrantRow
        query = (
            select(row.person_id)
            .where(
                row.alliance_id == self._uow.scope.alliance_id,
                row.pupil_ids.overlap(list(pupil_ids)),
            )
            .distinct()
        )
        ids = sorted(await self._uow.session.scalars(query))
        found = [await self.find_alone(id_) for id_ in ids]
        return [person for person in found if person is not None]

    def to_domain(self, row: PersonRow) -> Person:
        """Build a person."""
        return person_of(row)

    def fill(self, row: PersonRow, aggregate: Person) -> None:
        """Write a person's state; a grant is never deleted."""
        row.name, row.email = aggregate.name, aggregate.email
        known = {grant.id: grant for grant in row.grants}
        for number, grant in enumerate(aggregate.grants, start=1):
            if grant.id not in known:
                row.grants.append(_row_of(grant, number, aggregate.alliance_id))
            else:
                known[grant.id].until = grant.until


def person_of(row: PersonRow) -> Person:
    """Build the person of a row."""
    return Person(
        id=PersonId(row.id),
        alliance_id=AllianceId(row.alliance_id),
        unit_id=row.unit_id,
        name=row.name,
        email=row.email,
        grants=tuple(_grant_of(grant) for grant in row.grants),
    )


def _grant_of(row: GrantRow) -> Grant:
    return Grant(
        id=GrantId(row.id),
        role=Role(row.role),
        since=row.since,
        until=row.until,
        unit_id=UnitId(row.unit_id) if row.unit_id else None,
        school_id=SchoolId(row.school_id) if row.school_id else None,
        pupil_ids=frozenset(row.pupil_ids),
        brought_by=row.brought_by,
        account_key=row.account_key,
        share_id=row.share_id,
    )


def _row_of(grant: Grant, number: int, alliance_id: AllianceId) -> GrantRow:
    return GrantRow(
        id=grant.id,
        alliance_id=alliance_id,
        number=number,
        role=grant.role.value,
        unit_id=grant.unit_id,
        school_id=grant.school_id,
        pupil_ids=sorted(grant.pupil_ids),
        since=grant.since,
        until=grant.until,
        brought_by=grant.brought_by,
        account_key=grant.account_key,
        share_id=grant.share_id,
    )
