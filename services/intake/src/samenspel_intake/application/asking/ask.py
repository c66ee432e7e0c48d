"""Use case: a school fills in the form at once, and sends it or shows it to the parents."""

from collections.abc import Mapping
from dataclasses import dataclass

from samenspel_intake.application.asking.ports import AskingUnitOfWork
from samenspel_intake.application.asking.prepare_request import (
    PrepareRequest,
    prepare_request,
    send,
    show,
)
from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.fields import Field
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.parents_voice import NotShown
from samenspel_intake.domain.asking.prepared_request import PreparedRequest
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked; `parents` is why they can't read it first, or None when they will."""

    kind: RequestKind
    answers: Mapping[Field, str]
    pupil: PupilId | RegisterPupil | None = None
    parents: NotShown | None = None


async def ask(
    command: Ask, *, actor: Actor, uow: AskingUnitOfWork, clock: Clock
) -> PreparedRequest | SupportRequest:
    """Send it, if it is about no child or parents can't read it; else show it to them.

    InvalidInput names every wrong field at once.
    """
    gate = GATES[command.kind]
    begin = PrepareRequest(kind=command.kind, answers=command.answers, pupil=command.pupil)
    try:
        prepared = await prepare_request(begin, actor=actor, uow=uow, clock=clock)
    except InvalidInput as why:
        empty = Answers.of(dict(command.answers)).missing(gate)
        missing = (FieldError(field.value, "field.missing") for field in empty)
        raise InvalidInput(*why.errors, *missing) from None
    if gate.is_about_a_child and command.parents is None:
        show(prepared, at=clock.now())
        uow.prepared_requests.save(prepared)
        return prepared
    if gate.is_about_a_child and command.parents is not None:
        prepared.not_shown(command.parents)
    return await send(prepared, actor=actor, uow=uow, clock=clock)
