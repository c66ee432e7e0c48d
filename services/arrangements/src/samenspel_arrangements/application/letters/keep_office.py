"""Use case: say who writes decisions for the alliance, and where one objects to them by letter."""

from samenspel_arrangements.application.letters.order_letter import LettersUnitOfWork
from samenspel_arrangements.domain.letters.letter import Office
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_kernel.actor import Actor


async def keep_office(office: Office, *, actor: Actor, uow: LettersUnitOfWork) -> Office:
    """Have letters say so from now on."""
    POLICY.require_somewhere(actor, Action.KEEP_LETTER_OFFICE)
    await uow.letters.keep_office(office)
    return office
