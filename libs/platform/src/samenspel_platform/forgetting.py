"""Deletes who looked at files, when it has been kept for long enough.

Beyond its purpose nothing is kept (AVG, art. 5 lid 1 e). The purpose is that parents see who read
the file, for as long as a complaint about it can matter; five years is what care providers must
keep their logs for (Besluit elektronische gegevensverwerking door zorgaanbieders, art. 5). No law
says it for us, so it is our own choice.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

LOOKS_KEPT = timedelta(days=5 * 366)
"""Five years, and not a day less in any; parents see all that is kept."""
AT_ONCE = 5_000
NO_ALLIANCE = UUID(int=0)
FORGET = text("SELECT forget_looks(:before, :most)")


async def forget_looks(context: JobContext[Any]) -> int:
    """Delete the oldest looks of all alliances whose time is over; gives how many, at most 5,000."""
    asked = {"before": context.clock.now() - LOOKS_KEPT, "most": AT_ONCE}
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        return int(await uow.session.scalar(FORGET, asked) or 0)


FORGET_LOOKS = Job(name="forget-looks", every=timedelta(hours=6), run=forget_looks)
