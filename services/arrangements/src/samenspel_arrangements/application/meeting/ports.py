"""What the use cases of meetings need of the outside."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.documents.ports import Documents
from samenspel_arrangements.application.letters.order_letter import Letters
from samenspel_arrangements.application.perspective.ports import Parents, Terms
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_kernel.ids import CaseId


class Meetings(Protocol):
    """The meetings of one alliance."""

    async def get(self, id_: UUID) -> Meeting:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_case(self, case_id: CaseId) -> Sequence[Meeting]:
        """Load those of a case for change, the newest first."""
        ...

    def save(self, aggregate: Meeting) -> None:
        """Have it written at the end of the unit of work."""
        ...


class MeetingUnitOfWork(Protocol):
    """One transaction with all that a use case of meetings may touch in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def meetings(self) -> Meetings:
        """The meetings."""
        ...

    @property
    def parents(self) -> Parents:
        """The parents."""
        ...

    @property
    def documents(self) -> Documents:
        """The documents."""
        ...

    @property
    def letters(self) -> Letters:
        """The letters."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
