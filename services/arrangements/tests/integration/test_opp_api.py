"""Integration: a school's plan over the API, the whole way and each refusal on it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.intake import ContactRecordedV1, PupilRecordedV1
from samenspel_kernel.actor import Role
from samenspel_messaging.scope import Scope
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess
from samenspel_testkit.clocks import FixedClock

from .test_api import ACCEPTANCE, GRANT, cases, refused

CONTENT = {
    "promoting": "Leert graag met beelden.",
    "impeding": "Schrikt van geluid.",
    "outflow": "vmbo-bb",
    "substantiation": "Toetsen en wat wij zien.",
    "support": "Elke dag een kwartier voordoen.",
}
HEARING = {
    "on": "2026-09-07",
    "channel": "itself",
    "said": "Ik wil naast Noor zitten.",
    "influence": "Ze zit naast Noor.",
}
TALK = {"on": "2026-09-07", "parentsCame": True}


def opp(case_id: UUID, part: str = "") -> str:
    return cases(case_id, f"/opp{part}")


class Child:
    """A child with an open case, two parents and a school."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.pupil_id, self.case_id = uuid4(), uuid4()
        self.parents = [uuid4(), uuid4()]
        self.holder = world.coordinator()

    @property
    def school(self) -> Any:
        return self.world.somebody(Role.SCHOOL_COORDINATOR, school_id=self.world.school_id)

    @property
    def parent(self) -> Any:
        return self.world.somebody(Role.PARENT, pupil_ids=frozenset({self.pupil_id}))

    async def arrives(self, client_of: Any, *names: str) -> "Child":
        for contact_id, name in zip(self.parents, names, strict=False):
            await self.has_parent(contact_id, name)
        self.case_id = await self.world.offer(pupil_id=self.pupil_id)
        async with client_of(self.holder) as client:
            done = await client.post(cases(self.case_id, "/acceptances"), json=ACCEPTANCE)
        assert done.status_code == 201, done.text
        return self

    async def has_parent(self, contact_id: UUID, name: str, *, authority: bool = True) -> None:
        told = ContactRecordedV1(
            contact_id=contact_id,
            kind="parent",
            pupil_id=self.pupil_id,
            name=name,
            language="nl",
            has_authority=authority,
        )
        await self.world.tell(told, subject=contact_id)


@pytest.fixture
async def child(world: Any, client_of: Any) -> Child:
    return await Child(world).arrives(client_of, "Sam de Wit", "Robin de Wit")


async def send(client: httpx2.AsyncClient, path: str, body: object = None) -> dict[str, Any]:
    answer = await client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def prepare(client: httpx2.AsyncClient, child: Child) -> None:
    await send(client, opp(child.case_id))
    written = await client.put(opp(child.case_id, "/draft"), json=CONTENT)
    assert written.status_code == 200, written.text
    await send(client, opp(child.case_id, "/hearings"), HEARING)
    await send(client, opp(child.case_id, "/talks"), TALK)


def yes(parent_id: UUID | None = None, *, revision: int = 2) -> dict[str, object]:
    of = {"parentId": str(parent_id)} if parent_id else {}
    return {"revision": revision, "isGiven": True, **of}


async def test_a_plan_from_its_beginning_to_its_end(
    child: Child, client_of: Any, clock: FixedClock
) -> None:
    path = opp(child.case_id)
    async with client_of(child.school) as school, client_of(child.parent) as parent:
        await prepare(school, child)
        early = await school.post(f"{path}/establishments")
        await send(parent, f"{path}/consents", yes())
        await send(school, f"{path}/consents", yes(child.parents[1]))
        established = await send(school, f"{path}/establishments")
        await send(school, f"{path}/records", {"done": "begin-recorded"})
        await send(school, f"{path}/records", {"done": "child-told"})
        seen = (await parent.get(path)).json()
        looked_back = await send(
            school,
            f"{path}/evaluations",
            {
                "on": "2026-09-07",
                "talk": TALK,
                "hearing": HEARING,
                "outcome": "stop",
                "note": "Het doel is bereikt.",
                "reason": "goal-reached",
            },
        )
        untold = await school.post(f"{path}/records", json={"done": "end-recorded"})
        await send(school, f"{path}/records", {"done": "child-told"})
        ended = await send(school, f"{path}/records", {"done": "end-recorded"})

    refused(early, 409, "opp.consent-missing")
    assert established["status"] == "in-force"
    assert established["begin"] == "2026-09-07"
    assert seen["versions"][0]["content"]["support"] == CONTENT["support"]
    assert looked_back["status"] == "stopping"
    refused(untold, 409, "opp.child-not-told")
    assert (ended["status"], ended["holder"], ended["end"]) == ("ended", None, "2026-09-07")


