"""Stored profiles, and who can help with how much at hand already."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, any_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.people.profile import (
    Ability,
    Expertise,
    Helper,
    Language,
    Load,
    Profile,
    ProfileId,
    Wanted,
    profile_id_of,
)
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.professions import Profession
from samenspel_arrangements.persistence.help.tables import SessionRow
from samenspel_arrangements.persistence.people_tables import ProfileRow
from samenspel_arrangements.persistence.tables import CaseRow
from samenspel_arrangements.persistence.tlv_tables import TlvRow
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.access import GRANT

MOST_HELPERS = 200


class SqlProfiles(SqlRepository[Profile, ProfileRow]):
    """The profiles of one alliance."""

    row_type = ProfileRow

    async def of(self, person_id: PersonId) -> Profile | None:
        """Load that of a person, if there is one."""
        id_ = profile_id_of(AllianceId(self._uow.scope.alliance_id), person_id)
        row = ProfileRow
        known = select(row.id).where(row.id == id_, row.alliance_id == self._uow.scope.alliance_id)
        found = await self._uow.session.scalar(known)
        return None if found is None else await self.get(found)

    def to_domain(self, row: ProfileRow) -> Profile:
        """Build the aggregate of a row."""
        return Profile(
            id=ProfileId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            person_id=PersonId(row.person_id),
            name=row.name,
            ability=_ability(row),
            changed_at=row.changed_at,
        )

    def fill(self, row: ProfileRow, aggregate: Profile) -> None:
        """Write its own columns."""
        ability = aggregate.ability
        row.person_id, row.name = aggregate.person_id, aggregate.name
        row.professions = sorted(ability.professions)
        row.expertise = sorted(ability.expertise)
        row.languages = sorted(ability.languages)
        row.employment, row.hours = ability.employment.value, ability.hours
        row.away_until, row.changed_at = ability.away_until, aggregate.changed_at


class HelperQueries:
    """Finds people of one alliance who can help."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def find(self, wanted: Wanted, *, on: date) -> Sequence[Helper]:
        """Give who fits and may still act here; who is there, with the least at hand, in front."""
        row = ProfileRow
        query = (
            select(
                row,
                self._count(CaseRow, CaseRow.holder_id == row.person_id, _IS_OPEN),
                self._count(TlvRow, row.person_id == any_(TlvRow.expert_ids), _IN_ADVICE),
                self._given(),
            )
            .where(row.alliance_id == self._alliance_id, self._may_act(on))
            .limit(MOST_HELPERS)
        )
        if wanted.profession is not None:
            query = query.where(any_(row.professions) == wanted.profession.value)
        if wanted.expertise is not None:
            query = query.where(any_(row.expertise) == wanted.expertise.value)
        if wanted.language is not None:
            query = query.where(any_(row.languages) == wanted.language.value)
        found = [
            Helper(
                person_id=PersonId(profile.person_id),
                name=profile.name,
                ability=_ability(profile),
                load=Load(cases=cases, advices=advices, help=given),
            )
            for profile, cases, advices, given in await self._session.execute(query)
        ]
        return sorted(found, key=lambda helper: helper.order(on))

    def _count(self, of: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        query = select(func.count()).select_from(of).where(of.alliance_id == self._alliance_id)
        return query.where(*conditions).correlate(ProfileRow).scalar_subquery()

    def _given(self) -> ScalarSelect[int]:
        row = SessionRow
        query = select(func.count(row.arrangement_id.distinct())).where(
            row.alliance_id == self._alliance_id,
            row.giver_id == ProfileRow.person_id,
            row.status == "planned",
        )
        return query.correlate(ProfileRow).scalar_subquery()

    def _may_act(self, on: date) -> ColumnElement[bool]:
        grant = GRANT.c
        until = or_(grant.until.is_(None), grant.until > on)
        acts = select(grant.person_id).where(
            grant.alliance_id == self._alliance_id, grant.since <= on, until
        )
        return ProfileRow.person_id.in_(acts)


_IS_OPEN = CaseRow.state == CaseState.OPENED.value
_IN_ADVICE = TlvRow.status == "in-advice"


def _ability(row: ProfileRow) -> Ability:
    return Ability(
        professions=frozenset(map(Profession, row.professions)),
        expertise=frozenset(map(Expertise, row.expertise)),
        languages=frozenset(map(Language, row.languages)),
        employment=Employment(row.employment),
        hours=row.hours,
        away_until=row.away_until,
    )
