"""Use case: have letters made after all that could not be made."""

from collections.abc import Sequence
from typing import Protocol

from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.domain.policies import POLICY
from samenspel_kernel.actor import Actor

AT_MOST = 500
"""Letters that are started again at a time."""


class StuckLetters(Protocol):
    """The letters of one alliance that wait for a person."""

    async def stuck(self, *, limit: int) -> Sequence[Letter]:
        """Load them for change, the longest waiting first."""
        ...

    def save(self, aggregate: Letter) -> None:
        """Have it written at the end of the unit of work."""
        ...


class RestartingUnitOfWork(Protocol):
    """One transaction with the letters."""

    @property
    def letters(self) -> StuckLetters:
        """The letters."""
        ...


async def restart_letters(*, actor: Actor, uow: RestartingUnitOfWork) -> int:
    """Try them again; gives how many. What is made stays made, each letter once."""
    POLICY.require_somewhere(actor, Action.RUN_LETTERS)
    stuck = await uow.letters.stuck(limit=AT_MOST)
    for letter in stuck:
        letter.try_again()
        uow.letters.save(letter)
    return len(stuck)
