"""Sessions of help as events: codes and days."""

from samenspel_arrangements.domain.help.session import (
    SessionCalledOff,
    SessionGiven,
    SessionLeftUnrecorded,
    SessionMissed,
    SessionMoved,
)
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.help_sessions import (
    HelpSessionCalledOffV1,
    HelpSessionGivenV1,
    HelpSessionLeftUnrecordedV1,
    HelpSessionMissedV1,
    HelpSessionMovedV1,
)
from samenspel_contracts.registry import EventData


@to_contract.register
def _(event: SessionGiven) -> EventData:
    session = event.session
    return HelpSessionGivenV1(
        session_id=session.id,
        arrangement_id=session.arrangement_id,
        case_id=session.case_id,
        support_request_id=session.support_request_id,
        pupil_id=session.pupil_id,
        school_id=session.school_id,
        given_on=session.on,
    )


@to_contract.register
def _(event: SessionMissed) -> EventData:
    session = event.session
    return HelpSessionMissedV1(
        session_id=session.id,
        arrangement_id=session.arrangement_id,
        case_id=session.case_id,
        support_request_id=session.support_request_id,
        planned_on=session.on,
        reason=event.reason.value,
    )


@to_contract.register
def _(event: SessionLeftUnrecorded) -> EventData:
    session = event.session
    return HelpSessionLeftUnrecordedV1(
        session_id=session.id,
        arrangement_id=session.arrangement_id,
        case_id=session.case_id,
        support_request_id=session.support_request_id,
        planned_on=session.on,
        last_day=session.record.last_day,
        noticed_on=event.noticed_on,
    )


@to_contract.register
def _(event: SessionMoved) -> EventData:
    session, move = event.session, event.move
    return HelpSessionMovedV1(
        session_id=session.id,
        arrangement_id=session.arrangement_id,
        case_id=session.case_id,
        support_request_id=session.support_request_id,
        planned_on=move.was_on,
        moved_to=session.on,
        reason=move.reason.value if move.reason else None,
    )


@to_contract.register
def _(event: SessionCalledOff) -> EventData:
    session, said = event.session, event.standing
    return HelpSessionCalledOffV1(
        session_id=session.id,
        arrangement_id=session.arrangement_id,
        case_id=session.case_id,
        support_request_id=session.support_request_id,
        planned_on=session.on,
        reason=said.reason.value,
        instead_on=said.instead_on,
    )
