"""Three children of the story are registered: by a parent, by a school from paper, at no school yet."""

from dataclasses import dataclass
from datetime import timedelta

from samenspel_demo.story_clock import StoryClock
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.registrations.register import Register, register
from samenspel_intake.application.registrations.steps import Confirm
from samenspel_intake.application.registrations.take_step import take_step
from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.registration.filing import Origin
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PupilId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

NEW_SCHOOL, OLD_SCHOOL = "99EA00", "99AA00"
MOVES_DAYS_AGO, ON_PAPER_DAYS_AGO, NO_SCHOOL_DAYS_AGO = 3, 8, 5
TODDLER = "Bo"
AGE = timedelta(days=3 * 365 + 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registering:
    """Who registers, and which children they are."""

    parent: Person
    moves: PupilId
    school: Person
    without_school: PupilId
    intake: JobContext[SqlIntakeUnitOfWork]
    clock: StoryClock

    async def tell(self) -> None:
        """Register each of them, unless it was done before."""
        await self._by_parent()
        await self._on_paper()
        await self._at_no_school()

    async def _by_parent(self) -> None:
        self.clock.go_to(MOVES_DAYS_AGO, 20, 15)
        new, old = school_id_of(NEW_SCHOOL), school_id_of(OLD_SCHOOL)
        command = Register(
            pupil=self.moves,
            school_id=new,
            origin=Origin.SCHOOL,
            enrolled_at=old,
            preferences=(new,),
            expects_support=True,
            wished_start=self.clock.today + timedelta(days=60),
        )
        await self._register(command, self.parent.as_actor(), child="Noor")

    async def _on_paper(self) -> None:
        actor = self.school.as_actor()
        self.clock.go_to(ON_PAPER_DAYS_AGO, 14, 0)
        toddler = RegisterPupil(
            given_name=TODDLER,
            family_name="van Loon",
            birth_date=self.clock.today - AGE,
            parents=(ContactDetails(name="Mirjam van Loon", email="mirjam@ouders.example"),),
        )
        command = Register(
            pupil=toddler,
            school_id=school_id_of(OLD_SCHOOL),
            expects_support=False,
            received_on=self.clock.today,
            paper="Map aanmeldingen, eerste la",
        )
        await self._register(command, actor, child=TODDLER, confirms=True)

    async def _at_no_school(self) -> None:
        administrator = Actor(
            person_id=self.school.id, alliance_id=self.school.alliance_id, role=Role.ADMINISTRATOR
        )
        self.clock.go_to(NO_SCHOOL_DAYS_AGO, 11, 20)
        command = Register(pupil=self.without_school, expects_support=True)
        await self._register(command, administrator, child="Ravi")

    async def _register(
        self, command: Register, actor: Actor, *, child: str, confirms: bool = False
    ) -> None:
        async with self.intake.transactions(Scope.begin(actor.alliance_id)) as uow:
            known = await uow.registration_lines.newest(actor, limit=20)
            if child in {line.given_name for line in known}:
                return
            made = await register(command, actor=actor, uow=uow, clock=self.clock)
            if confirms:
                await take_step(made.id, Confirm(), actor=actor, uow=uow, clock=self.clock)
