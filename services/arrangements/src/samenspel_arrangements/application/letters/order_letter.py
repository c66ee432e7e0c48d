"""Use case: order a letter, alone or in a batch; the same cause never gets a second one."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.letters.contents import TEMPLATES, LetterContent
from samenspel_arrangements.domain.letters.letter import About, Letter, Office, letter_id_of


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

    async def sender_of(self, unit_id: UUID | None) -> str:
        """Say who writes: a unit, else the alliance."""
        ...

    async def office(self) -> Office:
        """Say who decides in the alliance's name, and where one objects."""
        ...

    async def keep_office(self, office: Office) -> None:
        """Keep it from now on; letters that were ordered keep what they say."""
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
) -> Letter:
    """Order a letter about a case; `key` names its cause (`arrangement/<id>`).

    Gives the one that was ordered for this cause before, if there is one. InvalidInput when it
    holds a number that may not be in it.
    """
    return await order_about(About.case(case), content, key=key, uow=uow, at=at)


async def order_about(
    about: About,
    content: LetterContent,
    *,
    key: str,
    uow: LettersUnitOfWork,
    at: datetime,
    batch_id: UUID | None = None,
) -> Letter:
    """Order a letter about a child of which no case needs to be loaded; see `order_letter`."""
    letter = await uow.letters.find(letter_id_of(about.alliance_id, key))
    if letter is None:
        letter = Letter.order(
            about,
            content,
            key=key,
            template=TEMPLATES[content.kind],
            sender=await uow.letters.sender_of(about.unit_id),
            at=at,
            batch_id=batch_id,
        )
        uow.letters.save(letter)
    return letter
