"""Integration: the watchdog finds what is nobody's, and offers come back that nobody answers."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from prometheus_client import REGISTRY
from sqlalchemy import text

from samenspel_contracts.arrangements import CaseOpenedV1
from samenspel_intake.application.expire_handover import expire_handover
from samenspel_intake.domain.standing import HandedOver, HandoverOffered, Submitted
from samenspel_intake.jobs.expire_handovers import expire_handovers
from samenspel_intake.jobs.return_to_desks import return_to_desks
from samenspel_intake.jobs.watch_items import watch_items
from samenspel_intake.persistence.watchdog import ViolationKind, find_violations
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import CaseId, SupportRequestId
from samenspel_messaging.scope import Scope

from .conftest import an_actor
from .desks import a_request, offered, read, works_here
from .test_storage import deliver, outbox


async def found(intake: Any) -> list[ViolationKind]:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        violations = await find_violations(
            uow.session, intake.scope.alliance_id, intake.clock.now()
        )
    return [violation.kind for violation in violations]


async def held_by(intake: Any, id_: SupportRequestId, holder: Holder) -> None:
    async with intake.process.transactions(intake.scope) as uow:
        request = await uow.support_requests.get(id_)
        request.reassign(holder, at=intake.clock.now())
        uow.support_requests.save(request)


def metric(kind: ViolationKind) -> float | None:
    labels = {"service": "intake", "kind": kind.value}
    return REGISTRY.get_sample_value("samenspel_watchdog_findings", labels)


async def test_a_healthy_desk_has_no_findings(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    await offered(intake, id_, unit_coordinator)
    await watch_items(intake.process.job_context)
    assert await found(intake) == []
    assert {kind: metric(kind) for kind in ViolationKind} == dict.fromkeys(ViolationKind, 0)


async def test_who_may_not_act_any_more_holds_nothing_unseen(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    person = await works_here(intake, unit_coordinator)
    await held_by(intake, id_, Holder(HolderKind.PERSON, person.id))
    assert await found(intake) == []

    async with intake.process.transactions(intake.scope) as uow:
        leaver = await uow.people.get(person.id)
        leaver.take_away(person.grants[0].id, at=intake.clock.now())
        uow.people.save(leaver)

    assert await found(intake) == [ViolationKind.HOLDER_GONE]
    await watch_items(intake.process.job_context)
    assert metric(ViolationKind.HOLDER_GONE) == 1


async def test_a_unit_that_is_not_there_holds_nothing_unseen(
    intake: Any, coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    await held_by(intake, id_, Holder(HolderKind.UNIT_DESK, uuid4()))
    assert await found(intake) == [ViolationKind.HOLDER_GONE]


async def test_a_day_that_passed_long_ago_is_a_finding_and_of_another_alliance_none(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    await offered(intake, id_, unit_coordinator)
    intake.clock.advance(timedelta(days=60))

    assert sorted(await found(intake)) == [
        ViolationKind.HANDOVER_LATE,
        ViolationKind.OVERDUE,
        ViolationKind.OVERDUE,
    ]
    other = uuid4()
    async with intake.process.job_context.transactions(Scope.begin(other)) as uow:
        assert await find_violations(uow.session, other, intake.clock.now()) == []


async def test_an_offer_that_nobody_answered_comes_back_once(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    standing = (await offered(intake, id_, unit_coordinator)).standing
    assert isinstance(standing, HandoverOffered)
    context = intake.process.job_context

    intake.clock.advance(timedelta(days=7))  # Monday the 14th, the last day
    assert await expire_handovers(context) == 0
    intake.clock.advance(timedelta(days=1))
    assert await expire_handovers(context) == 1
    assert await expire_handovers(context) == 0
    async with context.transactions(intake.scope) as uow:
        await expire_handover(id_, uow=uow, clock=intake.clock)

    back = (await read(intake, id_)).standing
    assert isinstance(back, Submitted)
    assert (back.holder, back.next_action.kind) == (standing.holder, "reassess")
    assert back.expired == standing.handover.id
    assert (await outbox(intake)).count("support-request.handover-returned.v1") == 1
    async with context.transactions(intake.scope) as uow:
        data = await uow.session.scalar(
            text("SELECT data FROM bus.outbox WHERE type LIKE '%handover-returned.v1'")
        )
    assert data["answer"] == "expired"


async def test_an_acceptance_that_crossed_the_expiry_wins(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    standing = (await offered(intake, id_, unit_coordinator)).standing
    assert isinstance(standing, HandoverOffered)
    intake.clock.advance(timedelta(days=8))
    await expire_handovers(intake.process.job_context)
    request = await read(intake, id_)

    opened = CaseOpenedV1.model_validate(
        {
            "caseId": uuid4(),
            "handoverId": standing.handover.id,
            "supportRequestId": id_,
            "pupilId": request.pupil_id,
            "holder": {"kind": "person", "id": uuid4()},
            "nextAction": {"kind": "first-talk", "dueOn": "2026-09-21"},
        }
    )
    for _ in range(2):
        await deliver(intake, opened)

    now = (await read(intake, id_)).standing
    assert now == HandedOver(standing.handover.id, CaseId(opened.case_id))


async def test_the_last_role_of_who_holds_work_ends_only_with_the_work(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    person = await works_here(intake, unit_coordinator)
    await held_by(intake, id_, Holder(HolderKind.PERSON, person.id))
    url = f"/intake/v1/people/{person.id}/grants/{person.grants[0].id}"
    async with intake.client(an_actor(Role.ADMINISTRATOR)) as client:
        page = await client.get(f"/intake/access/people/{person.id}")
        assert f"/intake/desk/leavers/{person.id}" in page.text
        refused = await client.delete(url)
        assert (refused.status_code, refused.json()["code"]) == (409, "grant.holds-work")
        assert (await client.delete(f"{url}?work=to-desk")).status_code == 204
    assert (await read(intake, id_)).holder == desk(
        unit_id=unit_coordinator.unit_id, alliance_id=intake.scope.alliance_id
    )
    assert await found(intake) == []


async def test_what_a_role_left_behind_that_ended_unseen_goes_to_the_desk(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    id_ = await a_request(intake, coordinator)
    person = await works_here(intake, unit_coordinator)
    await held_by(intake, id_, Holder(HolderKind.PERSON, person.id))
    async with intake.process.transactions(intake.scope) as uow:
        leaver = await uow.people.get(person.id)
        leaver.take_away(person.grants[0].id, at=intake.clock.now())
        uow.people.save(leaver)

    assert await return_to_desks(intake.process.job_context) == 1
    assert await return_to_desks(intake.process.job_context) == 0
    assert (await read(intake, id_)).holder == desk(
        unit_id=unit_coordinator.unit_id, alliance_id=intake.scope.alliance_id
    )
