"""Sends the codes that were asked for, and forgets what is over."""

from collections.abc import Sequence
from datetime import timedelta

from samenspel_intake.application.log_in_by_mail import send_code
from samenspel_intake.domain.log_in_code import LogInCode
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Home = tuple[AllianceId, PersonId]
Context = JobContext[SqlIntakeUnitOfWork]
BATCH = 20
KEPT = timedelta(days=1)
"""How long a code that is over, and a count of tries, is kept."""


async def send_codes(context: Context) -> int:
    """Send what was asked for, each code in a transaction of the alliance that knows the address."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        codes = await uow.log_in_codes.unsent(at=context.clock.now(), limit=BATCH)
        homes = {code.id: await uow.log_in_keys.led_to(code.address) for code in codes}
    for code in codes:
        await _send(code, homes[code.id], context)
    return len(codes)


async def _send(code: LogInCode, homes: Sequence[Home], context: Context) -> None:
    for alliance_id, person_id in homes:
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            if await send_code(code, person_id, uow=uow, clock=context.clock):
                return
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        await uow.log_in_codes.claim(code.id)  # it is for nobody


async def forget_codes(context: Context) -> int:
    """Delete what nobody can use any more."""
    before = context.clock.now() - KEPT
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        await uow.challenges.forget(before=before)
        await uow.tries.forget(before=before)
        await uow.log_in_codes.forget(before=before)
    return 0


SEND_CODES = Job(name="send-codes", every=timedelta(seconds=1), run=send_codes)
FORGET_CODES = Job(name="forget-codes", every=timedelta(hours=1), run=forget_codes)
