"""Keeps "Mijn werk": every event that says who holds an item and what is next.

Each item is written by the events of one aggregate alone, so that the order between aggregates
makes no difference.
"""

from collections.abc import Mapping

from samenspel_contracts.arrangements import (
    ArrangementGrantedV1,
    CaseActionPlannedV1,
    CaseDeclinedV1,
    CaseOfferedV1,
    CaseOfferWithdrawnV1,
    CaseOpenedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    PupilCompletedV1,
    PupilCompletionPlannedV1,
    PupilRecordedV1,
    SchoolRecordedV1,
    SupportRequestActionPlannedV1,
    SupportRequestHandedOverV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestHandoverReturnedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.accountability import desk
from samenspel_messaging.consumers import Consumer, Handler
from samenspel_messaging.rebuild import Projection
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.consumers.accountable import action_of, holder_of
from samenspel_notifications.consumers.asking import WORK_HANDLERS
from samenspel_notifications.consumers.cases import CASE_HANDLERS
from samenspel_notifications.consumers.help_questions import HELP_QUESTION_HANDLERS
from samenspel_notifications.consumers.new_items import answer_of, item_of
from samenspel_notifications.consumers.open_items import OPEN_ITEM_HANDLERS
from samenspel_notifications.consumers.registrations import REGISTRATION_HANDLERS
from samenspel_notifications.consumers.stand_ins import STAND_IN_HANDLERS
from samenspel_notifications.consumers.transfers import TRANSFER_HANDLERS
from samenspel_notifications.domain.work_items import ItemKind


async def on_submitted(
    event: SupportRequestSubmittedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """A request is new at its desk."""
    await uow.work.put(item_of(event, envelope, ItemKind.SUPPORT_REQUEST, event.support_request_id))


async def on_request_goes_on(
    event: SupportRequestActionPlannedV1
    | SupportRequestHandoverOfferedV1
    | SupportRequestHandoverReturnedV1,
    envelope: Envelope,
    uow: WorkUnitOfWork,
) -> None:
    """Something else is next in a request, also while a handover is on offer."""
    await uow.work.plan(
        event.support_request_id,
        ItemKind.SUPPORT_REQUEST,
        holder=holder_of(event.holder),
        action=action_of(event.next_action),
        unit_id=envelope.unit,
        at=envelope.time,
    )


async def on_request_ended(
    event: SupportRequestHandedOverV1 | SupportRequestWithdrawnV1,
    envelope: Envelope,
    uow: WorkUnitOfWork,
) -> None:
    """Nothing is to be done for the request; its case, if there is one, has a line of its own."""
    await uow.work.remove(event.support_request_id)
    if isinstance(event, SupportRequestWithdrawnV1) and event.handover_id is not None:
        await uow.work.remove(event.handover_id)


async def on_case_offered(event: CaseOfferedV1, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """The desk of those who grant help must answer, while the sender stays responsible."""
    item = answer_of(
        desk(unit_id=envelope.unit, alliance_id=envelope.alliance),
        envelope,
        ItemKind.HANDOVER,
        event.case_id,
        by=event.answer_by,
        unit_id=envelope.unit,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
    )
    await uow.work.put(item)


async def on_case_opened(event: CaseOpenedV1, envelope: Envelope, uow: WorkUnitOfWork) -> None:
    """A person holds the case."""
    await uow.work.put(item_of(event, envelope, ItemKind.CASE, event.case_id))


async def on_case_action_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Something else is next in the case, or somebody else holds it."""
    await uow.work.plan(
        event.case_id,
        ItemKind.CASE,
        holder=holder_of(event.holder),
        action=action_of(event.next_action),
        unit_id=envelope.unit,
        at=envelope.time,
    )


async def on_case_not_opened(
    event: CaseDeclinedV1 | CaseOfferWithdrawnV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """No answer is awaited any more."""
    await uow.work.remove(event.case_id)


async def on_arrangement_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Help has an end; nothing ends in silence."""
    await uow.work.put_ending(
        event.arrangement_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        ends_on=event.planned_end_on,
        at=envelope.time,
    )


async def on_pupil_completion_planned(
    event: PupilCompletionPlannedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Something about a child must be asked for."""
    await uow.work.put(item_of(event, envelope, ItemKind.PUPIL, event.pupil_id))


async def on_pupil_completed(
    event: PupilCompletedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """All is known of the child that must be."""
    await uow.work.remove(event.pupil_id)


async def on_pupil_recorded(
    event: PupilRecordedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Know the child by the name that it is called by, and at which school all of it is seen."""
    await uow.work.know_pupil(event.pupil_id, event.given_name, school_id=event.school_id)


async def on_school_recorded(
    event: SchoolRecordedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Know the school by its name."""
    await uow.work.name_school(event.school_id, event.name)


HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestSubmittedV1: on_submitted,
    SupportRequestActionPlannedV1: on_request_goes_on,
    SupportRequestHandoverOfferedV1: on_request_goes_on,
    SupportRequestHandoverReturnedV1: on_request_goes_on,
    SupportRequestHandedOverV1: on_request_ended,
    SupportRequestWithdrawnV1: on_request_ended,
    CaseOfferedV1: on_case_offered,
    CaseOpenedV1: on_case_opened,
    CaseActionPlannedV1: on_case_action_planned,
    CaseDeclinedV1: on_case_not_opened,
    CaseOfferWithdrawnV1: on_case_not_opened,
    ArrangementGrantedV1: on_arrangement_granted,
    PupilCompletionPlannedV1: on_pupil_completion_planned,
    PupilCompletedV1: on_pupil_completed,
    PupilRecordedV1: on_pupil_recorded,
    SchoolRecordedV1: on_school_recorded,
    **OPEN_ITEM_HANDLERS,
    **CASE_HANDLERS,
    **HELP_QUESTION_HANDLERS,
    **WORK_HANDLERS,
    **TRANSFER_HANDLERS,
    **STAND_IN_HANDLERS,
    **REGISTRATION_HANDLERS,
}
WORK = Consumer(name="work", handlers=HANDLERS)
PROJECTIONS = (
    Projection(consumer=WORK, tables=("work_item", "work_pupil", "work_school", "work_stand_in")),
)
"""The work list can be made anew from the logs."""