async def test_a_no_of_a_parent_makes_the_school_talk(child: Child, client_of: Any) -> None:
    path = opp(child.case_id)
    async with client_of(child.school) as school, client_of(child.parent) as parent:
        await prepare(school, child)
        no = {"revision": 2, "isGiven": False, "reason": "Te zwaar voor haar."}
        withheld = await send(parent, f"{path}/consents", no)
        await send(school, f"{path}/consents", yes(child.parents[1]))
        held_up = await school.post(f"{path}/establishments")
        changed = await school.put(
            f"{path}/draft", json=CONTENT | {"support": "Elke dag vijf minuten."}
        )
        outdated = await parent.post(f"{path}/consents", json=yes())

    assert withheld["draft"]["withheld"] == 1
    refused(held_up, 409, "opp.consent-withheld")
    assert changed.json()["draft"]["answered"] == 0
    refused(outdated, 409, "opp.other-text")


async def test_nobody_answers_for_another_parent(world: Any, client_of: Any) -> None:
    child = await Child(world).arrives(client_of, "Kim de Wit", "Robin de Wit")
    without = uuid4()
    await child.has_parent(without, "Sam de Wit", authority=False)
    path = opp(child.case_id)
    async with client_of(child.school) as school, client_of(child.parent) as parent:
        await prepare(school, child)
        unknown = await parent.post(f"{path}/consents", json=yes())
        no_authority = await school.post(f"{path}/consents", json=yes(without))
        whose = await school.post(f"{path}/consents", json=yes())

    refused(unknown, 409, "opp.parent-not-recognised")
    refused(no_authority, 409, "opp.no-authority")
    assert refused(whose, 400, "input.invalid") == {"parentId": "opp.which-parent"}


async def test_what_is_missing_is_named_field_by_field(child: Child, client_of: Any) -> None:
    path = opp(child.case_id)
    async with client_of(child.school) as school:
        begun = await send(school, path)
        again = await school.post(path)
        empty = await school.post(f"{path}/establishments")
        talk = {"on": "2026-09-07", "parentsCame": False, "triedOn": ["2026-09-01"]}
        no_tries = await school.post(f"{path}/talks", json=talk)
        no_words = await school.post(f"{path}/hearings", json={"on": "2026-09-07"})
        to_come = await school.post(f"{path}/hearings", json=HEARING | {"on": "2026-09-08"})
        numbers = await school.put(f"{path}/draft", json={"support": "BSN 111222333"})

    assert begun["draft"]["missing"] == [
        "promoting",
        "impeding",
        "outflow",
        "substantiation",
        "support",
    ]
    refused(again, 409, "opp.there-already")
    assert set(refused(empty, 400, "input.invalid").values()) == {"opp.field-missing"}
    assert refused(no_tries, 400, "input.invalid") == {
        "triedOn": "opp.try-twice",
        "note": "text.missing",
    }
    assert set(refused(no_words, 400, "input.invalid")) == {"channel", "said", "influence"}
    assert refused(to_come, 400, "input.invalid") == {"on": "opp.not-yet"}
    assert list(refused(numbers, 400, "input.invalid").values()) == ["text.contains-bsn"]


async def test_what_a_school_brings_fills_only_what_is_empty(child: Child, client_of: Any) -> None:
    path = opp(child.case_id)
    async with client_of(child.school) as school:
        await send(school, path)
        await school.put(f"{path}/draft", json={"promoting": "Zelf getypt."})
        brought = await send(school, f"{path}/imports", CONTENT)

    assert brought["draft"]["content"]["promoting"] == "Zelf getypt."
    assert brought["draft"]["missing"] == []


