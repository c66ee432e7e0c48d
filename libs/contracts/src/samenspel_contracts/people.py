"""Events of intake about who may act; without names, so that every service may read them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from samenspel_contracts.registry import ContractModel, EventData, Privacy, event


class GrantRef(ContractModel):
    """One role of a person, what it is related to, and from which day until before which."""

    grant_id: UUID
    role: str
    unit_id: UUID | None = None
    school_id: UUID | None = None
    pupil_ids: tuple[UUID, ...] = ()
    since: date
    until: date | None = None


@event("nl.passend-onderwijs.person.access-changed.v1", owner="intake")
class PersonAccessChangedV1(EventData):
    """A person got, kept or lost roles: all that it has from now on. Without any it has no access."""

    person_id: Annotated[UUID, Privacy.PSEUDONYMOUS]
    grants: Annotated[tuple[GrantRef, ...], Privacy.PSEUDONYMOUS]


@event("nl.passend-onderwijs.person.sessions-ended.v1", owner="intake")
class PersonSessionsEndedV1(EventData):
    """Sessions of a person are over: those with these hashes, and all that began in time.

    A hash is the SHA-256 of the session's secret. `all_before` ends each session that began then
    or earlier; without it only those that are named end.
    """

    person_id: Annotated[UUID, Privacy.PSEUDONYMOUS]
    session_hashes: Annotated[tuple[str, ...], Privacy.PSEUDONYMOUS] = ()
    all_before: Annotated[datetime | None, Privacy.NONE] = None


class DeputyRef(ContractModel):
    """Who acts for somebody, from the first day to the last, both included."""

    person_id: UUID
    first_day: date
    last_day: date


@event("nl.passend-onderwijs.person.deputies-changed.v1", owner="intake")
class PersonDeputiesChangedV1(EventData):
    """Who acts for a person while it is away changed: all that is not over."""

    person_id: Annotated[UUID, Privacy.PSEUDONYMOUS]
    deputies: Annotated[tuple[DeputyRef, ...], Privacy.PSEUDONYMOUS] = ()
