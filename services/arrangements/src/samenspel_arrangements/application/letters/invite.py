"""Use case: invite a family to a meeting by letter."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.letters.order_letter import Letters, order_letter
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.letters.contents import MeetingInvitation, Place
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.domain.policies import require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import new_id

MAX_LINE = 200
MAX_SUBJECT = 1000


class InvitingUnitOfWork(Protocol):
    """One transaction with what inviting may touch."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def letters(self) -> Letters:
        """The letters."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteFamily:
    """In which case, what the letter says; `time` reads `14:30`."""

    case_id: UUID
    subject: str
    on: date
    time: str
    with_whom: str
    place_name: str
    place_address: str


async def invite_family(
    command: InviteFamily, *, actor: Actor, uow: InvitingUnitOfWork, clock: Clock
) -> Letter:
    """Order the invitation to a day from tomorrow on, in an open case."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.ORDER_LETTER, case)
    _ = case.opened
    lines = {name: getattr(command, name) for name in ("with_whom", "place_name", "place_address")}
    wrong = [
        text_error("subject", command.subject, max_length=MAX_SUBJECT),
        *(text_error(name, text, max_length=MAX_LINE) for name, text in lines.items()),
    ]
    if command.on <= dutch_date(clock.now()):
        wrong.append(FieldError("on", "letter.day-past"))
    if errors := [error for error in wrong if error]:
        raise InvalidInput(*errors)
    content = MeetingInvitation(
        child=await uow.letters.child(case.pupil_id),
        subject=command.subject,
        on=command.on,
        time=command.time,
        with_whom=command.with_whom,
        place=Place(name=command.place_name, address=command.place_address),
    )
    key = f"invitation/{new_id()}"
    return await order_letter(content, case=case, key=key, uow=uow, at=clock.now())
