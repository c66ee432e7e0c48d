"""What the steps of a registration share: who takes one, in which transaction, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.application.registrations.duty_terms import find_school
from samenspel_intake.application.registrations.ports import RegistrationUnitOfWork
from samenspel_intake.application.registrations.steps import Declare
from samenspel_intake.domain.ids import DocumentId
from samenspel_intake.domain.registration.ending import Declaration
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.texts import wrong_paper, wrong_texts
from samenspel_kernel.accountability import Holder, desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True)
class Answering:
    """One step with one registration."""

    registration: Registration
    actor: Actor
    uow: RegistrationUnitOfWork
    now: datetime

    @property
    def today(self) -> date:
        """The day of the step."""
        return dutch_date(self.now)

    @property
    def desk(self) -> Holder:
        """Who looks for a school when no school has to care."""
        registration = self.registration
        return desk(unit_id=registration.unit_id, alliance_id=registration.alliance_id)

    async def find(self) -> Term:
        """Give the term in which the desk finds a school."""
        return await find_school(self.today, self.uow.terms)

    async def keep(self, paper: str) -> DocumentId:
        """Keep where a paper lies; InvalidInput without it."""
        if wrong := wrong_paper(paper):
            raise InvalidInput(*wrong)
        papers = self.uow.registration_papers
        return await papers.add(
            self.registration.id, paper.strip(), by=self.actor.person_id, at=self.now
        )

    async def declaration(self, step: Declare) -> Declaration:
        """Build the declaration of another school of the alliance."""
        wrong = [*wrong_paper(step.paper), *wrong_texts(tlv_number=step.tlv_number)]
        if await self.uow.schools.find(step.school_id) is None:
            wrong.append(FieldError("school_id", "school.unknown"))
        if wrong:
            raise InvalidInput(*wrong)
        return Declaration(
            school_id=step.school_id,
            document_id=await self.keep(step.paper),
            declared_on=step.declared_on,
            kind=step.place,
            tlv_number=step.tlv_number.strip(),
        )
