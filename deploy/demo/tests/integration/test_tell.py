"""Integration: the story is told once and whole, by hand or by `samenspel-demo tell`."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from samenspel_demo.answering import OffersNeverArrived
from samenspel_demo.gathering import FOR_A_GROUP, OF_A_TEACHER
from samenspel_demo.people import PERSONAS
from samenspel_demo.story import Ending, read_story
from samenspel_demo.telling import DemoStory
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.invitation import INVITED_ROLES
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, PupilId, new_id
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions, UowT
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import JobContext
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.processes import Process
from samenspel_testkit.services import build

CHAPTERS = read_story()
ENDINGS = Counter(chapter.ending for chapter in CHAPTERS)
ASKED = "SELECT question, count(*) FROM support_request GROUP BY 1"
STATUSES = "SELECT status, count(*) FROM support_request GROUP BY 1"
PEOPLE = "SELECT name, count(*) FROM person GROUP BY 1"
INVITATIONS = "SELECT status, count(*) FROM invitation GROUP BY 1"
CASES = "SELECT state, count(*) FROM support_case GROUP BY 1"
FUNDED = "SELECT 'units', count(*) FROM budget_ledger WHERE free_cents > 0"
GRANTS = "SELECT 'granted', count(*) FROM arrangement"
TLVS = "SELECT status, count(*) FROM tlv GROUP BY 1"
EVENTS = "SELECT type, count(*) FROM bus.event_log GROUP BY 1"
REGISTRATIONS = "SELECT status, count(*) FROM registration GROUP BY 1"
PREPARED = "SELECT status, count(*) FROM prepared_request WHERE shown GROUP BY 1"
SHARES = "SELECT status, count(*) FROM share_grant GROUP BY 1"
WITHOUT_A_CHILD = (FOR_A_GROUP, OF_A_TEACHER)
NAMES = ("intake", "arrangements")
COMMAND = str(Path(sys.executable).parent / "samenspel-demo")
KEY = {"LOOKUP_KEY": "a key of the tests, long enough to look up by"}
HERE = {**KEY, "DEMO": "1", "PUBLIC_URL": "http://127.0.0.1:8080"}
NOBODY = "postgresql://nobody@127.0.0.1:9/nothing"
NOWHERE = {
    **KEY,
    "INTAKE_DATABASE__WORKER_URL": NOBODY,
    "ARRANGEMENTS_DATABASE__WORKER_URL": NOBODY,
}
A_FEW_MORE = 23
"""Transactions that an attempt has more than the last."""


@dataclass(frozen=True, slots=True)
class Town:
    """Intake and arrangements; their workers run only inside `workers()`."""

    urls: dict[str, ServiceUrls]
    processes: dict[str, ServiceProcess]

    def story(self, *, arrives_within: float = 60) -> DemoStory:
        """Give the story, to be told here."""
        intake, arrangements = (self.processes[name].job_context for name in NAMES)
        return DemoStory(intake, arrangements, arrives_within=arrives_within)

    @asynccontextmanager
    async def workers(self) -> AsyncIterator[None]:
        """Let events flow while the block lasts."""
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for process in self.processes.values():
                group.create_task(process.run_worker(stop))
            try:
                yield
            finally:
                stop.set()

    async def count(self, service: str, query: str) -> dict[str, int]:
        """Give the rows of a query for (what, how many), as a dictionary."""
        alliance = self.story().alliance.id
        async with self.processes[service].job_context.transactions(Scope.begin(alliance)) as uow:
            rows = await uow.session.execute(text(query))
            return {what: number for what, number in rows}


@pytest.fixture
async def town(service_databases: DatabaseFactory) -> AsyncIterator[Town]:
    """Both services, migrated and empty."""
    urls = {name: await service_databases(name) for name in NAMES}
    processes = {}
    for name in NAMES:
        feeds = {source: urls[source].feed_url for source in NAMES if source != name}
        processes[name] = ServiceProcess(*build(name, urls[name], feeds=feeds, demo=True))
    async with processes["intake"], processes["arrangements"]:
        yield Town(urls, processes)


class BrokeOff(Exception):
    """The process was killed here."""


class Allowance:
    """How many transactions are left until the process is killed."""

    def __init__(self, left: int) -> None:
        self.left = left

    def limit(self, context: JobContext[UowT]) -> JobContext[UowT]:
        return replace(context, transactions=Limited(context.transactions, self))


class Limited(Transactions[UowT]):
    """Real transactions, until the allowance is used up."""

    def __init__(self, real: Transactions[UowT], allowance: Allowance) -> None:
        self._real, self._allowance = real, allowance

    def __call__(self, scope: Scope) -> AbstractAsyncContextManager[UowT]:
        if self._allowance.left == 0:
            raise BrokeOff
        self._allowance.left -= 1
        return self._real(scope)


async def broken_off(town: Town, after: int) -> bool:
    """Tell until so many transactions were done; gives whether it ended before the story did."""
    allowance = Allowance(after)
    contexts = (allowance.limit(town.processes[n].job_context) for n in NAMES)
    try:
        await DemoStory(*contexts).tell()
    except BrokeOff:
        return True
    return False


async def check_all_is_told(town: Town) -> None:
    asked = {chapter.question: 1 for chapter in CHAPTERS}
    asked |= {each.answers[Field.QUESTION]: 1 for each in WITHOUT_A_CHILD}
    assert await town.count("intake", ASKED) == asked
    by_invitation = [persona for persona in PERSONAS if persona.role in INVITED_ROLES]
    assert await town.count("intake", INVITATIONS) == {"accepted": len(by_invitation)}
    assert await town.count("intake", PEOPLE) == {persona.name: 1 for persona in PERSONAS}
    accepted = ENDINGS[Ending.OPENED] + ENDINGS[Ending.GRANTED]
    statuses = {
        "submitted": ENDINGS[Ending.WAITS] + ENDINGS[Ending.RETURNED] + len(WITHOUT_A_CHILD),
        "handover-offered": ENDINGS[Ending.OFFERED],
        "handed-over": accepted,
        "withdrawn": ENDINGS[Ending.WITHDRAWN],
    }

    async def settled() -> bool:
        return await town.count("intake", STATUSES) == statuses

    await eventually(settled, because="intake hears what became of the cases")
    cases = {
        "offered": ENDINGS[Ending.OFFERED],
        "opened": accepted,
        "declined": ENDINGS[Ending.RETURNED],
    }

    async def arrived() -> bool:
        return await town.count("arrangements", CASES) == cases

    await eventually(arrived, because="arrangements hears of every offer")
    assert await town.count("intake", REGISTRATIONS) == {"considering": 2, "at-desk": 1}
    assert await town.count("intake", PREPARED) == {"preparing": 1}
    assert await town.count("intake", SHARES) == {"asking": 1, "active": 1}
    coordinators = [p for p in PERSONAS if p.role is Role.UNIT_COORDINATOR]
    assert await town.count("arrangements", FUNDED) == {"units": len(coordinators)}
    assert await town.count("arrangements", GRANTS) == {"granted": ENDINGS[Ending.GRANTED]}
    assert await town.count("arrangements", TLVS) == {
        "granted": 1,
        "deciding": 1,
        "in-advice": 1,
    }


async def recognised_parents(town: Town) -> dict[str, list[str]]:
    """Give of whom each parent of the demo is known as a parent, and so may decide."""
    found: dict[str, list[str]] = {}
    context, alliance = town.processes["intake"].job_context, town.story().alliance.id
    async with context.transactions(Scope.begin(alliance)) as uow:
        today = dutch_date(context.clock.now())
        for known in await uow.register.people(on=today):
            person = known.person
            for grant in person.grants_on(today):
                for pupil_id in grant.pupil_ids if grant.role is Role.PARENT else ():
                    at_hand = await uow.parents.at_hand(person.id, pupil_id)
                    pupil = await uow.pupils.get(PupilId(pupil_id))
                    if at_hand.own is not None and at_hand.has_authority:
                        found.setdefault(person.name, []).append(pupil.given_name)
    return found


async def test_all_of_it_is_told_and_only_once(town: Town) -> None:
    said: list[str] = []
    async with town.workers():
        assert not await town.story().is_told()
        await town.story().tell(said.append)
        assert await town.story().is_told()
        await check_all_is_told(town)
        assert await recognised_parents(town) == {
            "Eva de Graaf": ["Sam"],
            "Jeroen de Graaf": ["Sam"],
            "Youssef Bakker": ["Noor"],
            "Hans Boer": ["Milan"],
        }
        before = [await town.count(name, EVENTS) for name in NAMES]
        await town.story().tell()
        await check_all_is_told(town)
    assert [await town.count(name, EVENTS) for name in NAMES] == before
    assert len(said) == 12


async def test_a_telling_that_broke_off_is_taken_up_where_it_was(town: Town) -> None:
    attempts = 1
    async with town.workers():
        while await broken_off(town, attempts * A_FEW_MORE):
            assert not await town.story().is_told()
            attempts += 1
        assert await town.story().is_told()
        await check_all_is_told(town)
    assert attempts >= 3


async def test_without_workers_it_does_not_wait_for_ever(town: Town) -> None:
    with pytest.raises(OffersNeverArrived):
        await town.story(arrives_within=0.2).tell()
    assert not await town.story().is_told()


async def test_it_sees_that_it_is_not_alone(town: Town) -> None:
    await town.story().enter_alliance()
    assert not await town.story().is_among_others()
    other = Alliance(id=AllianceId(new_id()), number="PO9902", name="Een ander")
    async with town.processes["intake"].job_context.transactions(Scope.begin(other.id)) as uow:
        await uow.alliances.put(other)
    assert await town.story().is_among_others()


async def tell(**settings: str) -> tuple[int, str]:
    """Run the command; gives its exit code and what it printed."""
    async with await Process.start(COMMAND, "tell", env=settings) as process:
        code = await process.ended(within=90)
        return code, "\n".join(process.output)


async def test_it_tells_and_the_second_time_says_that_it_was_told(town: Town) -> None:
    settings = HERE | {
        f"{name.upper()}_DATABASE__WORKER_URL": urls.worker_url for name, urls in town.urls.items()
    }
    async with town.workers():
        code, said = await tell(**settings)
        assert code == 0, said
        assert "What the units answer and grant" in said
        assert "Told." in said
        code, said = await tell(**settings)
    assert (code, "told already" in said) == (0, True)


@pytest.mark.parametrize(
    ("settings", "code", "message"),
    [
        (HERE | NOWHERE, 1, "A database cannot be used"),
        (HERE | NOWHERE | {"PUBLIC_URL": "https://samenspel.example"}, 2, "this machine's own"),
        (NOWHERE | {"DEMO": "1"}, 2, "PUBLIC_URL"),
        (NOWHERE | {"PUBLIC_URL": "http://127.0.0.1:8080"}, 2, "DEMO=1 is needed"),
        (HERE, 2, "INTAKE_DATABASE__WORKER_URL is needed"),
    ],
)
async def test_it_says_why_it_does_not(settings: dict[str, str], code: int, message: str) -> None:
    ended, said = await tell(**settings)
    assert ended == code
    assert message in said
    assert "Traceback" not in said
