"""One partner of the story: a school asks two parents for leave to share, and one answered."""

from datetime import timedelta

from samenspel_demo.story_clock import StoryClock
from samenspel_intake.application.sharing.answer_share import AnswerShare, answer_share
from samenspel_intake.application.sharing.ask_to_share import AskToShare, ask_to_share
from samenspel_intake.application.sharing.manage_partners import (
    AddPartner,
    add_partner,
    name_decider,
)
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.sharing.partner_organisation import PartnerKind
from samenspel_intake.domain.sharing.purpose import Purpose, SharedPart
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PupilId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

PARTNER = "Jeugdteam De Waterkant"
ASKED_DAYS_AGO = 2
LASTS = timedelta(days=300)


async def ask_leave(
    pupil_id: PupilId,
    *,
    school: Person,
    decider: Person,
    intake: JobContext[SqlIntakeUnitOfWork],
    clock: StoryClock,
) -> None:
    """Ask the parents of a child, unless they were asked before; one of them says yes on paper."""
    alliance_id = school.alliance_id
    administrator = Actor(
        person_id=decider.id, alliance_id=alliance_id, role=Role.ADMINISTRATOR, name=decider.name
    )
    clock.go_to(ASKED_DAYS_AGO, 9, 30)
    async with intake.transactions(Scope.begin(alliance_id)) as uow:
        if await uow.share_grants.open_of(pupil_id):
            return
        command = AddPartner(name=PARTNER, kind=PartnerKind.YOUTH_CARE)
        partner = await add_partner(command, actor=administrator, uow=uow)
        await name_decider(decider.id, actor=administrator, uow=uow, clock=intake.clock)
        wanted = AskToShare(
            pupil_id=pupil_id,
            partner_id=partner.partner.id,
            purpose=Purpose.YOUTH_CARE,
            parts=frozenset({SharedPart.WHO_AND_WHERE, SharedPart.NEEDS}),
            first_day=clock.today,
            last_day=clock.today + LASTS,
        )
        grant = await ask_to_share(wanted, actor=school.as_actor(), uow=uow, clock=clock)
    async with intake.transactions(Scope.begin(alliance_id)) as uow:
        first = min(grant.consent.parents) if grant.consent is not None else None
        said = AnswerShare(share_grant_id=grant.id, gives=True, on_paper_by=first)
        await answer_share(said, actor=school.as_actor(), uow=uow, clock=clock)
