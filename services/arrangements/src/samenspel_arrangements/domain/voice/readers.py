"""Who reads what a child said: the child, who hears it, and whom the child lets."""

from samenspel_arrangements.domain.voice.hearing import Audience
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role

LET = {Role.PARENT: Audience.PARENTS, Role.TEACHER: Audience.TEACHER}


def may_read(actor: Actor, voice: VoiceMoment, case_holder: Holder | None) -> bool:
    """Tell whether somebody who may see that there is a moment may read what the child said.

    Who holds the case hears the child and acts on it. Parents and teacher read it when the child
    lets them; nobody else does, whatever its role.
    """
    if actor.role is Role.PUPIL:
        return voice.pupil_id in actor.pupil_ids
    if _holds(actor, voice, case_holder):
        return True
    return LET.get(actor.role) in voice.audience


def may_know_of_worry(actor: Actor, voice: VoiceMoment, case_holder: Holder | None) -> bool:
    """Tell whether somebody learns that the child does not feel safe: who comes to it, alone.

    Not parents and teacher, whatever they may read: the worry may be about them.
    """
    return _holds(actor, voice, case_holder)


def _holds(actor: Actor, voice: VoiceMoment, case_holder: Holder | None) -> bool:
    """Tell whether an actor answers for it: in person, or as one of the desk that does."""
    own = {Holder(HolderKind.PERSON, actor.person_id)}
    if actor.role is Role.UNIT_COORDINATOR and actor.unit_id is not None:
        own.add(Holder(HolderKind.UNIT_DESK, actor.unit_id))
    if actor.role is Role.ADMINISTRATOR:
        own.add(Holder(HolderKind.ALLIANCE_DESK, actor.alliance_id))
    return voice.holder in own or case_holder in own
