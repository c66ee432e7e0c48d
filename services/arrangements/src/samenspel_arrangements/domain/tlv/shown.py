"""What of a TLV is for whose eyes: a decision that was made known, one's own advice, or all."""

from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.domain.tlv.advice import ExpertAdvice
from samenspel_arrangements.domain.tlv.decision import AnyDecision, Grant, NoDecision, Refusal
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Deciding,
    Declined,
    Divided,
    Ended,
    Expired,
    Granted,
    InAdvice,
    RefusalIntended,
)
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.actor import Actor


def decision_for(tlv: Tlv, actor: Actor) -> AnyDecision:
    """Give the decision, once it was made known; before, to who handles it alone."""
    match tlv.standing:
        case Granted(grant=grant) | Expired(grant=grant):
            return grant
        case Declined(decision=decision) | Ended(decision=decision):
            return decision
        case Decided(decision=decision) if may(actor, Action.HANDLE_TLV, tlv):
            return decision
        case _:
            return NoDecision()


def advices_for(tlv: Tlv, actor: Actor) -> tuple[ExpertAdvice, ...]:
    """Give the advices that the actor may read: all, or an expert's own."""
    advices = _advices(tlv)
    if may(actor, Action.READ_ADVICES, tlv):
        return advices
    return tuple(each for each in advices if each.expert.person_id == actor.person_id)


def _advices(tlv: Tlv) -> tuple[ExpertAdvice, ...]:
    match tlv.standing:
        case InAdvice(advices=advices):
            return advices
        case Divided(pair=pair) | Deciding(pair=pair) | RefusalIntended(pair=pair):
            return (pair.first, pair.second)
        case Granted(grant=grant) | Expired(grant=grant):
            return _pair_of(grant)
        case Decided(decision=decision) | Declined(decision=decision) | Ended(decision=decision):
            return _pair_of(decision)
        case _:
            return ()


def _pair_of(decision: AnyDecision) -> tuple[ExpertAdvice, ...]:
    if isinstance(decision, Grant | Refusal):
        return (decision.pair.first, decision.pair.second)
    return ()
