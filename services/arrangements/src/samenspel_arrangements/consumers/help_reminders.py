"""Brings what is late in granted help to who holds the case; asks whether the help helped."""

from collections.abc import Mapping

from samenspel_arrangements.application.help.groups import end_membership
from samenspel_arrangements.application.help.questions import (
    ask_about_help,
    withdraw_questions,
)
from samenspel_arrangements.application.help.remind_holder import TO_DO, remind_holder
from samenspel_arrangements.application.help.sessions import drop_sessions
from samenspel_arrangements.domain.case import ActionKind
from samenspel_arrangements.domain.help.course import EndReason
from samenspel_arrangements.domain.help.question import Moment
from samenspel_arrangements.domain.help.session import Planned
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_courses import (
    ArrangementEndedV1,
    ArrangementMidwayReachedV1,
    ArrangementOverdueV1,
)
from samenspel_contracts.help_sessions import HelpSessionLeftUnrecordedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.ids import ArrangementId
from samenspel_messaging.consumers import Handler


async def on_overdue(
    event: ArrangementOverdueV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """A day passed without its beginning, its evaluation or a decision."""
    await remind_holder(event.case_id, TO_DO[event.what], at=envelope.time, uow=uow)


async def on_left_unrecorded(
    event: HelpSessionLeftUnrecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Nobody said in time whether a session was given; nothing where somebody did meanwhile."""
    session = await uow.sessions.get(event.session_id)
    if not (isinstance(session.standing, Planned) and session.is_told):
        return
    kind = ActionKind.RECORD_SESSIONS
    await remind_holder(event.case_id, kind, at=envelope.time, uow=uow)


async def on_ended(
    event: ArrangementEndedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """The help is over: nothing is given any more, and people are asked once; not after a death."""
    arrangement_id, reason = ArrangementId(event.arrangement_id), EndReason(event.reason)
    await drop_sessions(arrangement_id, reason, event.ended_on, uow=uow)
    await end_membership(arrangement_id, event.ended_on, uow=uow)
    if reason is EndReason.DIED:
        await withdraw_questions(arrangement_id, at=envelope.time, uow=uow)
    else:
        await ask_about_help(arrangement_id, Moment.END, at=envelope.time, uow=uow)


async def on_midway(
    event: ArrangementMidwayReachedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """It goes on for some weeks: ask those concerned."""
    await ask_about_help(event.arrangement_id, Moment.MIDWAY, at=envelope.time, uow=uow)


REMINDER_HANDLERS: Mapping[type[EventData], Handler] = {
    ArrangementOverdueV1: on_overdue,
    HelpSessionLeftUnrecordedV1: on_left_unrecorded,
    ArrangementEndedV1: on_ended,
    ArrangementMidwayReachedV1: on_midway,
}
