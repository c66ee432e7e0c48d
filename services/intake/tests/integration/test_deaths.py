"""Integration: a child died, whoever told it; nothing about it stays open in intake."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.spells import SpellClosedV1
from samenspel_intake.consumers.deaths import DEATHS
from samenspel_kernel.actor import Actor
from samenspel_messaging.scope import Scope

from .test_api import submitted
from .test_out_of_education_api import reported
from .test_registrations import registered
from .test_shares import a_family, a_partner, asked
from .test_storage import an_envelope

TABLES = ("registration", "out_of_education_spell", "share_grant", "support_request")


def closed(pupil_id: UUID, outcome: str = "died") -> list[EventData]:
    about: dict[str, Any] = {"pupil_id": pupil_id, "outcome": outcome}
    return [
        RegistrationClosedV1(registration_id=uuid4(), **about),
        SpellClosedV1(spell_id=uuid4(), **about),
        CaseClosedV1(case_id=uuid4(), support_request_id=uuid4(), **about),
    ]


async def hear(intake: Any, event: EventData) -> None:
    envelope: Envelope = an_envelope(event, intake.scope.alliance_id, intake.clock.now())
    async with intake.process.job_context.transactions(Scope.caused_by(envelope)) as uow:
        await DEATHS.handlers[type(event)](event, envelope, uow)


async def still_open(intake: Any) -> set[str]:
    async with intake.process.transactions(intake.scope) as uow:
        return {
            table
            for table in TABLES
            if await uow.session.scalar(
                text(f"SELECT count(*) FROM {table} WHERE next_action_due_on IS NOT NULL")
            )
        }


@pytest.mark.parametrize("how", [0, 1, 2], ids=["registration", "spell", "case"])
async def test_a_death_closes_all_that_waits_for_the_child(
    intake: Any, coordinator: Actor, how: int
) -> None:
    partner, _ = await a_partner(intake)
    async with intake.client(coordinator) as school:
        pupil, _ = await a_family(intake, school)
        known = {"pupil": None, "pupilId": str(pupil)}
        await asked(intake, school, pupil, partner)
        await registered(school, **known)
        await reported(school, **known)
        await submitted(school, **known)
    await hear(intake, closed(pupil, "other")[how])
    assert await still_open(intake) == set(TABLES)

    await hear(intake, closed(pupil)[how])
    await hear(intake, closed(pupil)[how])

    assert await still_open(intake) == set()


async def test_what_waits_for_another_child_goes_on(intake: Any, coordinator: Actor) -> None:
    async with intake.client(coordinator) as school:
        pupil, _ = await a_family(intake, school)
        other = await submitted(school)

        await hear(intake, closed(pupil)[2])

        shown = await school.get(f"/intake/v1/support-requests/{other['id']}")
    assert shown.json()["nextAction"]["kind"] == "assess"
