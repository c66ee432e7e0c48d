"""Arrangements' events of hearing: children, parents at meetings, and what was asked about help."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_questions import HelpQuestionAnsweredV1, HelpQuestionAskedV1
from samenspel_contracts.meetings import MeetingHeldV1, MeetingOpenedV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.voices import (
    VoiceClosedV1,
    VoiceFedBackV1,
    VoiceHeardV1,
    VoiceInfluenceNotedV1,
    VoiceOpenedV1,
    VoiceWaivedV1,
)
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork


async def on_voice_opened(
    event: VoiceOpenedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """A child is to be heard, by a day."""
    await uow.kept.change_voice(
        event.voice_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        moment=event.moment,
        hear_by=event.term.last_day if event.term else None,
    )


async def on_heard(event: VoiceHeardV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """It was heard."""
    await uow.kept.change_voice(event.voice_id, heard=True)


async def on_waived(event: VoiceWaivedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """It was not heard, for a reason that lies with it."""
    await uow.kept.change_voice(event.voice_id, waived=True)


async def on_influence(
    event: VoiceInfluenceNotedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """What changed by it is written down."""
    await uow.kept.change_voice(event.voice_id, influence_noted=True)


async def on_fed_back(event: VoiceFedBackV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """It heard what came of it."""
    await uow.kept.change_voice(event.voice_id, fed_back=True)


async def on_voice_closed(
    event: VoiceClosedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Nothing is to be done any more."""
    await uow.kept.change_voice(event.voice_id, ended_as=event.outcome)


async def on_meeting_opened(
    event: MeetingOpenedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """People are to meet about a child."""
    await uow.kept.change_meeting(
        event.meeting_id, case_id=event.case_id, unit_id=envelope.unit, school_id=event.school_id
    )


async def on_meeting_held(
    event: MeetingHeldV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """They met; so many parents came or declined, and so many papers were late for them."""
    await uow.kept.change_meeting(
        event.meeting_id,
        held_on=event.day,
        parents_invited=event.parents_invited,
        parents_present=event.parents_present,
        parents_declined=event.parents_declined,
        papers=event.papers,
        papers_late=event.papers_late,
    )


async def on_asked(
    event: HelpQuestionAskedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """A teacher or parent is asked about help."""
    await uow.kept.change_answer(
        event.question_id,
        case_id=event.case_id,
        unit_id=envelope.unit,
        school_id=event.school_id,
        moment=event.moment,
        party=event.party,
    )


async def on_answered(
    event: HelpQuestionAnsweredV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """It answered."""
    await uow.kept.change_answer(
        event.question_id,
        answered_on=event.answered_on,
        helped_in_class=event.helped_in_class,
        helps_child=event.helps_child,
        is_heard=event.is_heard,
        is_clear=event.is_clear,
    )


HEARING_HANDLERS: Mapping[type[EventData], Handler] = {
    VoiceOpenedV1: on_voice_opened,
    VoiceHeardV1: on_heard,
    VoiceWaivedV1: on_waived,
    VoiceInfluenceNotedV1: on_influence,
    VoiceFedBackV1: on_fed_back,
    VoiceClosedV1: on_voice_closed,
    MeetingOpenedV1: on_meeting_opened,
    MeetingHeldV1: on_meeting_held,
    HelpQuestionAskedV1: on_asked,
    HelpQuestionAnsweredV1: on_answered,
}
