"""Pages: a parent, guardian or caregiver is entered or changes; so does a child's own name."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.add_contact import AddContact, add_contact
from samenspel_intake.application.families.change_contact import (
    ChangeAuthority,
    ChangeContact,
    change_authority,
    change_contact,
)
from samenspel_intake.application.families.correct_pupil import CorrectPupil, correct_pupil
from samenspel_intake.domain.contact import (
    Channel,
    Contact,
    ContactDetails,
    ContactId,
    Relationship,
)
from samenspel_intake.domain.family.address import PostAddress
from samenspel_intake.domain.family.authority import AuthoritySource
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
TEMPLATE, DETAILS = "contact.html", "pupil_details.html"


class ContactForm(BaseModel):
    """What is known of a contact; boxes that are not ticked are not sent."""

    name: str = ""
    relationship: Relationship = Relationship.PARENT
    organisation: str = ""
    has_authority: bool = False
    email: str | None = None
    prefers: Channel = Channel.EMAIL
    street: str = ""
    postcode: str = ""
    place: str = ""
    child_lives_here: bool = False
    language: str = "nl"
    needs_interpreter: bool = False

    def details(self) -> ContactDetails:
        """Give it in the domain's form."""
        return ContactDetails(
            name=self.name,
            relationship=self.relationship,
            organisation=self.organisation,
            has_authority=self.has_authority and self.relationship is not Relationship.CAREGIVER,
            email=self.email,
            prefers=self.prefers,
            address=PostAddress.of(self.street, self.postcode, self.place),
            child_lives_here=self.child_lives_here,
            language=self.language,
            needs_interpreter=self.needs_interpreter,
        )


class AuthorityForm(BaseModel):
    """Whether somebody has authority, from which day, and how that is known."""

    has_authority: bool
    from_day: date
    source: AuthoritySource


class DetailsForm(BaseModel):
    """A child's own name and birth date."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None


def _family(pupil_id: UUID) -> str:
    return f"/intake/pupils/{pupil_id}/family"


@router.get("/pupils/{pupil_id}/contacts/new")
async def new(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Ask for a contact."""
    return pages.render(request, TEMPLATE, **await _context(edge, pupil_id, None))


@router.post("/pupils/{pupil_id}/contacts")
async def add(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Enter a contact; what was typed survives a refusal."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AddContact(pupil_id=PupilId(pupil_id), details=wanted.details())
        await add_contact(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return _family(pupil_id)

    try:
        wanted = ContactForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, pupil_id, None, refusal, typed)
    return pages.redirect(request, url, notice="family.kept")


@router.get("/pupils/{pupil_id}/contacts/{contact_id}")
async def form(request: Request, edge: IntakeEdge, pupil_id: UUID, contact_id: UUID) -> Response:
    """Show what is known of a contact, to change it."""
    return pages.render(request, TEMPLATE, **await _context(edge, pupil_id, contact_id))


@router.post("/pupils/{pupil_id}/contacts/{contact_id}")
async def change(request: Request, edge: IntakeEdge, pupil_id: UUID, contact_id: UUID) -> Response:
    """Change what is known of a contact."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = ChangeContact(
            pupil_id=PupilId(pupil_id),
            contact_id=ContactId(contact_id),
            details=wanted.details(),
        )
        await change_contact(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return _family(pupil_id)

    try:
        wanted = ContactForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, pupil_id, contact_id, refusal, typed)
    return pages.redirect(request, url, notice="family.kept")


@router.post("/pupils/{pupil_id}/contacts/{contact_id}/authority")
async def authority(
    request: Request, edge: IntakeEdge, pupil_id: UUID, contact_id: UUID
) -> Response:
    """Write down that a contact has authority or not, from a day on."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = ChangeAuthority(
            pupil_id=PupilId(pupil_id),
            contact_id=ContactId(contact_id),
            has_authority=wanted.has_authority,
            from_day=wanted.from_day,
            source=wanted.source,
        )
        await change_authority(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/pupils/{pupil_id}/contacts/{contact_id}"

    try:
        wanted = AuthorityForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, pupil_id, contact_id, refusal, typed)
    return pages.redirect(request, url, notice="family.kept")


@router.get("/pupils/{pupil_id}/details")
async def details(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show a child's name and birth date, to put them right."""
    pupil, _ = await _load(edge, pupil_id, None)
    return pages.render(request, DETAILS, pupil=pupil)


@router.post("/pupils/{pupil_id}/details")
async def correct(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Put a child's name or birth date right."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = CorrectPupil(
            pupil_id=PupilId(pupil_id),
            given_name=wanted.given_name,
            family_name=wanted.family_name,
            birth_date=wanted.birth_date,
        )
        await correct_pupil(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return _family(pupil_id)

    try:
        wanted = DetailsForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        pupil, _ = await _load(edge, pupil_id, None)
        return pages.refuse(request, DETAILS, refusal, typed=typed, pupil=pupil)
    return pages.redirect(request, url, notice="family.kept")


async def _refused(
    request: Request,
    edge: IntakeEdge,
    pupil_id: UUID,
    contact_id: UUID | None,
    refusal: Refusal,
    typed: TypedForm = NOTHING_TYPED,
) -> Response:
    context = await _context(edge, pupil_id, contact_id)
    return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)


async def _load(
    edge: IntakeEdge, pupil_id: UUID, contact_id: UUID | None
) -> tuple[Pupil, Contact | None]:
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.COMPLETE, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        contact = await uow.contacts.get(contact_id) if contact_id else None
    if contact is not None and contact.pupil_id != pupil.id:
        raise NotFound
    return pupil, contact


async def _context(edge: IntakeEdge, pupil_id: UUID, contact_id: UUID | None) -> dict[str, Any]:
    pupil, contact = await _load(edge, pupil_id, contact_id)
    return {
        "pupil": pupil,
        "contact": contact,
        "details": contact.details if contact else None,
        "languages": choices.languages,
        "relationships": _choices("relationship", Relationship),
        "channels": _choices("channel", Channel),
        "sources": _choices("authority-source", AuthoritySource),
    }


def _choices(group: str, codes: Any) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [(code.value, pages.texts.text(f"{group}.{code}")) for code in codes]
