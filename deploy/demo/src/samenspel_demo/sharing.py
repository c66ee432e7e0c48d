"""One partner of the story: a school asks parents for leave to share; one of them is silent yet."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Whose school asks, and who decides when a parent stays silent."""

    school: Person
    decider: Person
    intake: JobContext[SqlIntakeUnitOfWork]
    clock: StoryClock

    async def tell(self, agreeing: dict[PupilId, Person]) -> None:
        """Ask the parents of each child, and have one of each say yes, as far as not done before."""
        for pupil_id, parent in agreeing.items():
            await self._ask(pupil_id)
            await self._agree(pupil_id, parent)

    async def _ask(self, pupil_id: PupilId) -> None:
        self.clock.go_to(ASKED_DAYS_AGO, 9, 30)
        async with self.intake.transactions(Scope.begin(self.school.alliance_id)) as uow:
            if await uow.share_grants.open_of(pupil_id):
                return
            wanted = AskToShare(
                pupil_id=pupil_id,
                partner_id=await self._partner(uow),
                purpose=Purpose.YOUTH_CARE,
                parts=frozenset({SharedPart.WHO_AND_WHERE, SharedPart.NEEDS}),
                first_day=self.clock.today,
                last_day=self.clock.today + LASTS,
            )
            await ask_to_share(wanted, actor=self.school.as_actor(), uow=uow, clock=self.clock)

    async def _agree(self, pupil_id: PupilId, parent: Person) -> None:
        self.clock.go_to(ASKED_DAYS_AGO, 19, 5)
        async with self.intake.transactions(Scope.begin(self.school.alliance_id)) as uow:
            for grant in await uow.share_grants.open_of(pupil_id):
                if grant.consent is not None and not grant.consent.answers:
                    said = AnswerShare(share_grant_id=grant.id, gives=True)
                    await answer_share(said, actor=parent.as_actor(), uow=uow, clock=self.clock)

    async def _partner(self, uow: SqlIntakeUnitOfWork) -> UUID:
        known = {each.name: each.partner.id for each in await uow.partners.all()}
        if PARTNER in known:
            return known[PARTNER]
        administrator = Actor(
            person_id=self.decider.id,
            alliance_id=self.decider.alliance_id,
            role=Role.ADMINISTRATOR,
            name=self.decider.name,
        )
        await name_decider(self.decider.id, actor=administrator, uow=uow, clock=self.intake.clock)
        command = AddPartner(name=PARTNER, kind=PartnerKind.YOUTH_CARE)
        return (await add_partner(command, actor=administrator, uow=uow)).partner.id
