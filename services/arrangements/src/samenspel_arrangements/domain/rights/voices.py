"""Who may do what with the voice of a child; what it said is read by fewer (`domain.voice.readers`)."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_BESIDE = (Action.SEE_VOICE, Action.SPEAK)
_COLLEAGUE = (*_BESIDE, Action.WORK_ON_VOICE)

VOICES: Mapping[Role, tuple[Action, ...]] = {
    Role.PUPIL: (*_BESIDE, Action.SHARE_VOICE),
    Role.PARENT: _BESIDE,
    Role.TEACHER: _BESIDE,
    Role.SCHOOL_COORDINATOR: _BESIDE,
    Role.UNIT_COORDINATOR: _COLLEAGUE,
    Role.ADMINISTRATOR: _COLLEAGUE,
}
