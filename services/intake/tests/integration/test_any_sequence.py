"""Whatever anybody does in whatever order: nothing breaks, and no open item is nobody's.

People of every role ask every route of the API, with ids that they came upon, plausible and
implausible bodies, and days that go by. `make sequences` takes 5,000 steps, a test run 300.
"""

import asyncio
import os
import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from samenspel_intake.application.answer_handover import (
    HandoverAccepted,
    HandoverDeclined,
    answer_handover,
)
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_intake.persistence.watchdog import find_violations
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import AllianceId, CaseId, HandoverId, SupportRequestId
from samenspel_testkit.access import KnownActors

from .conftest import an_actor
from .desks import works_here

STEPS = int(os.environ.get("SEQUENCE_STEPS", "300"))
A_STRETCH = 100
NOT_ASKED = {"/intake/v1/swv-dossiers", "/intake/v1/rule-imports"}
"""Files, which have tests of their own."""
SCHOOLS = [school_id_of(code) for code in ("99BB00", "99CC00")]
UNITS = [unit_id_of("PO9901", slug) for slug in ("zuid", "noord")]
NAMES = re.compile(r"{(\w+)}")
WHO_DO_MOST = [Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR, Role.ADMINISTRATOR]
ROLES = st.sampled_from([*Role, *WHO_DO_MOST, *WHO_DO_MOST, Role.PARENT])
SEEDS = st.integers(0, 2**32 - 1)
"""Choices that depend on what the world holds are made by these: hypothesis wants to see none."""
A_HALF = 0.5
PARENTS = [{"name": "Ouder", "email": "ouder@voorbeeld.example"}, {"name": "Andere ouder"}]
A_CHILD = {"givenName": "Sem", "birthDate": "2018-05-04", "parents": PARENTS}
TEXTS = ["Wie denkt er mee?", "Hij leest graag.", "a@voorbeeld.example", "x", ""]
BEGUN = (
    "pupils",
    "support-requests",
    "registrations",
    "out-of-education-spells",
    "signals",
    "prepared-requests",
    "partners",
)
ID_OF = {
    "otherId": "pupilId",
    "enrolledAt": "schoolId",
    "preferences": "schoolId",
    "pupilIds": "pupilId",
}
"""What a field's id is an id of, where its name does not say so."""
THING_OF = {
    "pupils": "pupilId",
    "support-requests": "supportRequestId",
    "registrations": "registrationId",
    "out-of-education-spells": "spellId",
    "signals": "signalId",
    "prepared-requests": "preparedRequestId",
    "share-grants": "shareGrantId",
    "lawful-shares": "shareGrantId",
    "corrections": "correctionId",
    "contacts": "contactId",
    "partners": "partnerId",
    "people": "personId",
    "merges": "mergeId",
}
"""Of what the answer of a collection gives an id."""


class World:
    """The service, who asks it, and the ids that they came upon, by what they are ids of."""

    def __init__(
        self,
        intake: Any,
        actors: KnownActors,
        run: Callable[[Awaitable[Any]], Any],
        staff: Mapping[Role, Actor],
    ):
        self.intake, self._actors, self.run = intake, actors, run
        self.known: dict[str, list[str]] = defaultdict(list)
        self.known["schoolId"] = [str(id_) for id_ in SCHOOLS]
        self.known["unitId"] = [str(id_) for id_ in UNITS]
        self._clients: dict[tuple[Actor, date], httpx2.AsyncClient] = {}
        self._turns = 0
        self.wrong: list[object] = []
        self.answers: Counter[tuple[str, str, int]] = Counter()
        self._people = {role: actor.person_id for role, actor in staff.items()}
        answer = run(self.client(self.actor(Role.ADMINISTRATOR, 0)).get("/intake/v1/openapi.json"))
        self.schemas = answer.json()["components"]["schemas"]
        self.routes = [
            (method, f"/intake/v1{path}" if not path.startswith("/intake") else path, operation)
            for path, methods in answer.json()["paths"].items()
            for method, operation in methods.items()
            if f"/intake/v1{path.removeprefix('/intake/v1')}" not in NOT_ASKED
        ]

    def actor(self, role: Role, place: int) -> Actor:
        """Give somebody of a role, at one of two schools or units, for what children are known."""
        pupils = frozenset(UUID(id_) for id_ in self.known["pupilId"][place::2])
        at_school = role in {Role.SCHOOL_COORDINATOR, Role.TEACHER}
        at_unit = role in {Role.UNIT_COORDINATOR, Role.ATTENDANCE_OFFICER}
        alone = role in {Role.PARENT, Role.PUPIL, Role.EXPERT, Role.YOUTH_CONSULTANT, Role.TEACHER}
        return Actor(
            person_id=self._people[role],
            alliance_id=AllianceId(self.intake.scope.alliance_id),
            role=role,
            school_id=SCHOOLS[place] if at_school else None,
            unit_id=UNITS[place] if at_unit else None,
            pupil_ids=pupils if alone else frozenset(),
        )

    def client(self, actor: Actor) -> httpx2.AsyncClient:
        """Give its browser; on another day it logs in anew."""
        key = (actor, dutch_date(self.intake.clock.now()))
        if key not in self._clients:
            self._clients[key] = self.intake.client(actor)
        return self._clients[key]

    def expect(self, holds: bool, what: object) -> None:
        """Remember what was wrong: raised here, hypothesis would try to come to it again."""
        if not holds:
            self.wrong.append(what)

    def within_reach(self) -> list[Any]:
        """Give the routes of which all ids in the path are known."""
        return [each for each in self.routes if all(map(self.known.get, NAMES.findall(each[1])))]

    def is_time(self) -> bool:
        """Tell whether days go by now: at one in five times that they could."""
        self._turns += 1
        return self._turns % 5 == 0

    def learn(self, path: str, found: Any) -> None:
        """Remember the ids in an answer."""
        if isinstance(found, list):
            for each in found:
                self.learn(path, each)
        if not isinstance(found, dict):
            return
        for name, value in found.items():
            if name == "id" and (thing := THING_OF.get(path.split("/")[-1])):
                self._add(thing, value)
            elif name.endswith("Id") and isinstance(value, str):
                self._add(name, value)
            elif isinstance(value, dict | list):
                self.learn(path, value)

    def _add(self, thing: str, id_: str) -> None:
        if id_ not in self.known[thing]:
            self.known[thing].append(id_)


