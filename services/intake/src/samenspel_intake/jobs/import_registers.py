"""Takes over the registers that administrators confirmed; each in a transaction of its own."""

from datetime import timedelta

from samenspel_intake.application.schools.take_register import take_register
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlIntakeUnitOfWork]


async def import_registers(context: Context) -> int:
    """Take over at most one register of each alliance; gives how many."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = [alliance.id for alliance in await uow.alliances.all()]
    return sum([await _import_of(alliance_id, context) for alliance_id in alliances])


async def _import_of(alliance_id: AllianceId, context: Context) -> int:
    try:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            waiting = await uow.register_imports.next_to_do()
            if waiting is None or waiting.brought is None:
                return 0
            taken = await take_register(
                waiting.brought.locations,
                untold=waiting.brought.untold,
                closures=waiting.closures,
                alliance_id=alliance_id,
                uow=uow,
                clock=context.clock,
            )
            await uow.register_imports.done(waiting.id, taken, at=context.clock.now())
    except StaleVersion:
        return 0  # somebody changed a pupil meanwhile; the next round begins anew
    return 1


IMPORT_REGISTERS = Job(name="import-registers", every=timedelta(seconds=10), run=import_registers)
