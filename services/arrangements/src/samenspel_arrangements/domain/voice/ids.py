"""Ids of voice moments: they follow from the case, and from what they are because of."""

from typing import NewType
from uuid import UUID, uuid5

from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_kernel.ids import CaseId

VoiceId = NewType("VoiceId", UUID)


def voice_id_of(case_id: CaseId, moment: Moment, number: int = 1) -> VoiceId:
    """Give the nth moment of its kind in a case; planned twice, it is the same."""
    return VoiceId(uuid5(case_id, f"voice {moment.value} {number}"))


def voice_id_because(case_id: CaseId, moment: Moment, cause: str) -> VoiceId:
    """Give the moment that something brings about, such as help that ended; told twice, it is one."""
    return VoiceId(uuid5(case_id, f"voice {moment.value} because of {cause}"))
