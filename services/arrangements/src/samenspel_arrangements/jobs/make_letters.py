"""Makes the letters that were ordered, each in one transaction with its PDF.

Whoever dies on the way leaves the letter as it was: the next worker makes it, and it alone.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog

from samenspel_arrangements.gateways.letters.making import NotMade, make_letter
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import reference_of
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

log = structlog.get_logger(__name__)
Context = JobContext[SqlArrangementsUnitOfWork]
NO_ALLIANCE = UUID(int=0)
AT_ONCE = 50


async def make_letters(context: Context) -> int:
    """Make what waits, of each alliance at most 50; gives how many are made."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.all_alliances()
    return sum([await _in(alliance_id, context) for alliance_id in alliances])


async def _in(alliance_id: UUID, context: Context) -> int:
    made = 0
    for _ in range(AT_ONCE):
        try:
            done = await _make_one(alliance_id, context)
        except StaleVersion:
            continue  # another worker was at it
        if done is None:
            break
        made += done
    return made


async def _make_one(alliance_id: UUID, context: Context) -> bool | None:
    """Make one; False if it could not be made, None if there is none."""
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        letter = await uow.letters.claim()
        if letter is None:
            return None
        try:
            pdf = await asyncio.to_thread(
                make_letter,
                letter.content,
                template=letter.template,
                dated=letter.dated,
                reference=reference_of(letter.id),
                sender=letter.sender,
            )
        except NotMade:
            log.error("letter_not_made", letter=str(letter.id), kind=letter.content.kind)
            letter.failed()
            uow.letters.save(letter)
            return False
        uow.letters.keep_pdf(letter, pdf)
        letter.made(context.clock.now())
        uow.letters.save(letter)
    return True


MAKE_LETTERS = Job(name="make-letters", every=timedelta(seconds=5), run=make_letters)
