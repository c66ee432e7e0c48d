"""Integration: a child died; nothing about it stays open, and no letter is made any more."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.jobs.make_letters import make_letters
from samenspel_contracts.arrangements import ArrangementGrantedV1, CaseOpenedV1
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.spells import SpellClosedV1
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import CaseId, PupilId
from samenspel_messaging.scope import Scope

from ..unit import tlv_world as tlvs
from .letters.test_letters import MEETING
from .test_api import GRANT, cases
from .test_closing import an_open_case, post

BY = ["registration", "spell", "holder"]


class Child:
    """A child with everything open that there can be."""

    def __init__(self, world: Any, client_of: Any, clock: Any) -> None:
        self.world, self.client_of, self.clock = world, client_of, clock
        self.pupil_id = uuid4()
        self.case_id: UUID
        self.holder: Any

    async def arrives(self) -> None:
        self.case_id, self.holder = await an_open_case(
            self.world, self.client_of, self.clock, pupil_id=self.pupil_id
        )
        async with self.world.worker(Scope.begin(self.world.alliance_id)) as uow:
            await uow.alliances.record(self.world.alliance_id)
            case = await uow.cases.get(self.case_id)
            tlv = tlvs.received()
            tlv.id, tlv.alliance_id = TlvId(uuid4()), self.world.alliance_id
            tlv.pupil_id, tlv.case_id = PupilId(self.pupil_id), CaseId(self.case_id)
            uow.tlvs.save(tlv)
        event = {
            "case_id": self.case_id,
            "support_request_id": case.support_request_id,
            "pupil_id": self.pupil_id,
            "school_id": None,
        }
        held = {"holder": {"kind": "person", "id": str(self.holder.person_id)}}
        action = {"next_action": {"kind": "contact-family", "dueOn": "2026-09-21"}}
        opened = CaseOpenedV1.model_validate(
            {**event, "handover_id": case.handover_id, **held, **action}
        )
        await self.world.tell(opened, subject=self.case_id)
        async with self.client_of(self.holder) as client:
            granted = await client.post(
                cases(self.case_id, "/arrangements"), json={**GRANT, "amountCents": 900_00}
            )
            assert granted.status_code == 201, granted.text
            await self.invite(client)
            sought = {"kind": "sbo", "whyNotRegular": "Ook met hulp raakt zij overprikkeld."}
            placed = await client.post(cases(self.case_id, "/placements"), json=sought)
            assert placed.status_code == 201, placed.text
        told = granted.json()
        help_ = ArrangementGrantedV1(
            **event,
            arrangement_id=told["id"],
            kind=told["kind"],
            starts_on=told["startsOn"],
            planned_end_on=told["plannedEndOn"],
            evaluation_on=told["evaluationOn"],
        )
        await self.world.tell(help_, subject=UUID(told["id"]))

    async def invite(self, client: Any) -> int:
        url = cases(self.case_id, "/meetings")
        status: int = (await client.post(url, json=MEETING)).status_code
        return status

    async def dies(self, told_by: str) -> None:
        item = uuid4()
        died = {"pupil_id": self.pupil_id, "outcome": "died"}
        if told_by == "registration":
            registration = RegistrationClosedV1.model_validate({"registration_id": item, **died})
            await self.world.tell(registration, subject=item)
        elif told_by == "spell":
            await self.world.tell(
                SpellClosedV1.model_validate({"spell_id": item, **died}), subject=item
            )
        else:
            async with self.client_of(self.holder) as client:
                assert (await post(client, self.case_id, "deaths")).status_code == 201
        closed = CaseClosedV1.model_validate(
            {"case_id": self.case_id, "support_request_id": uuid4(), **died}
        )
        await self.world.tell(closed, subject=self.case_id, seq=9)

    async def open(self) -> set[str]:
        """Give the tables that have something open about the child."""
        found = set()
        async with self.world.worker(Scope.begin(self.world.alliance_id)) as uow:
            for items in uow.open_items:
                row: Any = items.row_type
                mark = row.holder_id if hasattr(row, "holder_id") else row.next_look_on
                query = select(row.id).where(mark.is_not(None))
                if (await uow.session.scalars(query)).first() is not None:
                    found.add(row.__tablename__)
        return found


@pytest.fixture
async def child(world: Any, client_of: Any, clock: Any) -> Child:
    made = Child(world, client_of, clock)
    await made.arrives()
    return made


@pytest.mark.parametrize("told_by", BY)
async def test_a_death_closes_everything_about_the_child(child: Child, told_by: str) -> None:
    before = await child.open()
    assert {"support_case", "tlv", "money_request", "opp", "voice_moment", "placement"} <= before, (
        before
    )

    await child.dies(told_by)
    await child.dies("registration")

    assert await child.open() == set()


@pytest.mark.parametrize("told_by", BY)
async def test_no_letter_is_made_after_a_death(child: Child, process: Any, told_by: str) -> None:
    await child.dies(told_by)
    await child.world.tell_again()

    assert await make_letters(process.job_context) == 0

    async with child.client_of(child.holder) as client:
        letters = (await client.get(cases(child.case_id, "/letters"))).json()["items"]
        page = await client.get(f"/arrangements/cases/{child.case_id}/letters")
        assert await child.invite(client) == 409
    assert len(letters) == 2
    assert all(one["withdrawnAt"] and not one["madeAt"] for one in letters)
    assert page.text.count("(niet gemaakt)") == 2


async def test_help_that_is_told_late_begins_nothing_any_more(child: Child, process: Any) -> None:
    """The event of the grant is read after that of the death."""
    async with child.world.worker(Scope.begin(child.world.alliance_id)) as uow:
        await uow.session.execute(text("DELETE FROM letter"))
    granted = child.world.last_told
    await child.dies("holder")

    child.world.last_told = granted
    await child.world.tell_again()

    assert await make_letters(process.job_context) == 0
    assert await child.open() == set()


async def test_what_was_made_stays_readable(child: Child, process: Any) -> None:
    assert await make_letters(process.job_context) == 2

    await child.dies("holder")

    parent = child.world.somebody(Role.PARENT, pupil_ids=frozenset({child.pupil_id}))
    async with child.client_of(parent) as client:
        letters = (await client.get(cases(child.case_id, "/letters"))).json()["items"]
        for one in letters:
            url = cases(child.case_id, f"/letters/{one['id']}/content")
            assert (await client.get(url)).status_code == 200
    assert [one["withdrawnAt"] for one in letters] == [None, None]
