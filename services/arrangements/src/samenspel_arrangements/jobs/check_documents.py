"""Looks at documents that came in: for viruses, and for numbers in pictures.

Of a plan it keeps what it read of pictures: the school takes its words over from it.

Until that is done nobody opens them; a scanner that can't be reached keeps them waiting.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from samenspel_arrangements.domain.documents.document import DocumentKind
from samenspel_arrangements.domain.documents.version import Checking, Refused
from samenspel_arrangements.gateways.documents.scanner import ScannerLost
from samenspel_arrangements.gateways.documents.sealing import Unreadable
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.errors import NotFound, StaleVersion
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

log = structlog.get_logger(__name__)
Context = JobContext[SqlArrangementsUnitOfWork]
NO_ALLIANCE = UUID(int=0)
EVERY = timedelta(seconds=5)
BATCH = 10


@dataclass(frozen=True, slots=True)
class CheckDocuments:
    """The job; it holds no transaction while a machine looks."""

    shelf: Shelf

    async def run(self, context: Context) -> int:
        """Look at what waits, of all alliances; gives how many versions are done."""
        async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
            alliances = await uow.all_alliances()
        return sum([await self._in(alliance_id, context) for alliance_id in alliances])

    async def _in(self, alliance_id: UUID, context: Context) -> int:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            waiting = await uow.documents.to_check(limit=BATCH)
        done = 0
        for document_id, number in waiting:
            try:
                done += await self._look_at(alliance_id, document_id, number, context)
            except ScannerLost:
                log.warning("scanner_lost")
                break
            except Unreadable:
                log.error("document_unreadable", document=str(document_id))
            except (StaleVersion, NotFound):
                continue  # somebody was at it; the next round looks again
        return done

    async def _look_at(
        self, alliance_id: UUID, document_id: UUID, number: int, context: Context
    ) -> int:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            document = await uow.documents.get(document_id)
            version = document.version(number)
        if version.key is None or not isinstance(version.check, Checking):
            return 0
        is_plan = document.kind is DocumentKind.PLAN
        looked = await self.shelf.look_at(alliance_id, version, keeps_text=is_plan)
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            document = await uow.documents.get(document_id)
            document.record_check(number, looked.check, text=looked.text)
            uow.documents.save(document)
        if isinstance(looked.check, Refused):
            await self.shelf.forget(alliance_id, version.id)
        return 1


def check_documents(shelf: Shelf) -> Job[Any]:
    """Give the job."""
    return Job(name="check-documents", every=EVERY, run=CheckDocuments(shelf).run)
