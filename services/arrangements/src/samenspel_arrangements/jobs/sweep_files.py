"""Removes bytes that no document names: a process died before its commit, or what they were is gone.

It may be done twice, or by several at a time: what is gone is gone.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from samenspel_arrangements.gateways.documents.files import KeptFile
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_messaging.scope import Scope
from samenspel_platform.service import Job, JobContext

Context = JobContext[SqlArrangementsUnitOfWork]
EVERY = timedelta(hours=1)
UNNAMED_FOR = timedelta(days=1)
"""Longer than any request takes: what is put away is named by its commit, or never."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SweepFiles:
    """The job."""

    shelf: Shelf

    async def run(self, context: Context) -> int:
        """Remove what nobody named for a day; gives how many files went."""
        old = await self.shelf.files.put_before(context.clock.now() - UNNAMED_FOR)
        old.sort(key=lambda file: str(file.alliance_id))
        gone = 0
        for _, files in groupby(old, key=lambda file: file.alliance_id):
            of_alliance = list(files)
            for start in range(0, len(of_alliance), AT_ONCE):
                gone += await self._sweep(of_alliance[start : start + AT_ONCE], context)
        return gone

    async def _sweep(self, files: list[KeptFile], context: Context) -> int:
        alliance_id = files[0].alliance_id
        async with context.transactions(Scope.begin(alliance_id)) as uow:
            named = await uow.documents.named([file.id for file in files])
        unnamed = [file for file in files if file.id not in named]
        for file in unnamed:
            await self.shelf.forget(alliance_id, file.id)
        return len(unnamed)


def sweep_files(shelf: Shelf) -> Job[Any]:
    """Give the job."""
    return Job(name="sweep-files", every=EVERY, run=SweepFiles(shelf).run)
