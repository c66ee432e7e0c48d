"""Use cases: the partners of the alliance, and who decides when a parent stays silent."""

from dataclasses import dataclass

from samenspel_intake.application.sharing.ports import SharingUnitOfWork
from samenspel_intake.domain.policies import POLICY, Deed, Subject, may
from samenspel_intake.domain.sharing.partner_organisation import PartnerKind, PartnerOrganisation
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, new_id
from samenspel_kernel.responsibility import Partner


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartner:
    """An organisation that the alliance works with."""

    name: str
    kind: PartnerKind


async def add_partner(
    command: AddPartner, *, actor: Actor, uow: SharingUnitOfWork
) -> PartnerOrganisation:
    """Keep it; InvalidInput without a name."""
    POLICY.require_somewhere(actor, Deed.MANAGE_PARTNERS)
    partner = PartnerOrganisation(
        partner=Partner(new_id()),
        alliance_id=actor.alliance_id,
        name=command.name,
        kind=command.kind,
    )
    await uow.partners.add(partner)
    return partner


async def name_decider(
    person_id: PersonId, *, actor: Actor, uow: SharingUnitOfWork, clock: Clock
) -> None:
    """Name who decides on silence; InvalidInput for somebody whose role may not."""
    POLICY.require_somewhere(actor, Deed.MANAGE_PARTNERS)
    person = await uow.people.find(person_id)
    today = dutch_date(clock.now())
    grants = person.grants_on(today) if person is not None else ()
    whole = Subject(alliance_id=actor.alliance_id)
    if person is None or not any(
        may(person.as_actor(grant), Deed.DECIDE_ON_SILENCE, whole) for grant in grants
    ):
        raise InvalidInput(FieldError("person_id", "share.cannot-decide"))
    await uow.partners.name_decider(person_id, by=actor.person_id, at=clock.now())
