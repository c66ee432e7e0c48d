"""What asking needs of the outside, beside what every use case has."""

from typing import Protocol

from samenspel_intake.application.families.deciding import KnowsParents
from samenspel_intake.application.ports import Collection, IntakeUnitOfWork
from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.prepared_request import PreparedRequest
from samenspel_kernel.ids import PupilId


class PreparedRequests(Collection[PreparedRequest], Protocol):
    """The alliance's requests in the making."""

    async def earlier(self, pupil_id: PupilId) -> Answers:
        """Give what was last typed for a child, but the question; empty if there is nothing."""
        ...


class AskingUnitOfWork(IntakeUnitOfWork, KnowsParents, Protocol):
    """One transaction with everything that asking may touch in it."""

    @property
    def prepared_requests(self) -> PreparedRequests:
        """The alliance's requests in the making."""
        ...
