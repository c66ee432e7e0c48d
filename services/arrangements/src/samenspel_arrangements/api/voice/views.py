"""Answers of the API: when a child is heard, and for few what it said."""

from datetime import date
from typing import Self
from uuid import UUID

from samenspel_arrangements.domain.voice.hearing import Audience, Beside, Channel, Moment
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.domain.voice.readers import may_know_of_worry, may_read
from samenspel_kernel.accountability import Holder
from samenspel_kernel.actor import Actor
from samenspel_platform.bodies import UtcDateTime, View


class AnswerView(View):
    """A statement (1-7) and the face (1-5) that the child chose; none where it skipped it."""

    statement: int
    face: int | None


class SaidView(View):
    """What the child said, and how; `answers` are those so far while it is not heard to the end."""

    answers: list[AnswerView]
    drawing: str
    words: str
    channel: Channel | None
    beside: Beside | None
    audience: list[Audience]
    heard_at: UtcDateTime | None

    @classmethod
    def of(cls, voice: VoiceMoment) -> Self:
        """Show it to who may read it."""
        hearing, answers = voice.hearing, voice.answers
        return cls(
            answers=[
                AnswerView(statement=each.value, face=face.value if face else None)
                for each, face in answers.faces
            ],
            drawing=answers.drawing,
            words=answers.words,
            channel=hearing.channel if hearing else None,
            beside=hearing.beside if hearing else None,
            audience=sorted(hearing.audience) if hearing else [],
            heard_at=hearing.heard_at if hearing else None,
        )


class VoiceView(View):
    """A voice moment. `said` is absent for who may not read it.

    `contact_by` is there only for who has to come to a child that does not feel safe; the next
    action and its day are there for who answers for the moment.
    """

    id: UUID
    case_id: UUID
    moment: Moment
    status: str
    said: SaidView | None
    next_action: str | None
    due_on: date | None
    contact_by: date | None

    @classmethod
    def of(cls, voice: VoiceMoment, actor: Actor, case_holder: Holder | None) -> Self:
        """Show it to an actor who may see that it is there."""
        knows = may_know_of_worry(actor, voice, case_holder)
        held = voice.responsibility if knows else None
        worry = voice.worry if knows and voice.worry and voice.worry.visit is None else None
        return cls(
            id=voice.id,
            case_id=voice.case_id,
            moment=voice.moment,
            status=voice.standing.status if knows else _outside(voice),
            said=SaidView.of(voice) if may_read(actor, voice, case_holder) else None,
            next_action=held.next_action.kind if held else None,
            due_on=held.next_action.due_on if held else None,
            contact_by=worry.contact.last_day if worry else None,
        )


class VoicesView(View):
    """All moments of a case, the oldest first."""

    items: list[VoiceView]


def _outside(voice: VoiceMoment) -> str:
    """Give the status as it is told to who must not learn that somebody still has to come."""
    return "closed" if voice.standing.status == "settled" else voice.standing.status
