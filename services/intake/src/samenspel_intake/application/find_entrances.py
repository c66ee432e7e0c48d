"""Use case: in which alliances an account may be somebody."""

from dataclasses import dataclass, field

from samenspel_intake.application.account_ports import AccountUnitOfWork
from samenspel_intake.domain.alliance import alliance_id_of
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_kernel.ids import AllianceId, PersonId, SchoolId


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """One alliance, who the account is in it if that is known, and at which of its schools."""

    alliance_id: AllianceId
    person_id: PersonId | None = None
    school_ids: frozenset[SchoolId] = field(default=frozenset())


async def find_entrances(
    account: OrganisationAccount, alliance: str, *, uow: AccountUnitOfWork
) -> list[Entrance]:
    """Give them, those where the account is known first.

    `alliance` is the number of the alliance whose own issuer it is, or nothing.
    """
    known = dict(await uow.log_in_keys.find(LogInKeyKind.OIDC, account.code))
    schools: dict[AllianceId, set[SchoolId]] = {}
    for place in await uow.school_places.at(account.organisations):
        schools.setdefault(place.alliance_id, set()).add(place.school_id)
    own = [alliance_id_of(alliance)] if alliance else []
    return [
        Entrance(
            alliance_id=id_,
            person_id=known.get(id_),
            school_ids=frozenset(schools.get(id_, ())),
        )
        for id_ in dict.fromkeys([*known, *own, *schools])
    ]
