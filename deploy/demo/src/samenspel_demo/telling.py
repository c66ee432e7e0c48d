"""Tells the whole story to a running installation, through the use cases of its services."""

from collections.abc import Callable
from uuid import UUID

from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_demo.absent import miss_school
from samenspel_demo.answering import Answering
from samenspel_demo.asking import Asked, Asking
from samenspel_demo.deciding import Deciding
from samenspel_demo.funding import Funding
from samenspel_demo.gathering import gather
from samenspel_demo.people import PERSONAS, SECOND_ROLES
from samenspel_demo.placing import Placing
from samenspel_demo.registering import Registering
from samenspel_demo.sharing import Sharing
from samenspel_demo.story import read_story
from samenspel_demo.story_clock import StoryClock
from samenspel_demo.worrying import worry
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PupilId
from samenspel_platform.service import JobContext

ARRIVES_WITHIN_SECONDS = 60.0
AWAY = "Isa"
SEEKS, SEEKS_DAYS_AGO = "Finn", 3
MOVES, WITHOUT_SCHOOL, PREPARED = "Noor", "Ravi", "Sam"
SHARED = {"Sam": "Eva de Graaf", "Noor": "Youssef Bakker"}
"""The children of whom something may be shared, and the parent of each who agrees."""
*PEOPLE, LAST_PERSON = PERSONAS


def _quietly(_: str) -> None:
    """Say nothing."""


class DemoStory:
    """Goes to two services; the other two follow by events, so all workers must run.

    `arrives_within` seconds an offer of intake must have reached arrangements.
    """

    def __init__(
        self,
        intake: JobContext[SqlIntakeUnitOfWork],
        arrangements: JobContext[SqlArrangementsUnitOfWork],
        *,
        arrives_within: float = ARRIVES_WITHIN_SECONDS,
    ) -> None:
        self._intake, self._clock = intake, StoryClock(intake.clock.now())
        clock = self._clock
        self._asking = Asking(intake, clock)
        self._placing = Placing(arrangements, clock)
        self._funding = Funding(arrangements, clock)
        self._deciding = Deciding(arrangements, clock)
        self._answering = Answering(
            arrangements, clock, alliance_id=self.alliance.id, arrives_within=arrives_within
        )

    @property
    def alliance(self) -> Alliance:
        """The made-up alliance."""
        return self._asking.alliance

    async def is_told(self) -> bool:
        """Tell whether it was told to the end: its last person is entered when all is done."""
        return await self._asking.find_person(LAST_PERSON) is not None

    async def is_among_others(self) -> bool:
        """Tell whether the installation has an alliance that is not the story's."""
        return await self._asking.has_other_alliances()

    async def enter_alliance(self) -> None:
        """Load the alliance with its units and schools, and no more."""
        await self._asking.enter_alliance()

    async def tell(self, say: Callable[[str], object] = _quietly) -> None:
        """Tell it all, or the rest where an earlier telling broke off; `say` hears what is next.

        OffersNeverArrived if the services' workers do not run.
        """
        say("The alliance with its units and schools")
        await self.enter_alliance()
        say("The people of schools and units")
        staff = [await self._asking.enter_person(p) for p in PEOPLE if not p.children]
        say("What the schools ask, each for a child")
        told = [await self._asking.submit(c, n) for n, c in enumerate(read_story())]
        around = await self._enter_those_around(told)
        known = {person.name: person for person in (*staff, *around)}
        say("A child that is out of school")
        await self._miss_school(told, known)
        say("Leave to share with a partner")
        await self._share(told, known)
        say("Children who are registered at a school")
        await self._register(told, known)
        say("What schools ask for a group, and what parents read first")
        await self._gather(told, known)
        say("What the desks offer to the units")
        for asked in told:
            await self._asking.hand_over(asked)
        say("What the units answer and grant")
        actors = [person.as_actor() for person in staff]
        coordinators = {a.unit_id: a for a in actors if a.role is Role.UNIT_COORDINATOR}
        for asked in told:
            await self._answering.answer(asked, coordinators)
        say("What places the units offer, and a child that looks for one")
        await self._place(told, coordinators)
        say("What money the units have, and what help costs")
        director = next(actor for actor in actors if actor.role is Role.DIRECTOR)
        cases = [asked.case_id for asked in told if asked.case_id is not None]
        await self._funding.fund(director, coordinators, cases)
        say("What is decided about special education")
        await self._decide(told, known)
        await self._asking.enter_person(LAST_PERSON)

    async def _miss_school(self, told: list[Asked], known: dict[str, Person]) -> None:
        await miss_school(
            _child(told, AWAY),
            school=known["Marieke Vink"],
            officer=known["Ans Leenstra"],
            intake=self._intake,
            clock=self._clock,
        )

    async def _share(self, told: list[Asked], known: dict[str, Person]) -> None:
        sharing = Sharing(
            school=known["Marieke Vink"],
            decider=known["Anneke Sluis"],
            intake=self._intake,
            clock=self._clock,
        )
        agreeing = {name: _child(told, name) for name in SHARED}
        await sharing.tell({child: known[SHARED[name]] for name, child in agreeing.items()})

    async def _register(self, told: list[Asked], known: dict[str, Person]) -> None:
        registering = Registering(
            parent=known["Youssef Bakker"],
            moves=_child(told, MOVES),
            school=known["Marieke Vink"],
            without_school=_child(told, WITHOUT_SCHOOL),
            intake=self._intake,
            clock=self._clock,
        )
        await registering.tell()

    async def _gather(self, told: list[Asked], known: dict[str, Person]) -> None:
        await gather(
            _child(told, PREPARED),
            school=known["Marieke Vink"],
            other_school=known["Hans Boer"],
            intake=self._intake,
            clock=self._clock,
        )

    async def _place(self, told: list[Asked], coordinators: dict[UUID | None, Actor]) -> None:
        for coordinator in coordinators.values():
            await self._placing.offer(coordinator)
        asked = next(each for each in told if each.chapter.given == SEEKS)
        if asked.case_id is not None:
            await self._placing.seek(
                asked.case_id, coordinators, self.alliance.id, days_ago=SEEKS_DAYS_AGO
            )

    async def _decide(self, told: list[Asked], known: dict[str, Person]) -> None:
        children = {asked.chapter.given: asked for asked in told}
        committee = next(p for p in PEOPLE if p.role is Role.COMMITTEE)
        await self._deciding.decide(self._asking, children, known[committee.name].as_actor())

    async def _enter_those_around(self, told: list[Asked]) -> list[Person]:
        """Enter who is there for a child: its family, its teacher, those who advise."""
        pupils = {asked.chapter.given: asked.request.child() for asked in told}
        around = {
            persona.name: await self._asking.enter_person(persona, pupils)
            for persona in PEOPLE
            if persona.children
        }
        await worry(around, self._intake, self._clock)
        for persona in SECOND_ROLES:
            first = next(p for p in PEOPLE if p.name == persona.name)
            await self._asking.give_role(await self._asking.enter_person(first), persona, pupils)
        return list(around.values())


def _child(told: list[Asked], given_name: str) -> PupilId:
    """Give a child of the story."""
    return next(a.request.child() for a in told if a.chapter.given == given_name)
