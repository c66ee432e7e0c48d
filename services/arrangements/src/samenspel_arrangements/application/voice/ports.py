"""What the use cases of the child's voice need of the outside."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.opp.hear_in_voice import Opps
from samenspel_arrangements.application.perspective.ports import Terms
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_kernel.ids import CaseId


class Voices(Protocol):
    """The voice moments of one alliance."""

    async def find(self, id_: UUID) -> VoiceMoment | None:
        """Load one for change, or None."""
        ...

    async def get(self, id_: UUID) -> VoiceMoment:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_case(self, case_id: CaseId) -> Sequence[VoiceMoment]:
        """Load those of a case for change, the oldest first."""
        ...

    def save(self, aggregate: VoiceMoment) -> None:
        """Have it written at the end of the unit of work."""
        ...


class VoiceUnitOfWork(Protocol):
    """One transaction with all that a use case of the child's voice may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def voices(self) -> Voices:
        """The voice moments."""
        ...

    @property
    def opps(self) -> Opps:
        """The plans that rest on what children say."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
