"""Pages: who is invited for a child; one is invited, invited once more, or not any more."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.invite import Invite, invite, invite_again, withdraw_invitation
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.invitation import INVITED_ROLES, InvitationId
from samenspel_intake.domain.policies import POLICY, Deed, Subject, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.visitor import secrets_of
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form, read_form
from samenspel_platform.letter_secrets import Purpose
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "invitations.html"


class InvitationForm(BaseModel):
    """Whom to write to, and as what."""

    role: Role
    name: str = ""
    email: str | None = None
    language: str = "nl"

    def command(self, pupil_id: UUID, also: Iterable[UUID]) -> Invite:
        """Give the command for a pupil, and others of its household."""
        details = ContactDetails(name=self.name, email=self.email, language=self.language)
        pupil_ids = frozenset(PupilId(id_) for id_ in (pupil_id, *also))
        return Invite(pupil_ids=pupil_ids, role=self.role, details=details)


@router.get("/pupils/{pupil_id}/invitations")
async def show(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show who is invited, and ask whom to invite."""
    return pages.render(request, TEMPLATE, **await _context(edge, pupil_id))


@router.post("/pupils/{pupil_id}/invitations")
async def send(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Have an invitation sent."""
    typed = await read_form(request)
    path = f"/intake/pupils/{pupil_id}/invitations"
    secret_of = partial(secrets_of(request).secret, Purpose.INVITATION)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = wanted.command(pupil_id, _chosen(typed))
        await invite(command, actor=edge.actor, uow=uow, clock=edge.clock, secret_of=secret_of)
        return path

    try:
        wanted = InvitationForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(edge, pupil_id)
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="invitation.sent")


@router.post("/pupils/{pupil_id}/invitations/{invitation_id}/renewal")
async def send_again(
    request: Request, edge: IntakeEdge, pupil_id: UUID, invitation_id: UUID
) -> Response:
    """Have a new letter sent; the link in the one of before works no more."""
    typed = await read_form(request)
    secret_of = partial(secrets_of(request).secret, Purpose.INVITATION)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        id_ = InvitationId(invitation_id)
        await invite_again(id_, actor=edge.actor, uow=uow, clock=edge.clock, secret_of=secret_of)
        return f"/intake/pupils/{pupil_id}/invitations"

    try:
        url = await edge.redirect_once(request, typed, do)
    except RuleViolation as refusal:
        return pages.refuse(request, TEMPLATE, refusal, **await _context(edge, pupil_id))
    return pages.redirect(request, url, notice="invitation.sent")


@router.post("/pupils/{pupil_id}/invitations/{invitation_id}/withdrawal")
async def withdraw(
    request: Request, edge: IntakeEdge, pupil_id: UUID, invitation_id: UUID
) -> Response:
    """Take an invitation back."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        id_ = InvitationId(invitation_id)
        await withdraw_invitation(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/pupils/{pupil_id}/invitations"

    url = await edge.redirect_once(request, typed, do)
    return pages.redirect(request, url, notice="invitation.withdrawn")


async def _context(edge: IntakeEdge, pupil_id: UUID) -> dict[str, Any]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.get(pupil_id)
        require(edge.actor, Deed.INVITE, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        lines = await uow.invitations.for_pupil(pupil_id)
        family = await uow.invitations.household_of(PupilId(pupil_id))
        others = [await uow.pupils.get(id_) for id_ in sorted(family - {pupil_id})]
    now = edge.clock.now()
    return {
        "pupil": pupil,
        "household": [
            (str(other.id), other.given_name)
            for other in others
            if POLICY.may(edge.actor, Deed.INVITE, Subject.of(other))
        ],
        "invitations": [(line, line.standing(now)) for line in lines],
        "roles": partial(choices.roles, sorted(INVITED_ROLES)),
        "languages": choices.languages,
    }


def _chosen(typed: Form) -> list[UUID]:
    try:
        return [UUID(id_) for id_ in typed.getlist("also")]
    except ValueError:
        raise InvalidInput(FieldError("pupil_ids", "invitation.pupils")) from None
