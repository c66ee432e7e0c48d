"""Voice moments to test with."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from samenspel_arrangements.domain.voice.answers import Answers, Face, Statement
from samenspel_arrangements.domain.voice.hearing import (
    Audience,
    Beside,
    Channel,
    Hearing,
    Influence,
    Moment,
)
from samenspel_arrangements.domain.voice.ids import voice_id_of
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.ids import CaseId, PersonId, PupilId, SupportRequestId
from samenspel_kernel.term import Term

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
CASE = CaseId(UUID(int=3))
HOLDER = Holder(HolderKind.PERSON, UUID(int=5))
BY = PersonId(UUID(int=5))


def term(rule: str, days: int, *, start: date = TODAY) -> Term:
    return Term(rule, 1, start, start + timedelta(days=days))


CONTACT, FEED_BACK = term("voice-contact", 2), term("voice-feedback", 14)


def a_voice(moment: Moment = Moment.DRAFTING) -> VoiceMoment:
    return VoiceMoment.plan_for(
        voice_id_of(CASE, moment),
        alliance_id=UUID(int=1),
        unit_id=UUID(int=2),
        case_id=CASE,
        support_request_id=SupportRequestId(UUID(int=4)),
        pupil_id=PupilId(UUID(int=6)),
        school_id=None,
        moment=moment,
        holder=HOLDER,
        hear=term("voice-hear", 28),
        at=NOW,
    )


def answers(**faces: int) -> Answers:
    given = dict.fromkeys(Statement, Face.GOOD) | {
        Statement[name]: Face(face) for name, face in faces.items()
    }
    made = Answers()
    for statement, face in given.items():
        made = made.with_face(statement, face)
    return made


def a_hearing(
    said: Answers | None = None, *, audience: frozenset[Audience] = frozenset()
) -> Hearing:
    return Hearing(
        answers=said or answers(),
        channel=Channel.ITSELF,
        beside=Beside.NOBODY,
        audience=audience,
        heard_by=BY,
        heard_at=NOW,
    )


def an_influence() -> Influence:
    return Influence(changed=True, what="Een vaste plek vooraan.", noted_at=NOW)


def a_heard_one() -> VoiceMoment:
    voice = a_voice()
    voice.hear(a_hearing(), feed_back=FEED_BACK, at=NOW)
    voice.take_events()
    return voice