async def test_a_unit_asks_part_b_of_plans_that_begin_after_it(
    world: Any, child: Child, client_of: Any
) -> None:
    gate = f"/arrangements/v1/units/{world.unit_id}/opp-gate"
    async with client_of(world.coordinator()) as unit, client_of(child.school) as school:
        asked = await unit.put(gate, json={"asksPartB": True})
        not_theirs = await unit.put(
            gate.replace(str(world.unit_id), str(uuid4())), json={"asksPartB": True}
        )
        begun = await send(school, opp(child.case_id))

    assert asked.json() == {"unitId": str(world.unit_id), "asksPartB": True}
    assert not_theirs.status_code in (403, 404)
    assert "tried" in begun["draft"]["missing"]


async def test_two_who_write_at_a_time_lose_nothing(child: Child, client_of: Any) -> None:
    path = opp(child.case_id)
    async with client_of(child.school) as school:
        await send(school, path)
        read = (await school.get(path)).headers["etag"]
        first = await school.put(f"{path}/draft", json=CONTENT, headers={"If-Match": read})
        second = await school.put(f"{path}/draft", json=CONTENT, headers={"If-Match": read})

    assert first.status_code == 200
    assert second.status_code == 412


async def test_help_that_was_granted_begins_a_plan_once(
    world: Any, child: Child, client_of: Any
) -> None:
    async with client_of(world.coordinator()) as client:
        help_ = await send(client, cases(child.case_id, "/arrangements"), GRANT)
    granted = ArrangementGrantedV1(
        arrangement_id=UUID(help_["id"]),
        case_id=child.case_id,
        support_request_id=uuid4(),
        pupil_id=child.pupil_id,
        school_id=world.school_id,
        kind="individual",
        starts_on=date(2026, 9, 14),
        planned_end_on=date(2027, 3, 12),
        evaluation_on=date(2027, 2, 12),
    )
    for _ in range(2):
        await world.tell(granted, subject=granted.arrangement_id)
    async with client_of(child.school) as school:
        found = (await school.get(opp(child.case_id))).json()

    assert found["holder"] == {"kind": "school", "id": str(world.school_id)}
    assert found["nextAction"] == {"kind": "establish-opp", "dueOn": "2026-10-19"}


async def test_a_child_that_moves_takes_its_plan_along(
    world: Any, child: Child, client_of: Any
) -> None:
    there = uuid4()
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
    for seq, school_id in ((1, world.school_id), (2, there), (2, there)):
        moved = PupilRecordedV1(
            pupil_id=child.pupil_id,
            given_name="Noor",
            family_name="de Wit",
            birth_date=date(2018, 5, 1),
            school_id=school_id,
        )
        await world.tell(moved, subject=child.pupil_id, seq=seq)
    new_school = world.somebody(Role.SCHOOL_COORDINATOR, school_id=there)
    async with client_of(new_school) as school:
        found = (await school.get(opp(child.case_id))).json()

    assert found["holder"] == {"kind": "school", "id": str(there)}


async def test_a_day_that_passes_tells_of_the_breach_once(
    world: Any, child: Child, client_of: Any, clock: FixedClock, process: ServiceProcess, app: Any
) -> None:
    async with app(Scope.begin(world.alliance_id)) as uow:
        known = await uow.alliances.all()
    assert known == []
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
    async with world.worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    clock.advance(days=60)
    while await look_at_open_items(process.job_context):
        pass
    async with client_of(child.school) as school:
        late = (await school.get(opp(child.case_id))).json()

    assert late["status"] == "drafting"


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.YOUTH_CONSULTANT, Role.PUPIL])
async def test_who_has_no_part_in_it_sees_nothing_of_it(
    role: Role, world: Any, child: Child, client_of: Any
) -> None:
    async with client_of(child.school) as school:
        await send(school, opp(child.case_id))
    somebody = world.somebody(role, pupil_ids=frozenset({child.pupil_id}))
    async with client_of(somebody) as client:
        answer = await client.get(opp(child.case_id))

    assert answer.status_code in (403, 404)


async def test_a_consultation_has_no_plan(world: Any, client_of: Any) -> None:
    child = Child(world)
    child.case_id = await world.offer(pupil_id=child.pupil_id, kind="consultation")
    async with client_of(world.coordinator()) as client:
        await client.post(cases(child.case_id, "/acceptances"), json=ACCEPTANCE)
    async with client_of(child.school) as school:
        refusal = await school.post(opp(child.case_id))

    refused(refusal, 409, "gate.not-asked")