def an_id(chance: Random, world: World, name: str) -> str:
    """Give an id of what a field or parameter is about, mostly a known one."""
    known = world.known[ID_OF.get(name, name)]
    if not known or chance.randrange(20) == 0:
        return str(uuid4())
    return chance.choice(known)


def a_value(chance: Random, world: World, name: str, schema: Mapping[str, Any]) -> Any:
    """Give a value as a schema asks it, mostly one that makes sense."""
    if "$ref" in schema:
        return a_value(chance, world, name, world.schemas[schema["$ref"].split("/")[-1]])
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return a_value(chance, world, name, chance.choice(options))
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return chance.choice(schema["enum"])
    match schema.get("type"):
        case "object":
            return {
                key: a_value(chance, world, key, inner)
                for key, inner in schema.get("properties", {}).items()
                if key in schema.get("required", ()) or chance.random() < A_HALF
            }
        case "array":
            inner = schema.get("items", {})
            return [a_value(chance, world, name, inner) for _ in range(chance.randrange(3))]
        case "string" if schema.get("format") == "uuid":
            return an_id(chance, world, name)
        case "string" if schema.get("format") == "date":
            today = dutch_date(world.intake.clock.now())
            return str(today + timedelta(days=chance.choice([0, 1, 30, 200, -1, -40])))
        case "string":
            return chance.choice(TEXTS)
        case "boolean":
            return chance.random() < A_HALF
        case "integer":
            return chance.randrange(21)
    return None


