"""What the use cases of registrations need beside what all need."""

from datetime import datetime
from typing import Protocol

from samenspel_intake.application.families.deciding import KnowsParents
from samenspel_intake.application.ports import Collection, IntakeUnitOfWork
from samenspel_intake.domain.ids import DocumentId, RegistrationId
from samenspel_intake.domain.registration.registration import Registration
from samenspel_kernel.ids import PersonId, SupportRequestId


class RegistrationPapers(Protocol):
    """Where papers lie, and which requests go with a registration."""

    async def add(
        self, registration_id: RegistrationId, lies_at: str, *, by: PersonId, at: datetime
    ) -> DocumentId:
        """Keep where a paper lies; gives by what it is referred to."""
        ...

    async def link(
        self,
        registration_id: RegistrationId,
        request_id: SupportRequestId,
        *,
        by: PersonId,
        at: datetime,
    ) -> None:
        """Have a request go with a registration."""
        ...


class RegistrationUnitOfWork(IntakeUnitOfWork, KnowsParents, Protocol):
    """One transaction with everything that these use cases may touch."""

    @property
    def registrations(self) -> Collection[Registration]:
        """The alliance's registrations."""
        ...

    @property
    def registration_papers(self) -> RegistrationPapers:
        """Where papers lie."""
        ...
