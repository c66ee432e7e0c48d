"""Integration: letters are ordered, made each exactly once, and read by whom they are for."""

import asyncio
import sys
from io import BytesIO
from pathlib import Path
from signal import SIGKILL
from typing import Any
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from samenspel_arrangements.application.letters.order_letter import order_about, order_letter
from samenspel_arrangements.domain.letters.letter import About, batch_id_of
from samenspel_arrangements.jobs.make_letters import TOGETHER, make_letters
from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_kernel.actor import Actor, Role
from samenspel_messaging.scope import Scope

from ...unit.letters.samples import letters
from ..test_api import ACCEPTANCE, GRANT
from ..test_pages import press, words_of

MAKING = Path(__file__).parent / "making.py"
MEETING = {
    "subject": "Hoe gaat het met lezen?",
    "on": "2026-09-20",
    "time": "14:30",
    "placeName": "De Vuurtoren",
    "placeAddress": "Dijk 2",
}


class Family:
    """A child with an open case."""

    def __init__(self, world: Any, client_of: Any, pupil_id: UUID, case_id: UUID) -> None:
        self.world, self.client_of, self.case_id = world, client_of, case_id
        self.coordinator: Actor = world.coordinator()
        self.pupil_ids = frozenset({pupil_id})

    def somebody(self, role: Role) -> Actor:
        actor: Actor = self.world.somebody(
            role, school_id=self.world.school_id, pupil_ids=self.pupil_ids
        )
        return actor

    def at(self, part: str = "/letters", *, api: bool = True) -> str:
        return f"/arrangements{'/v1' if api else ''}/cases/{self.case_id}{part}"

    async def listed(self, who: Actor) -> list[dict[str, Any]]:
        async with self.client_of(who) as client:
            found: list[dict[str, Any]] = (await client.get(self.at())).json()["items"]
        return found


@pytest.fixture
async def family(world: Any, client_of: Any, worker: Any) -> Family:
    pupil_id = uuid4()
    case_id = await world.offer(pupil_id=pupil_id)
    async with client_of(world.coordinator()) as client:
        await client.post(f"/arrangements/v1/cases/{case_id}/acceptances", json=ACCEPTANCE)
    async with worker(Scope.begin(world.alliance_id)) as uow:
        await uow.alliances.record(world.alliance_id)
    return Family(world, client_of, pupil_id, case_id)


async def test_help_that_is_granted_brings_one_letter_however_often_it_is_told(
    family: Family, process: Any
) -> None:
    async with family.client_of(family.coordinator) as client:
        granted = (await client.post(family.at("/arrangements"), json=GRANT)).json()
    (pupil_id,) = family.pupil_ids
    event = ArrangementGrantedV1(
        arrangement_id=granted["id"],
        case_id=family.case_id,
        support_request_id=uuid4(),
        pupil_id=pupil_id,
        school_id=None,
        kind=granted["kind"],
        starts_on=granted["startsOn"],
        planned_end_on=granted["plannedEndOn"],
        evaluation_on=granted["evaluationOn"],
    )
    await family.world.tell(event, subject=UUID(granted["id"]))
    await family.world.tell_again()
    assert await make_letters(process.job_context) == 1
    assert await make_letters(process.job_context) == 0

    parent = family.somebody(Role.PARENT)
    (letter,) = await family.listed(parent)
    assert letter["kind"] == "help-granted"
    async with family.client_of(parent) as client:
        opened = await client.get(family.at(f"/letters/{letter['id']}/content"))
    assert opened.headers["content-type"] == "application/pdf"
    assert opened.headers["content-disposition"].startswith("attachment; filename=")
    words = " ".join(PdfReader(BytesIO(opened.content)).pages[0].extract_text().split())
    assert "Begeleiding voor dit kind" in words
    assert "samen lezen" in words


async def test_letters_are_for_the_family_and_who_writes_them(family: Family, process: Any) -> None:
    page_at = family.at(api=False)
    async with family.client_of(family.coordinator) as client:
        planned = await client.post(family.at("/meetings"), json=MEETING)
        assert planned.status_code == 201
        (letter,) = await family.listed(family.coordinator)
        content = family.at(f"/letters/{letter['id']}/content")
        assert (await client.get(content)).status_code == 404, "it is not made yet"
        assert "wordt gemaakt" in words_of(await client.get(page_at))
        await make_letters(process.job_context)
        page = await client.get(page_at)
        assert "Uitnodiging voor een gesprek, 7 september 2026" in words_of(page)
        assert "/meetings/new" in page.text
    stranger = family.world.somebody(Role.PARENT, pupil_ids=frozenset({uuid4()}))
    for reader, status in (
        (stranger, 404),
        (family.somebody(Role.TEACHER), 403),
        (family.somebody(Role.PARENT), 200),
        (family.somebody(Role.SCHOOL_COORDINATOR), 200),
    ):
        async with family.client_of(reader) as client:
            assert (await client.get(content)).status_code == status
            assert (await client.get(family.at())).status_code == status
    async with family.client_of(family.somebody(Role.PARENT)) as client:
        assert "/meetings/new" not in (await client.get(page_at)).text
        opened = await client.get(f"{page_at}/{letter['id']}/content")
        assert opened.content.startswith(b"%PDF")