class AnybodyDoesAnything(RuleBasedStateMachine):
    """One stretch of steps; the world goes on from one to the next."""

    world: World

    @initialize()
    def each_thing_is_there(self) -> None:
        """A school begins one of each, so that the steps have something to be about."""
        for begun in BEGUN:
            self._begin(begun, place=0, days_ago=0, pupil=None)

    @rule(
        seed=SEEDS,
        begun=st.sampled_from(BEGUN),
        place=st.integers(0, 1),
        days_ago=st.integers(0, 60),
    )
    def something_begins(self, seed: int, begun: str, place: int, days_ago: int) -> None:
        """A school or an administrator begins something, as one would."""
        chance = Random(seed)
        is_known = self.world.known["pupilId"] and chance.random() < A_HALF
        pupil = an_id(chance, self.world, "pupilId") if is_known else None
        self._begin(begun, place=place, days_ago=days_ago, pupil=pupil)

    def _begin(self, begun: str, *, place: int, days_ago: int, pupil: str | None) -> None:
        world = self.world
        about: dict[str, Any] = {"pupilId": pupil} if pupil else {"pupil": A_CHILD}
        child = {k: v for k, v in A_CHILD.items() if k != "parents"}
        whom = {"pupilId": pupil} if pupil else {"pupil": child}
        day = str(dutch_date(world.intake.clock.now()) - timedelta(days=days_ago))
        bodies: dict[str, dict[str, Any]] = {
            "pupils": A_CHILD,
            "support-requests": {"kind": "arrangement", "question": "Wie denkt mee?", **about},
            "registrations": {"schoolId": str(SCHOOLS[place]), "receivedOn": day, **about},
            "out-of-education-spells": {"knownOn": day, "firstDay": day, **whom},
            "signals": {"text": "Ik maak me zorgen."},
            "prepared-requests": {"kind": "child", "pupilId": pupil},
            "partners": {"name": "Jeugdteam", "kind": "youth-care"},
        }
        role = Role.ADMINISTRATOR if begun == "partners" else Role.SCHOOL_COORDINATOR
        path = f"/intake/v1/{begun}"
        client = world.client(world.actor(role, place))
        answer = world.run(client.post(path, json=bodies[begun]))
        world.answers["post", path, answer.status_code] += 1
        world.expect(answer.status_code < 500, (path, bodies[begun], answer.text))
        if answer.status_code < 300:
            world.learn(path, answer.json())
        self.check()

    @rule(seed=SEEDS, role=ROLES, place=st.integers(0, 1))
    def somebody_asks(self, seed: int, role: Role, place: int) -> None:
        """Anybody asks any route, mostly one that is about something that is there."""
        world, chance = self.world, Random(seed)
        routes = world.within_reach() if chance.randrange(10) else world.routes
        method, route, operation = chance.choice(routes)
        path = route
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                id_ = an_id(chance, world, parameter["name"])
                path = path.replace("{" + parameter["name"] + "}", id_)
        body = None
        if "requestBody" in operation:
            content = operation["requestBody"]["content"]["application/json"]
            body = a_value(chance, world, "", content["schema"])
        client = world.client(world.actor(role, place))
        answer = world.run(client.request(method.upper(), path, json=body))
        world.answers[method, route, answer.status_code] += 1
        world.expect(answer.status_code < 500, (role, method, path, body, answer.text))
        if answer.status_code < 300 and answer.content:
            world.learn(path, answer.json())
        self.check()

    @rule(days=st.integers(1, 40))
    def days_go_by(self, days: int) -> None:
        """Let days go by once in a while only: all that runs by the clock runs then."""
        if not self.world.is_time():
            return
        self.world.intake.clock.advance(days=days)
        process = self.world.intake.process
        for job in process.service.jobs:
            self.world.run(job.run(process.job_context))
        self.check()

    @rule(seed=SEEDS, accepts=st.booleans())
    def those_who_grant_help_answer(self, seed: int, accepts: bool) -> None:
        """The service that grants help says yes or no to what it was offered."""
        if not self.world.known["handoverId"]:
            return
        chance = Random(seed)
        request = SupportRequestId(UUID(an_id(chance, self.world, "supportRequestId")))
        handover = HandoverId(UUID(an_id(chance, self.world, "handoverId")))
        at = self.world.intake.clock.now()
        command = (
            HandoverAccepted(
                support_request_id=request, handover_id=handover, case_id=CaseId(uuid4()), at=at
            )
            if accepts
            else HandoverDeclined(support_request_id=request, handover_id=handover, at=at)
        )
        self.world.run(self._answered(command))
        self.check()

    async def _answered(self, command: HandoverAccepted | HandoverDeclined) -> None:
        intake = self.world.intake
        async with intake.process.transactions(intake.scope) as uow:
            await answer_handover(command, uow=uow)

    def check(self) -> None:
        """No item is nobody's; what comes with time may come."""
        found = self.world.run(self._found())
        self.world.expect(not found, found)

    async def _found(self) -> list[Any]:
        intake = self.world.intake
        async with intake.process.transactions(intake.scope) as uow:
            found = await find_violations(uow.session, intake.scope.alliance_id, intake.clock.now())
        return [each for each in found if not each.kind.comes_with_time]


async def test_no_sequence_of_steps_breaks_anything_or_leaves_an_item_to_nobody(
    intake: Any, request: pytest.FixtureRequest
) -> None:
    loop = asyncio.get_running_loop()
    staff = {role: an_actor(role) for role in Role}
    staff[Role.UNIT_COORDINATOR] = an_actor(Role.UNIT_COORDINATOR, unit_id=UNITS[0])
    for role in (Role.UNIT_COORDINATOR, Role.ADMINISTRATOR, Role.DIRECTOR, Role.FAMILY_DESK):
        await works_here(intake, staff[role], role=role)

    def run(coroutine: Awaitable[Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(_as_coroutine(coroutine), loop).result(60)

    def all_steps() -> World:
        world = World(intake, intake.actors, run, staff)
        machine = type("Machine", (AnybodyDoesAnything,), {"world": world})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=max(2, STEPS // A_STRETCH + 1),
                stateful_step_count=A_STRETCH,
                phases=[Phase.generate],
                deadline=None,
                suppress_health_check=list(HealthCheck),
                database=None,
                print_blob=True,
            ),
        )
        return world

    world = await asyncio.to_thread(all_steps)

    assert world.wrong == [], world.wrong[0]
    reached = {thing for thing, ids in world.known.items() if ids}
    assert {"pupilId", "supportRequestId", "registrationId", "spellId", "signalId"} <= reached


async def _as_coroutine(awaitable: Awaitable[Any]) -> Any:
    return await awaitable
