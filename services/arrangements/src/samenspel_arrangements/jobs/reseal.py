"""Seals the keys of documents anew, after the installation got another `DOCUMENT_KEY`.

The bytes of a document stay as they are: only its own key, in its row, is opened by the old key
and sealed by the new one. Batch by batch; whoever is killed half-way has done what is committed,
and who starts again goes on with the rest. Two at a time do no harm.
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.gateways.documents.sealing import Keyring, Unreadable
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions

NO_ALLIANCE = UUID(int=0)
AT_ONCE = 200


class Context(Protocol):
    """What it runs in."""

    @property
    def transactions(self) -> Transactions[SqlArrangementsUnitOfWork]:
        """The service's database."""
        ...


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many keys were sealed anew, and how many no key that we have opens."""

    anew: int
    unreadable: int


async def reseal(context: Context, keyring: Keyring, *, at_once: int = AT_ONCE) -> Resealed:
    """Seal what is not sealed by the newest key, of all alliances."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.all_alliances()
    anew = unreadable = 0
    for alliance_id in alliances:
        after: UUID | None = UUID(int=0)
        while after is not None:
            async with context.transactions(Scope.begin(alliance_id)) as uow:
                batch = await uow.documents.keys_after(after, limit=at_once)
                for id_, sealed in batch:
                    if keyring.is_newest(sealed):
                        continue
                    try:
                        renewed = keyring.renewed(sealed, id_)
                    except Unreadable:
                        unreadable += 1
                        continue
                    anew += await uow.documents.replace_key(id_, sealed, renewed)
                after = batch[-1][0] if batch else None
    return Resealed(anew, unreadable)
