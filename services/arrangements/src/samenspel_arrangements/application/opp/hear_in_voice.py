"""Use case: what a child said at a moment of its own counts for its plan; nobody asks it twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from samenspel_arrangements.domain.opp.heard_in_voice import hearing_in, waits
from samenspel_arrangements.domain.opp.hearing import Heard, Hearing
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.standing import Adjusting, Drafting
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId


class Voices(Protocol):
    """The moments of children of one alliance."""

    async def of_case(self, case_id: CaseId) -> Sequence[VoiceMoment]:
        """Load those of a case, the oldest first."""
        ...


class Opps(Protocol):
    """The plans of one alliance."""

    async def of_case(self, case_id: CaseId) -> Opp | None:
        """Load that of a case for change; None where it has none."""
        ...

    def save(self, aggregate: Opp) -> None:
        """Have it written at the end of the unit of work."""
        ...


async def hear_draft_in_voice(opp: Opp | None, voices: Voices, opps: Opps, *, at: datetime) -> None:
    """Take over into a plan that is being written how the child was heard at its own moment."""
    if opp is None or not isinstance(opp.standing, Drafting | Adjusting):
        return
    moments = await voices.of_case(opp.case_id)
    heard = hearing_in(moments, opp.moment, used=opp.heard_at, today=dutch_date(at))
    if heard is not None and heard != opp.draft.hearing:
        opp.hear_in_voice(heard, at=at)
        opps.save(opp)


async def hearing_for_evaluation(
    opp: Opp, typed: Hearing | None, voices: Voices, *, at: datetime
) -> Hearing:
    """Give how the child was heard when its plan is evaluated: as typed, else at its own moment."""
    if typed is not None:
        await require_why_here(opp, typed, voices)
        return typed
    found = hearing_in(
        await voices.of_case(opp.case_id), opp.moment, used=opp.heard_at, today=dutch_date(at)
    )
    if found is None:
        asked = ("channel", "said", "influence")
        raise InvalidInput(*(FieldError(name, "text.missing") for name in asked))
    return found


async def require_why_here(opp: Opp, hearing: Hearing, voices: Voices) -> None:
    """Refuse to ask a child here without a reason while a moment of its own waits."""
    if not isinstance(hearing, Heard) or hearing.why_here.strip():
        return
    if waits(await voices.of_case(opp.case_id), opp.moment) is not None:
        raise InvalidInput(FieldError("why_here", "opp.voice-waits"))
