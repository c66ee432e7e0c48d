"""The first half of the story: the alliance and its people, and what schools ask in intake.

Every step looks first whether it was done, so that a telling that broke off can be taken up again.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from samenspel_demo.people import INVITER, Persona
from samenspel_demo.story import Chapter, Ending
from samenspel_demo.story_clock import StoryClock
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.application.terms.ports import HolidayPlace
from samenspel_intake.application.withdraw_support_request import (
    WithdrawSupportRequest,
    withdraw_support_request,
)
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.invitation import (
    INVITED_ROLES,
    LIFETIME,
    Accepted,
    Invitation,
    InvitationId,
    hash_of,
)
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import (
    Action,
    HandedOver,
    HandoverOffered,
    Submitted,
    WithdrawalReason,
)
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.gateways.school_register import read_register
from samenspel_intake.gateways.unit_map_file import read_unit_map
from samenspel_intake.jobs.loading import bring_in_register, bring_in_unit_map
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import NO_ALLIANCE, CaseId, GrantId, PersonId, UnitId, case_id_of, new_id
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_messaging.scope import Scope
from samenspel_platform.letter_secrets import SECRET_BYTES
from samenspel_platform.service import JobContext

FOLDER = Path(__file__).parent
NOBODY_YET: Mapping[str, UUID] = {}


@dataclass(slots=True)
class Asked:
    """One chapter and its request; `minute` keeps the chapters of a day apart."""

    chapter: Chapter
    minute: int
    request: SupportRequest

    @property
    def case_id(self) -> CaseId | None:
        """The case that it is, or was, offered as; None while, or when again, with the desk."""
        match self.request.standing:
            case HandoverOffered(handover=handover):
                return case_id_of(handover.id)
            case HandedOver(case_id=case_id):
                return case_id
        return None


class Asking:
    """What happens in intake."""

    def __init__(self, intake: JobContext[SqlIntakeUnitOfWork], clock: StoryClock) -> None:
        self._transactions, self._clock = intake.transactions, clock
        self._unit_map = read_unit_map((FOLDER / "alliance.yaml").read_bytes())
        self.alliance = self._unit_map.alliance

    async def has_other_alliances(self) -> bool:
        """Tell whether someone else's data may be in this installation."""
        async with self._transactions(Scope.begin(NO_ALLIANCE)) as uow:
            return any(a.id != self.alliance.id for a in await uow.alliances.all())

    async def enter_alliance(self) -> None:
        """Load the alliance with its units and schools."""
        context = JobContext(self._transactions, self._clock)
        await bring_in_unit_map(self._unit_map, context)
        register = read_register((FOLDER / "schools.csv").read_bytes())
        await bring_in_register(register.locations, context)
        async with self._transactions(Scope.begin(self.alliance.id)) as uow:
            places = [
                HolidayPlace(code, HolidayRegion.NORTH, self.alliance.name)
                for unit in self._unit_map.units
                for code in sorted(unit.area.municipalities)
            ]
            await uow.calendars.put_places(places, by=None, at=self._clock.now())

    async def find_person(self, persona: Persona) -> Person | None:
        """Give a persona's person, if entered."""
        async with self._transactions(Scope.begin(self.alliance.id)) as uow:
            people = {
                (x.person.name, x.grant.role): x.person
                for x in await uow.register.people(on=self._clock.day_of_telling)
            }
        return people.get((persona.name, persona.role))

    async def enter_person(
        self, persona: Persona, pupils: Mapping[str, UUID] = NOBODY_YET
    ) -> Person:
        """Enter a persona; `pupils` are the children by name."""
        if known := await self.find_person(persona):
            return known
        command = RegisterPerson(
            alliance_id=self.alliance.id,
            name=persona.name,
            role=persona.role,
            email=persona.email,
            unit_id=self._unit(persona.unit) if persona.unit else None,
            school_id=school_id_of(persona.school) if persona.school else None,
            pupil_ids=frozenset(pupils[name] for name in persona.children),
        )
        async with self._transactions(Scope.begin(self.alliance.id)) as uow:
            person = await register_person(command, uow=uow, clock=self._clock)
            if persona.role in INVITED_ROLES:
                await self._took_part(person, persona, uow)
            return person

    async def give_role(self, person: Person, persona: Persona, pupils: Mapping[str, UUID]) -> None:
        """Let a person be something besides; the same once more changes nothing."""
        grant = Grant(
            id=GrantId(new_id()),
            role=persona.role,
            since=self._clock.today,
            pupil_ids=frozenset(pupils[name] for name in persona.children),
        )
        async with self._transactions(Scope.begin(self.alliance.id)) as uow:
            found = await uow.people.get(person.id)
            found.give(grant, at=self._clock.now())
            uow.people.save(found)

    async def _took_part(self, person: Person, persona: Persona, uow: SqlIntakeUnitOfWork) -> None:
        """Have accepted an invitation, so that codes to log in with come by mail."""
        now, (grant,) = self._clock.now(), person.grants
        contact = Contact.of_person(
            ContactId(new_id()),
            ContactDetails(name=persona.name, email=persona.email),
            alliance_id=self.alliance.id,
            unit_id=None,
            at=now,
        )
        invitation = Invitation(
            id=InvitationId(new_id()),
            alliance_id=self.alliance.id,
            role=persona.role,
            pupil_ids=grant.pupil_ids,
            contact_id=contact.id,
            invited_by=PersonId(new_id()),
            inviter_name=INVITER,
            secret_hash=hash_of(secrets.token_bytes(SECRET_BYTES)),
            expires_at=now + LIFETIME,
            answer=Accepted(person.id, now),
        )
        uow.contacts.save(contact)
        uow.invitations.save(invitation)
        await uow.log_in_keys.put(LogInKeyKind.EMAIL, persona.email, person.id)

    async def submit(self, chapter: Chapter, minute: int) -> Asked:
        """Enter a child and ask what its school asks."""
        self._clock.go_to(chapter.days_ago, 8, minute)
        async with self._transactions(Scope.begin(self.alliance.id)) as uow:
            known = select(SupportRequestRow.id).where(
                SupportRequestRow.alliance_id == self.alliance.id,
                SupportRequestRow.question == chapter.question,
            )
            if id_ := await uow.session.scalar(known):
                return Asked(chapter, minute, await uow.support_requests.get(id_))
            request = await submit_support_request(
                self._request(chapter), actor=self.asker(chapter), uow=uow, clock=self._clock
            )
        return Asked(chapter, minute, request)

    async def hand_over(self, asked: Asked) -> None:
        """Offer it, or take it back, if it has that in its chapter."""
        chapter, standing = asked.chapter, asked.request.standing
        fresh = isinstance(standing, Submitted) and standing.next_action.kind == Action.ASSESS
        if fresh and chapter.ending is Ending.WITHDRAWN:
            await self._withdraw(asked)
        elif fresh and chapter.steps:
            self._clock.go_to(chapter.days_ago - chapter.steps[0], 10, asked.minute)
            offer = OfferHandover(support_request_id=asked.request.id)
            async with self._transactions(Scope.begin(self.alliance.id)) as uow:
                asked.request = await offer_handover(
                    offer, actor=self._administrator(), uow=uow, clock=self._clock
                )

    def asker(self, chapter: Chapter) -> Actor:
        """Give somebody who asks for a child's school; without a school the desk does."""
        if chapter.location_code is None:
            return self._administrator()
        return Actor(
            person_id=PersonId(new_id()),
            alliance_id=self.alliance.id,
            role=Role.SCHOOL_COORDINATOR,
            school_id=school_id_of(chapter.location_code),
        )

    async def _withdraw(self, asked: Asked) -> None:
        self._clock.go_to(asked.chapter.days_ago - 10, 15, asked.minute)
        command = WithdrawSupportRequest(
            support_request_id=asked.request.id, reason=WithdrawalReason.SOLVED
        )
        async with self._transactions(Scope.begin(self.alliance.id)) as uow:
            await withdraw_support_request(
                command, actor=self._administrator(), uow=uow, clock=self._clock
            )

    def _request(self, chapter: Chapter) -> SubmitSupportRequest:
        code = chapter.location_code
        parents = tuple(
            ContactDetails(name=name, email=email, language=chapter.language)
            for name, email in chapter.parents
        )
        return SubmitSupportRequest(
            question=Question(
                kind=SupportKind(chapter.kind),
                text=chapter.question,
                already_tried=chapter.tried,
                parents_informed=True,
            ),
            pupil=RegisterPupil(
                given_name=chapter.given,
                family_name=chapter.family,
                birth_date=self._born(chapter.age),
                school_id=school_id_of(code) if code else None,
                municipality_code=None if code else chapter.school,
                parents=parents,
            ),
        )

    def _unit(self, slug: str) -> UnitId:
        return unit_id_of(self.alliance.number, slug)

    def _born(self, age: float | None) -> date | None:
        return None if age is None else self._clock.today - timedelta(days=round(age * 365.25))

    def _administrator(self) -> Actor:
        return Actor(
            person_id=PersonId(new_id()), alliance_id=self.alliance.id, role=Role.ADMINISTRATOR
        )
