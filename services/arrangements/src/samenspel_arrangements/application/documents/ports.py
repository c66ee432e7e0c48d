"""What the use cases of documents need of the outside."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.documents.document import Document
from samenspel_kernel.term import Term


class Documents(Protocol):
    """The documents of one alliance."""

    async def get(self, id_: UUID) -> Document:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_case(self, case_id: UUID) -> Sequence[Document]:
        """Load all of a case, the last added first."""
        ...

    def save(self, aggregate: Document) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Terms(Protocol):
    """The rule records of one alliance."""

    async def begin(self, rule: str, on: date) -> Term:
        """Compute a term that starts on a day."""
        ...


class DocumentsUnitOfWork(Protocol):
    """One transaction with what these use cases may touch."""

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def documents(self) -> Documents:
        """The documents."""
        ...
