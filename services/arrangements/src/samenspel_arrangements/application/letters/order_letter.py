"""Use case: order a letter, or a batch of them; the same cause never gets a second one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.letters.contents import TEMPLATES, LetterContent
from samenspel_arrangements.domain.letters.letter import NAMESPACE, Letter, letter_id_of


class Letters(Protocol):
    """The letters of one alliance."""

    async def find(self, id_: UUID) -> Letter | None:
        """Load one for change, or None."""
        ...

    def save(self, aggregate: Letter) -> None:
        """Have it written at the end of the unit of work."""
        ...

    async def child(self, pupil_id: UUID) -> str:
        """Name a child as letters do."""
        ...

    async def sender_of(self, case: Case) -> str:
        """Say who writes about a case: its unit, else the alliance."""
        ...


class LettersUnitOfWork(Protocol):
    """One transaction with the letters."""

    @property
    def letters(self) -> Letters:
        """The letters."""
        ...


async def order_letter(
    content: LetterContent,
    *,
    case: Case,
    key: str,
    uow: LettersUnitOfWork,
    at: datetime,
    batch_id: UUID | None = None,
) -> Letter:
    """Order a letter about a case; `key` names its cause (`arrangement/<id>`).

    Gives the one that was ordered for this cause before, if there is one. InvalidInput when it
    holds a number that may not be in it.
    """
    letter = await uow.letters.find(letter_id_of(case.alliance_id, key))
    if letter is None:
        letter = Letter.order(
            case,
            content,
            key=key,
            template=TEMPLATES[content.kind],
            sender=await uow.letters.sender_of(case),
            at=at,
            batch_id=batch_id,
        )
        uow.letters.save(letter)
    return letter


async def order_batch(
    name: str,
    letters: Iterable[tuple[Case, LetterContent]],
    *,
    alliance_id: UUID,
    uow: LettersUnitOfWork,
    at: datetime,
) -> UUID:
    """Order a letter for each of these cases, under a name (`tlv-renewal/2026`); gives its id.

    Ordered again, after a kill or by two people, each case still has one letter of that name.
    """
    batch_id = uuid5(NAMESPACE, f"{alliance_id}/batch/{name}")
    for case, content in letters:
        key = f"{name}/{case.id}"
        await order_letter(content, case=case, key=key, uow=uow, at=at, batch_id=batch_id)
    return batch_id
