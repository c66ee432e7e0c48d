"""Sends what is due: claim, note the attempt, send outside any transaction, note the outcome.

A sender that is killed after the server's 250 and before the outcome is noted makes the mail go
out once more, with the same Message-ID; nothing else repeats a mail.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from samenspel_messaging.scope import Scope
from samenspel_notifications.application.begin_attempt import begin_attempt
from samenspel_notifications.application.ports import Claim, Mailer
from samenspel_notifications.application.record_outcome import record_outcome
from samenspel_notifications.domain.message import Outcome, Result
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.service import JobContext

log = structlog.get_logger(__name__)
Context = JobContext[NotificationsSqlUnitOfWork]
OpenMailer = Callable[[Context], AbstractAsyncContextManager[Mailer]]
NO_ALLIANCE = UUID(int=0)
"""The queue is read for all alliances at once; nothing else is visible then."""
LEASE = timedelta(minutes=2)
"""Longer than the mail server may take (a minute at most), so that nobody sends it meanwhile."""
BATCH = 20
NO_ANSWER = Outcome(Result.TEMPORARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The job; one connection to the mail server carries at most `batch` mails."""

    open_mailer: OpenMailer
    lease: timedelta = LEASE
    batch: int = BATCH

    async def run(self, context: Context) -> int:
        """Send what is due now, at most a batch; gives how many messages were handled."""
        handled = 0
        async with self.open_mailer(context) as mailer:
            while handled < self.batch:
                claim = await self._claim(context)
                if claim is None:
                    break
                handled += 1
                if not await _deliver(claim, mailer, context):
                    break
        return handled

    async def _claim(self, context: Context) -> Claim | None:
        async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
            return await uow.queue.claim(now=context.clock.now(), lease=self.lease)


async def _deliver(claim: Claim, mailer: Mailer, context: Context) -> bool:
    """Handle one message; False if the server gave no answer, so that the others better wait."""
    scope = Scope.begin(claim.alliance_id)
    async with context.transactions(scope) as uow:
        letter = await begin_attempt(
            claim.message_id, lease=claim.lease, uow=uow, clock=context.clock
        )
    if letter is None:
        return True
    outcome = await mailer.send(letter)
    async with context.transactions(scope) as uow:
        noted = await record_outcome(
            letter, outcome, lease=claim.lease, uow=uow, clock=context.clock
        )
    log.info(
        "mail_attempted",
        message=str(claim.message_id),
        result=outcome.result.value,
        smtp_code=outcome.smtp_code,
        noted=noted,
    )
    return outcome != NO_ANSWER