async def a_batch(family: Family, worker: Any, clock: Any, count: int) -> UUID:
    alliance_id = family.world.alliance_id
    batch_id = batch_id_of(alliance_id, "tlv-renewal/2026")
    for _ in ("once", "again"):
        async with worker(Scope.begin(alliance_id)) as uow:
            about = About.case(await uow.cases.get(family.case_id))
            for number in range(count):
                content, key = letters()[5], f"tlv-renewal/{number}"
                at = clock.now()
                await order_about(about, content, key=key, uow=uow, at=at, batch_id=batch_id)
    return batch_id


async def progress(family: Family, worker: Any, batch_id: UUID) -> tuple[int, int, int]:
    async with worker(Scope.begin(family.world.alliance_id)) as uow:
        known = await uow.letter_batches.get(batch_id)
        pdfs = await uow.session.scalar(text("SELECT count(*) FROM letter_pdf"))
    return known.total, known.made, pdfs


@pytest.mark.parametrize("where", ["before-commit@3", "after-commit@3"])
async def test_a_batch_whose_worker_is_killed_is_made_to_its_end_each_letter_once(
    where: str, family: Family, worker: Any, urls: Any, clock: Any, process: Any
) -> None:
    many = 2 * TOGETHER + 5
    batch_id = await a_batch(family, worker, clock, many)
    assert await progress(family, worker, batch_id) == (many, 0, 0)
    dying = await asyncio.create_subprocess_exec(
        sys.executable, MAKING, urls.worker_url, env={"SAMENSPEL_FAILPOINT": where}
    )
    assert await dying.wait() == -SIGKILL

    # the first commit looked for alliances
    made = 2 * TOGETHER if where.startswith("after") else TOGETHER
    assert await progress(family, worker, batch_id) == (many, made, made)
    done = await asyncio.gather(*(make_letters(process.job_context) for _ in range(2)))
    assert sum(done) == many - made
    assert await progress(family, worker, batch_id) == (many, many, many)


async def test_a_letter_that_can_not_be_made_keeps_no_other_from_being_made(
    family: Family, worker: Any, clock: Any, process: Any
) -> None:
    alliance_id = family.world.alliance_id
    async with worker(Scope.begin(alliance_id)) as uow:
        case = await uow.cases.get(family.case_id)
        broken = await order_letter(letters()[0], case=case, key="a", uow=uow, at=clock.now())
        broken.template = 999
        uow.letters.save(broken)
        await order_letter(letters()[1], case=case, key="b", uow=uow, at=clock.now())

    await make_letters(process.job_context)
    made = {each["kind"]: each["madeAt"] for each in await family.listed(family.coordinator)}
    assert made["help-granted"] is None
    assert made["case-closed"] is not None
    async with worker(Scope.begin(alliance_id)) as uow:
        assert (await uow.letters.get(broken.id)).failures == 20


async def test_who_runs_letters_sees_how_far_they_are_and_tries_again_what_failed(
    family: Family, worker: Any, clock: Any, process: Any
) -> None:
    batch_id = await a_batch(family, worker, clock, 2)
    async with worker(Scope.begin(family.world.alliance_id)) as uow:
        (stuck, _) = await uow.letters.of_case(family.case_id)
        stuck.failures = 20
        uow.letters.save(stuck)
    assert await make_letters(process.job_context) == 1
    committee = family.somebody(Role.COMMITTEE)
    batches, restarts = "/arrangements/v1/letter-batches", "/arrangements/v1/letter-restarts"

    async with family.client_of(committee) as client:
        page = await client.get("/arrangements/letter-batches")
        assert "1 van 2" in words_of(page)
        assert "1 brieven zijn niet gemaakt" in words_of(page)
        (seen,) = (await client.get(batches)).json()["items"]
        assert seen["id"] == str(batch_id)
        assert (seen["total"], seen["made"], seen["failed"]) == (2, 1, 1)
        pressed = await press(client, page, "/arrangements/letter-restarts")
        assert pressed.status_code == 303
        assert (await client.post(restarts)).json() == {"restarted": 0}
    assert await make_letters(process.job_context) == 1
    assert await progress(family, worker, batch_id) == (2, 2, 2)

    for role in (Role.PARENT, Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR, Role.DIRECTOR):
        async with family.client_of(family.somebody(role)) as client:
            assert (await client.get(batches)).status_code == 403
            assert (await client.get("/arrangements/letter-batches")).status_code == 403
            assert (await client.post(restarts)).status_code == 403
