"""Use cases: plan to hear a child, with its case and at later moments."""

from datetime import datetime

from samenspel_arrangements.application.voice.ports import VoiceUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.case_stages import Opened
from samenspel_arrangements.domain.gates.gates import CasePart, gate_of
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import VOICE_AFTERCARE, VOICE_HEAR
from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_arrangements.domain.voice.ids import VoiceId, voice_id_because, voice_id_of
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.domain.voice.standing import Planned
from samenspel_kernel.accountability import Holder
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import CaseId


async def plan_first(
    case_id: CaseId, holder: Holder, *, at: datetime, uow: VoiceUnitOfWork
) -> None:
    """Hear the child when its plan is drafted; the second time changes nothing."""
    case = await uow.cases.get(case_id)
    known = await uow.voices.find(voice_id_of(case_id, Moment.DRAFTING))
    if known is None and gate_of(case.kind).asks(CasePart.VOICE):
        id_ = voice_id_of(case_id, Moment.DRAFTING)
        uow.voices.save(await _planned(id_, case, Moment.DRAFTING, holder, at=at, uow=uow))


async def plan_last(case_id: CaseId, holder: Holder, *, at: datetime, uow: VoiceUnitOfWork) -> None:
    """Hear the child once more 90 days after its case; the second time changes nothing."""
    case = await uow.cases.get(case_id)
    of_kind = [e for e in await uow.voices.of_case(case_id) if e.moment is Moment.AFTERCARE]
    waits = any(isinstance(each.standing, Planned) for each in of_kind)
    if not waits and gate_of(case.kind).asks(CasePart.VOICE):
        id_ = voice_id_of(case_id, Moment.AFTERCARE, len(of_kind) + 1)
        uow.voices.save(await _planned(id_, case, Moment.AFTERCARE, holder, at=at, uow=uow))


async def plan_because(
    case_id: CaseId, moment: Moment, cause: str, *, at: datetime, uow: VoiceUnitOfWork
) -> None:
    """Hear the child because of something that happened in its open case (O6).

    The second time changes nothing, and neither does a cause while a moment of its kind waits: a
    child is asked once.
    """
    case, id_ = await uow.cases.get(case_id), voice_id_because(case_id, moment, cause)
    if not isinstance(case.stage, Opened) or await uow.voices.find(id_) is not None:
        return
    of_kind = [each for each in await uow.voices.of_case(case_id) if each.moment is moment]
    waits = any(isinstance(each.standing, Planned) for each in of_kind)
    if not waits and gate_of(case.kind).asks(CasePart.VOICE):
        holder = case.stage.responsibility.holder
        uow.voices.save(await _planned(id_, case, moment, holder, at=at, uow=uow))


async def stop_all(case_id: CaseId, *, at: datetime, uow: VoiceUnitOfWork) -> None:
    """Ask nothing any more: the child died."""
    for voice in await uow.voices.of_case(case_id):
        voice.stop(at=at)
        uow.voices.save(voice)


async def plan_moment(
    case_id: CaseId, moment: Moment, *, actor: Actor, uow: VoiceUnitOfWork, clock: Clock
) -> VoiceMoment:
    """Plan to hear the child at another moment; RuleViolation while one of that kind waits."""
    case = await uow.cases.get(case_id)
    require(actor, Action.WORK_ON_VOICE, case)
    gate_of(case.kind).require(CasePart.VOICE)
    of_kind = [each for each in await uow.voices.of_case(case_id) if each.moment is moment]
    if any(isinstance(each.standing, Planned) for each in of_kind):
        raise RuleViolation("voice.already-planned")
    if (holder := case.holder) is None:
        raise RuleViolation("case.not-open")
    id_ = voice_id_of(case_id, moment, len(of_kind) + 1)
    made = await _planned(id_, case, moment, holder, at=clock.now(), uow=uow)
    uow.voices.save(made)
    return made


async def follow_holder(
    case_id: CaseId, holder: Holder, *, at: datetime, uow: VoiceUnitOfWork
) -> None:
    """Have who holds the case hear its child."""
    for voice in await uow.voices.of_case(case_id):
        if voice.holder not in (None, holder):
            voice.follow(holder, at=at)
            uow.voices.save(voice)


async def _planned(
    id_: VoiceId,
    case: Case,
    moment: Moment,
    holder: Holder,
    *,
    at: datetime,
    uow: VoiceUnitOfWork,
) -> VoiceMoment:
    rule = VOICE_AFTERCARE if moment is Moment.AFTERCARE else VOICE_HEAR
    return VoiceMoment.plan_for(
        id_,
        alliance_id=case.alliance_id,
        unit_id=case.unit_id,
        case_id=case.id,
        support_request_id=case.support_request_id,
        pupil_id=case.pupil_id,
        school_id=case.school_id,
        moment=moment,
        holder=holder,
        hear=await uow.terms.begin(rule, dutch_date(at)),
        at=at,
    )
