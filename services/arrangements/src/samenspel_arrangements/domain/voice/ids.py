"""Ids of voice moments: the first of each moment of a case follows from the case."""

from typing import NewType
from uuid import UUID, uuid5

from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_kernel.ids import CaseId

VoiceId = NewType("VoiceId", UUID)


def voice_id_of(case_id: CaseId, moment: Moment, number: int = 1) -> VoiceId:
    """Give the nth moment of its kind in a case; planned twice, it is the same."""
    return VoiceId(uuid5(case_id, f"voice {moment.value} {number}"))
