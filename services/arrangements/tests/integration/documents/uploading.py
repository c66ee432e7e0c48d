"""A process that adds one document and is killed on the way, by SAMENSPEL_FAILPOINT."""

import asyncio
import sys
from uuid import UUID, uuid4

from samenspel_arrangements.application.documents.add_document import AddDocument, add_document
from samenspel_arrangements.domain.documents.document import DocumentKind
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.settings import Settings
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_kernel.ids import AllianceId, CaseId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of


async def main(database: str, files: str, key: str, alliance: str, case: str, unit: str) -> None:
    """Add it."""
    shelf = Settings.model_validate({"documents_url": files, "document_key": key}).shelf
    assert shelf is not None
    actor = Actor(
        person_id=PersonId(uuid4()),
        alliance_id=AllianceId(UUID(alliance)),
        role=Role.UNIT_COORDINATOR,
        unit_id=UUID(unit),
    )
    taken = await shelf.take(actor.alliance_id, b"Beste school")
    command = AddDocument(
        case_id=CaseId(UUID(case)),
        kind=DocumentKind.REPORT,
        title="Verslag",
        file_name="a.txt",
        taken=taken,
    )
    engine = create_engine(database, pool_size=1)
    transactions = Transactions(sessions_of(engine), SqlArrangementsUnitOfWork, Wakeup())
    async with transactions(Scope.begin(actor.alliance_id)) as uow:
        await add_document(command, actor=actor, uow=uow, clock=SystemClock())


asyncio.run(main(*sys.argv[1:]))
