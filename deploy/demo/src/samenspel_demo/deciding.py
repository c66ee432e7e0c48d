"""Three TLVs of the story: one was granted, one waits for a decision, one for a second advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import uuid5

from samenspel_arrangements.application.tlvs import steps
from samenspel_arrangements.application.tlvs.advise import Advise, advise
from samenspel_arrangements.application.tlvs.apply import ApplyForTlv, apply_for_tlv
from samenspel_arrangements.application.tlvs.decide import decide_tlv
from samenspel_arrangements.application.tlvs.handle import handle_tlv
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.application import (
    ApplicantKind,
    Application,
    Basis,
    Consultation,
    Talk,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.professions import Profession
from samenspel_arrangements.gateways.tlv_rules import tlv_rules
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_demo.asking import Asked, Asking
from samenspel_demo.story_clock import StoryClock
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import CaseId, PersonId, PupilId
from samenspel_kernel.school_calendar import school_year_of
from samenspel_messaging.scope import Scope
from samenspel_platform.service import JobContext

REASON = (
    "Ook met hulp in de klas lukt meedoen maar een deel van de dag. Een kleine groep, rust en "
    "meer tijd zijn elke dag nodig."
)
MOTIVATION = (
    "De school gaf meer dan een jaar extra hulp, en die was niet genoeg. Een kleine groep met "
    "vaste gezichten past bij wat dit kind vraagt. Beide deskundigen zien dat ook zo."
)
CRITERIA = ("extra-support-tried", "kind-fits-needs")


@dataclass(frozen=True, slots=True)
class Voice:
    """An invented expert with an advice of its own; nobody of the demo's people to choose from."""

    name: str
    profession: Profession
    text: str

    def speaks(self, committee: Actor, pupil_id: PupilId) -> Actor:
        """Give it as who advises a committee about a child."""
        person_id = PersonId(uuid5(committee.alliance_id, self.name))
        return Actor(
            person_id=person_id,
            alliance_id=committee.alliance_id,
            role=Role.EXPERT,
            name=self.name,
            pupil_ids=frozenset({pupil_id}),
        )


VOICES = (
    Voice(
        "Lidwien Vos",
        Profession.PSYCHOLOGIST,
        "In de klas gaat veel aandacht naar alles wat rondom gebeurt. In een kleine groep bleef "
        "het werk wel af te krijgen. Ik zie dat rust meer doet dan nog meer uitleg.",
    ),
    Voice(
        "Peter Stam",
        Profession.PHYSICIAN,
        "Vermoeidheid speelt de hele week mee. Korte dagdelen met iemand dichtbij geven lucht. "
        "Een school die daarop is ingericht, is nu het beste.",
    ),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """For which child a TLV is asked, of what kind, so many days ago; how far it came."""

    child: str
    kind: TlvKind
    days_ago: int
    advices: int
    is_decided: bool = False


CHAPTERS = (
    Chapter("Julia", TlvKind.SO_LOW, 34, advices=2, is_decided=True),
    Chapter("Yara", TlvKind.SO_LOW, 23, advices=2),
    Chapter("Olaf", TlvKind.SBO, 16, advices=1),
)
DAYS_TO_CHECK, DAYS_TO_ADVICE, DAYS_TO_DECISION = 3, 9, 20
"""After the application."""


class Deciding:
    """What happens with TLVs; a child that has one was told of."""

    def __init__(
        self, arrangements: JobContext[SqlArrangementsUnitOfWork], clock: StoryClock
    ) -> None:
        self._transactions, self._clock = arrangements.transactions, clock

    async def decide(self, asking: Asking, told: Mapping[str, Asked], committee: Actor) -> None:
        """Have schools apply for their children, who are told of by name, and go on from there."""
        for chapter in CHAPTERS:
            asked = told[chapter.child]
            school = asking.asker(asked.chapter)
            if asked.case_id is None:
                continue
            async with self._transactions(Scope.begin(committee.alliance_id)) as uow:
                if not await uow.tlvs.of_pupil(asked.request.child()):
                    await self._tell(chapter, asked.case_id, school, committee, uow)

    async def _tell(
        self,
        chapter: Chapter,
        case_id: CaseId,
        school: Actor,
        committee: Actor,
        uow: SqlArrangementsUnitOfWork,
    ) -> None:
        clock, data = self._clock, tlv_rules()
        handle = partial(handle_tlv, actor=committee, uow=uow, clock=clock, data=data)
        clock.go_to(chapter.days_ago, 11)
        command = ApplyForTlv(case_id=case_id, application=_application(chapter.kind, clock.today))
        tlv = await apply_for_tlv(command, actor=school, uow=uow, clock=clock)
        clock.go_to(chapter.days_ago - DAYS_TO_CHECK, 10)
        await handle(tlv.id, steps.Complete())
        clock.go_to(chapter.days_ago - DAYS_TO_ADVICE, 14)
        for voice in VOICES[: chapter.advices]:
            advice = _advice(tlv.id, chapter.kind, voice)
            expert = voice.speaks(committee, tlv.pupil_id)
            await advise(advice, actor=expert, uow=uow, clock=clock, data=data)
        if chapter.is_decided:
            clock.go_to(chapter.days_ago - DAYS_TO_DECISION, 15)
            granted = _grant(chapter.kind, clock.today)
            await decide_tlv(tlv.id, granted, actor=committee, uow=uow, clock=clock, data=data)
            await handle(tlv.id, steps.Announce())


def _application(kind: TlvKind, today: date) -> Application:
    return Application(
        applicant=ApplicantKind.REGULAR,
        basis=Basis.ENROLLED,
        kind=kind,
        reason=REASON,
        talks=(Talk(today - timedelta(weeks=2), "Ouders willen dit ook."),),
        receiving=Consultation(today - timedelta(weeks=1), "De Wissel", has_room=True),
    )


def _advice(tlv_id: TlvId, kind: TlvKind, voice: Voice) -> Advise:
    return Advise(
        tlv_id=tlv_id,
        profession=voice.profession,
        employment=Employment.SELF_EMPLOYED,
        verdict=kind,
        text=voice.text,
        alone=True,
    )


def _grant(kind: TlvKind, today: date) -> steps.GrantTlv:
    return steps.GrantTlv(
        kind=kind,
        starts_on=today,
        ends_on=date(school_year_of(today) + 2, 7, 31),
        motivation=MOTIVATION,
        criteria=CRITERIA,
    )
