"""Tells the demo's story to the services through their own use cases, so that events flow.

Only this package may see all four services; what a person would do over weeks is done here in
seconds, each step on its own day.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.application.decline_case import DeclineCase, decline_case
from samenspel_arrangements.application.grant_arrangement import GrantArrangement, grant_arrangement
from samenspel_arrangements.domain.arrangement import ArrangementKind, Period
from samenspel_arrangements.domain.case import ActionKind, DeclineReason
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.application.withdraw_support_request import (
    WithdrawSupportRequest,
    withdraw_support_request,
)
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import HandoverOffered, WithdrawalReason
from samenspel_intake.gateways.school_register import read_register
from samenspel_intake.gateways.unit_map_file import read_unit_map
from samenspel_intake.jobs.loading import bring_in_register, bring_in_unit_map
from samenspel_intake.persistence.tables import SupportRequestRow
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import AMSTERDAM
from samenspel_kernel.ids import (
    AllianceId,
    CaseId,
    HandoverId,
    PersonId,
    PupilId,
    SupportRequestId,
    UnitId,
    case_id_of,
    new_id,
)
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_platform.service import JobContext
from samenspel_standalone.demo.people import PERSONAS, Persona
from samenspel_standalone.demo.story import Chapter, Ending, read_story

FOLDER = Path(__file__).parent
ARRIVES_WITHIN_SECONDS = 60.0


class StoryClock:
    """Stands on the day of the step that is told; never in a weekend, never in the future."""

    def __init__(self, now: datetime) -> None:
        self._now, self._at = now, now

    def go_to(self, days_ago: int, hour: int = 9, minute: int = 0) -> None:
        """Turn to a moment on a working day, so many days back."""
        day = (self._now - timedelta(days=days_ago)).astimezone(AMSTERDAM).date()
        while day.weekday() > 4:
            day -= timedelta(days=1)
        moment = datetime.combine(day, time(hour, minute), AMSTERDAM).astimezone(UTC)
        self._at = min(moment, self._now)

    def now(self) -> datetime:
        """Give the moment in the story."""
        return self._at

    @property
    def today(self) -> date:
        """The day in the story."""
        return self._at.astimezone(AMSTERDAM).date()


@dataclass(slots=True)
class Told:
    """One chapter, and what has become of it so far."""

    chapter: Chapter
    minute: int
    request_id: SupportRequestId
    pupil_id: PupilId
    handover_id: HandoverId | None = None


@dataclass(slots=True)
class DemoStory:
    """Loads the demo into two running services; the other two follow by events."""

    intake: Transactions[SqlIntakeUnitOfWork]
    arrangements: Transactions[SqlArrangementsUnitOfWork]
    alliance_id: AllianceId
    alliance_number: str
    clock: StoryClock
    told: list[Told] = field(default_factory=list)
    coordinators: dict[UUID | None, Actor] = field(default_factory=dict)

    @classmethod
    async def begin(
        cls,
        intake: Transactions[SqlIntakeUnitOfWork],
        arrangements: Transactions[SqlArrangementsUnitOfWork],
        now: datetime,
    ) -> "DemoStory":
        """Load the alliance with its units and schools; a repetition changes nothing."""
        clock = StoryClock(now)
        map_ = read_unit_map((FOLDER / "alliance.yaml").read_bytes())
        register = read_register((FOLDER / "schools.csv").read_bytes())
        context = JobContext(intake, clock)
        await bring_in_unit_map(map_, context)
        await bring_in_register(register.locations, context)
        return cls(intake, arrangements, map_.alliance.id, map_.alliance.number, clock)

    async def is_told(self) -> bool:
        """Tell whether there are requests already."""
        async with self.intake(self._scope()) as uow:
            counted = await uow.session.scalar(select(func.count()).select_from(SupportRequestRow))
        return bool(counted)

    async def tell(self) -> None:
        """Tell it all."""
        await self._enter_staff()
        for minute, chapter in enumerate(read_story()):
            self.told.append(await self._submit(chapter, minute))
        await self._enter_parents()
        for told in self.told:
            await self._hand_over(told)
        for told in self.told:
            await self._answer(told)

    async def _enter_staff(self) -> None:
        for persona in (p for p in PERSONAS if p.role is not Role.PARENT):
            await self._enter(persona)

    async def _enter_parents(self) -> None:
        pupils = {told.chapter.given: told.pupil_id for told in self.told}
        for persona in (p for p in PERSONAS if p.role is Role.PARENT):
            await self._enter(persona, frozenset({pupils[persona.of]}))

    async def _enter(self, persona: Persona, pupils: frozenset[UUID] = frozenset()) -> None:
        command = RegisterPerson(
            alliance_id=self.alliance_id,
            name=persona.name,
            role=persona.role,
            email=persona.email,
            unit_id=self._unit(persona.of) if persona.role is Role.UNIT_COORDINATOR else None,
            school_id=school_id_of(persona.of) if persona.role is Role.SCHOOL_COORDINATOR else None,
            pupil_ids=pupils,
        )
        async with self.intake(self._scope()) as uow:
            person = await register_person(command, uow=uow, clock=self.clock)
        if person.role is Role.UNIT_COORDINATOR:
            self.coordinators[person.unit_id] = person.as_actor()

    async def _submit(self, chapter: Chapter, minute: int) -> Told:
        self.clock.go_to(chapter.days_ago, 8, minute)
        at_school = len(chapter.school) == 6
        command = SubmitSupportRequest(
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
                school_id=school_id_of(chapter.school) if at_school else None,
                municipality_code=None if at_school else chapter.school,
                parents=(
                    ContactDetails(
                        name=chapter.parent, email=chapter.parent_email, language=chapter.language
                    ),
                ),
            ),
        )
        actor = self._coordinator(chapter.school) if at_school else self._administrator()
        async with self.intake(self._scope()) as uow:
            request = await submit_support_request(command, actor=actor, uow=uow, clock=self.clock)
        return Told(chapter, minute, request.id, request.pupil_id)

    async def _hand_over(self, told: Told) -> None:
        chapter = told.chapter
        if chapter.ending is Ending.WITHDRAWN:
            self.clock.go_to(chapter.days_ago - 10, 15, told.minute)
            command = WithdrawSupportRequest(
                support_request_id=told.request_id, reason=WithdrawalReason.SOLVED
            )
            async with self.intake(self._scope()) as uow:
                await withdraw_support_request(
                    command, actor=self._administrator(), uow=uow, clock=self.clock
                )
        elif chapter.steps:
            self.clock.go_to(chapter.days_ago - chapter.steps[0], 10, told.minute)
            offer = OfferHandover(support_request_id=told.request_id)
            async with self.intake(self._scope()) as uow:
                request = await offer_handover(
                    offer, actor=self._administrator(), uow=uow, clock=self.clock
                )
            if isinstance(request.standing, HandoverOffered):
                told.handover_id = request.standing.handover.id

    async def _answer(self, told: Told) -> None:
        chapter = told.chapter
        if told.handover_id is None or len(chapter.steps) < 2:
            return
        case_id = case_id_of(told.handover_id)
        holder = await self._holder_of(case_id)
        self.clock.go_to(chapter.days_ago - chapter.steps[1], 13, told.minute)
        async with self.arrangements(self._scope()) as uow:
            if chapter.ending is Ending.RETURNED:
                await decline_case(
                    DeclineCase(case_id=case_id, reason=DeclineReason.BASIC_SUPPORT_FIRST),
                    actor=holder,
                    uow=uow,
                    clock=self.clock,
                )
                return
            accept = AcceptCase(
                case_id=case_id,
                next_action=ActionKind.PLAN_MEETING,
                due_on=self.clock.today + timedelta(days=10 + told.minute % 7),
            )
            await accept_case(accept, actor=holder, uow=uow, clock=self.clock)
        if chapter.ending is Ending.GRANTED:
            await self._grant(told, case_id, holder)

    async def _grant(self, told: Told, case_id: CaseId, holder: Actor) -> None:
        self.clock.go_to(told.chapter.days_ago - told.chapter.steps[2], 14, told.minute)
        start = self.clock.today + timedelta(days=7 - self.clock.today.weekday())
        end = start + timedelta(weeks=26)
        command = GrantArrangement(
            case_id=case_id,
            kind=ArrangementKind.INDIVIDUAL,
            description="Een specialist van het steunpunt komt elke week een dagdeel in de klas.",
            period=Period(
                starts_on=start, planned_end_on=end, evaluation_on=end - timedelta(weeks=5)
            ),
        )
        async with self.arrangements(self._scope()) as uow:
            await grant_arrangement(command, actor=holder, uow=uow, clock=self.clock)

    async def _holder_of(self, case_id: CaseId) -> Actor:
        """Wait until the offer has arrived, and give the coordinator of the case's unit."""
        async with asyncio.timeout(ARRIVES_WITHIN_SECONDS):
            while True:
                async with self.arrangements(self._scope()) as uow:
                    case = await uow.cases.find(case_id)
                if case is not None:
                    break
                await asyncio.sleep(0.05)
        return self.coordinators[case.unit_id]

    def _scope(self) -> Scope:
        return Scope.begin(self.alliance_id)

    def _unit(self, slug: str) -> UnitId:
        return unit_id_of(self.alliance_number, slug)

    def _born(self, age: float | None) -> date | None:
        return None if age is None else self.clock.today - timedelta(days=round(age * 365.25))

    def _coordinator(self, location_code: str) -> Actor:
        return Actor(
            person_id=PersonId(new_id()),
            alliance_id=self.alliance_id,
            role=Role.SCHOOL_COORDINATOR,
            school_id=school_id_of(location_code),
        )

    def _administrator(self) -> Actor:
        return Actor(
            person_id=PersonId(new_id()), alliance_id=self.alliance_id, role=Role.ADMINISTRATOR
        )
