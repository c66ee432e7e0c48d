"""Makes the letters that were ordered, a few in one transaction with their PDFs.

Whoever dies on the way leaves those letters as they were: the next worker makes them, and it alone.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from samenspel_arrangements.domain.letters.contents import LetterKind
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.gateways.letters.making import NotMade, make_letter
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import reference_of
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

log = structlog.get_logger(__name__)
Context = JobContext[SqlArrangementsUnitOfWork]
NO_ALLIANCE = UUID(int=0)
AT_ONCE = 200
TOGETHER = 20
"""Letters in one transaction."""


async def make_letters(context: Context) -> int:
    """Make what waits, of each alliance at most 200; gives how many are made."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.all_alliances()
    return sum([await _in(alliance_id, context) for alliance_id in alliances])


async def _in(alliance_id: UUID, context: Context) -> int:
    made, tried, together = 0, 0, TOGETHER
    while tried < AT_ONCE:
        try:
            claimed, done = await _make_some(alliance_id, together, context)
        except StaleVersion:
            # Somebody was at one of the TLVs: that letter waits for the next round, alone.
            claimed, done, together = 1, 0, 1
        if claimed == 0:
            break
        tried, made = tried + claimed, made + done
    return made


async def _make_some(alliance_id: UUID, limit: int, context: Context) -> tuple[int, int]:
    """Make a few in one transaction; gives how many were taken up, and how many are made."""
    async with context.transactions(Scope.begin(alliance_id)) as uow:
        letters = await uow.letters.claim(limit=limit)
        made = [letter for letter in letters if await _make(letter, uow, context.clock.now())]
        await _note_in_tlvs(made, uow, context.clock.now())
    return len(letters), len(made)


async def _make(letter: Letter, uow: SqlArrangementsUnitOfWork, now: datetime) -> bool:
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
    letter.made(now)
    uow.letters.save(letter)
    return True


async def _note_in_tlvs(
    made: Sequence[Letter], uow: SqlArrangementsUnitOfWork, now: datetime
) -> None:
    """Strike off, in their TLVs, that letters about what comes next must go out."""
    told = [each.tlv_id for each in made if each.content.kind is LetterKind.TLV_RENEWAL]
    for tlv in await uow.tlvs.find_all([id_ for id_ in told if id_ is not None]):
        tlv.letter_made(at=now)
        uow.tlvs.save(tlv)


MAKE_LETTERS = Job(name="make-letters", every=timedelta(seconds=5), run=make_letters)
