"""Integration: what PostgreSQL itself guards."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from samenspel_contracts.arrangements import CaseDeclinedV1, CaseOpenedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.consumers.cases import CASES
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import HandedOver, HandoverOffered, Submitted
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import PupilRow
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import CaseId, new_id
from samenspel_messaging.scope import Scope

COMMAND = SubmitSupportRequest(
    question=Question(kind=SupportKind.CONSULTATION, text="Sem loopt vast."),
    pupil=RegisterPupil(given_name="Sem"),
)


async def submitted(intake: Any, actor: Actor) -> SupportRequest:
    async with intake.process.transactions(intake.scope) as uow:
        return await submit_support_request(COMMAND, actor=actor, uow=uow, clock=intake.clock)


async def offered(intake: Any, school: Actor, unit: Actor) -> HandoverOffered:
    request = await submitted(intake, school)
    async with intake.process.transactions(intake.scope) as uow:
        request = await offer_handover(
            OfferHandover(support_request_id=request.id), actor=unit, uow=uow, clock=intake.clock
        )
    assert isinstance(request.standing, HandoverOffered)
    return request.standing


async def outbox(intake: Any) -> list[str]:
    async with intake.process.job_context.transactions(intake.scope) as uow:
        rows = await uow.session.execute(text("SELECT type FROM bus.outbox ORDER BY id"))
        return [type_.removeprefix("nl.passend-onderwijs.") for (type_,) in rows]


async def test_what_was_saved_is_read_back_and_told(intake: Any, coordinator: Actor) -> None:
    before = len(await outbox(intake))
    request = await submitted(intake, coordinator)

    async with intake.process.transactions(intake.scope) as uow:
        found = await uow.support_requests.get(request.id)
        pupil = await uow.pupils.get(request.pupil_id)
    assert found.standing == request.standing
    assert found.question == request.question
    assert found.response_term == request.response_term
    assert pupil.completion is not None
    assert sorted((await outbox(intake))[before:]) == [
        "pupil.completion-planned.v1",
        "pupil.recorded.v1",
        "support-request.action-planned.v1",
        "support-request.receipt-confirmed.v1",
        "support-request.submitted.v1",
    ]


async def test_the_events_of_a_request_are_in_order(intake: Any, coordinator: Actor) -> None:
    request = await submitted(intake, coordinator)
    async with intake.process.job_context.transactions(intake.scope) as uow:
        query = text("SELECT type FROM bus.outbox WHERE agg_id = :id ORDER BY agg_seq")
        types = [row.type for row in await uow.session.execute(query, {"id": request.id})]
    assert [type_.split(".")[-2] for type_ in types] == [
        "submitted",
        "receipt-confirmed",
        "action-planned",
    ]


async def test_another_alliance_sees_nothing_even_without_our_own_checks(
    intake: Any, coordinator: Actor
) -> None:
    await submitted(intake, coordinator)
    counts = select(
        select(func.count()).select_from(SupportRequestRow).scalar_subquery(),
        select(func.count()).select_from(PupilRow).scalar_subquery(),
    )
    seen = {}
    for name, scope in (("mine", intake.scope), ("theirs", Scope.begin(uuid4()))):
        async with intake.process.transactions(scope) as uow:
            seen[name] = tuple((await uow.session.execute(counts)).one())
    assert seen == {"mine": (1, 1), "theirs": (0, 0)}


@pytest.mark.parametrize(
    "change",
    [
        "holder_id = NULL",
        "holder_kind = NULL",
        "next_action_due_on = NULL",
        "next_action_kind = NULL, next_action_due_on = NULL",
        "status = 'handed-over'",
        "status = 'something'",
        "status = 'withdrawn', holder_id = NULL, holder_kind = NULL, next_action_kind = NULL,"
        " next_action_due_on = NULL",
    ],
)
async def test_no_statement_can_leave_an_open_request_to_nobody(
    intake: Any, coordinator: Actor, change: str
) -> None:
    await submitted(intake, coordinator)
    with pytest.raises(IntegrityError):
        async with intake.process.job_context.transactions(intake.scope) as uow:
            await uow.session.execute(text(f"UPDATE support_request SET {change}"))


async def test_missing_data_and_who_asks_for_it_cannot_be_parted(
    intake: Any, coordinator: Actor
) -> None:
    await submitted(intake, coordinator)
    for change in ("missing = '{}'", "completion_holder_id = NULL"):
        with pytest.raises(IntegrityError):
            async with intake.process.job_context.transactions(intake.scope) as uow:
                await uow.session.execute(text(f"UPDATE pupil SET {change}"))


async def test_of_two_who_change_it_at_once_one_is_told(intake: Any, coordinator: Actor) -> None:
    request = await submitted(intake, coordinator)

    async def held_by_another(uow: Any) -> None:
        mine = await uow.support_requests.get(request.id)
        mine.standing = Submitted(Holder(HolderKind.PERSON, new_id()), mine.standing.next_action)
        uow.support_requests.save(mine)

    with pytest.raises(StaleVersion):
        async with intake.process.transactions(intake.scope) as slow:
            await held_by_another(slow)
            async with intake.process.transactions(intake.scope) as fast:
                await held_by_another(fast)


def an_envelope(data: EventData, alliance: UUID, at: Any) -> Envelope:
    return Envelope(
        id=uuid4(),
        source="urn:test",
        type=data.type,
        subject=uuid4(),
        time=at,
        alliance=alliance,
        aggseq=1,
        part=0,
        pos=1,
        correlationid=uuid4(),
        data=data.model_dump(mode="json", by_alias=True),
    )


async def deliver(intake: Any, data: EventData) -> None:
    envelope = an_envelope(data, intake.scope.alliance_id, intake.clock.now())
    async with intake.process.job_context.transactions(Scope.caused_by(envelope)) as uow:
        await CASES.handlers[type(data)](data, envelope, uow)


async def only_request(intake: Any) -> SupportRequest:
    async with intake.process.transactions(intake.scope) as uow:
        id_ = (await uow.session.scalars(select(SupportRequestRow.id))).one()
        found: SupportRequest = await uow.support_requests.get(id_)
        return found


async def test_an_opened_case_takes_the_request_over_once(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    standing = await offered(intake, coordinator, unit_coordinator)
    request = await only_request(intake)
    opened = CaseOpenedV1.model_validate(
        {
            "caseId": uuid4(),
            "handoverId": standing.handover.id,
            "supportRequestId": request.id,
            "pupilId": request.pupil_id,
            "holder": {"kind": "person", "id": uuid4()},
            "nextAction": {"kind": "first-talk", "dueOn": "2026-09-21"},
        }
    )
    await deliver(intake, opened)
    await deliver(intake, opened)

    assert (await only_request(intake)).standing == HandedOver(
        standing.handover.id, CaseId(opened.case_id)
    )
    assert (await outbox(intake)).count("support-request.handed-over.v1") == 1


async def test_a_declined_case_gives_the_request_back(
    intake: Any, coordinator: Actor, unit_coordinator: Actor
) -> None:
    standing = await offered(intake, coordinator, unit_coordinator)
    request = await only_request(intake)
    await deliver(
        intake,
        CaseDeclinedV1(
            case_id=uuid4(),
            handover_id=standing.handover.id,
            support_request_id=request.id,
            reason="no-capacity",
        ),
    )
    back = (await only_request(intake)).standing
    assert isinstance(back, Submitted)
    assert (back.next_action.kind, str(back.next_action.due_on)) == ("reassess", "2026-09-14")
    assert back.holder == standing.holder
