"""Who may read and answer a signal: its desk, or the desk that it is offered to."""

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.signal.signal import Signal
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.errors import NotFound


def desk_of(actor: Actor) -> tuple[Deed, Holder] | None:
    """Give the desk that somebody answers signals for, and by which right."""
    for deed, kind, id_ in (
        (Deed.ANSWER_FAMILY, HolderKind.FAMILY_DESK, actor.alliance_id),
        (Deed.ANSWER_SIGNAL, HolderKind.UNIT_DESK, actor.unit_id),
        (Deed.ANSWER_SIGNAL, HolderKind.ALLIANCE_DESK, actor.alliance_id),
    ):
        if id_ is not None and POLICY.may_somewhere(actor, deed):
            return deed, Holder(kind, id_)
    return None


def may_answer(actor: Actor, signal: Signal) -> bool:
    """Tell whether it came to somebody's desk."""
    deed = Deed.ANSWER_FAMILY if signal.is_confidential else Deed.ANSWER_SIGNAL
    place = Relations(alliance_id=signal.alliance_id, unit_id=signal.unit_id)
    return POLICY.may(actor, deed, place)


def is_offered(actor: Actor, signal: Signal) -> bool:
    """Tell whether it is offered to somebody's desk."""
    held, desk = signal.responsibility, desk_of(actor)
    same = signal.alliance_id == actor.alliance_id
    offer = held.offer if held is not None else None
    return same and offer is not None and desk is not None and offer.to == desk[1]


def require_answer(actor: Actor, signal: Signal) -> None:
    """Refuse with NotFound whoever's desk it did not come to."""
    if not may_answer(actor, signal):
        raise NotFound


def require_reading(actor: Actor, signal: Signal) -> None:
    """Refuse with NotFound whoever neither answers it nor is asked to."""
    if not may_answer(actor, signal) and not is_offered(actor, signal):
        raise NotFound
