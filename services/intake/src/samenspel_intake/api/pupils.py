"""HTTP: pupils and their parents."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge, PupilIdInPath
from samenspel_intake.api.families.contacts import ContactBody
from samenspel_intake.api.views import HolderView, NextActionView
from samenspel_intake.application.add_contact import AddContact, add_contact
from samenspel_intake.application.complete_pupil import CompletePupil, complete_pupil
from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.domain.contact import Contact, ContactDetails, Relationship
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import PupilId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View

router = APIRouter(prefix="/pupils", tags=["pupils"])
Text = Annotated[str, Field(max_length=5000)]


class ParentBody(ContactBody):
    """A parent, guardian or caregiver; without any address its mail waits.

    Without `hasAuthority` a parent and a guardian have parental authority, a caregiver has none.
    """

    has_authority: bool | None = None

    def given(self) -> ContactDetails:
        """Give it in the domain's form."""
        is_caregiver = self.relationship is Relationship.CAREGIVER
        has = not is_caregiver if self.has_authority is None else self.has_authority
        return self.details(has_authority=has)


class PupilBody(Body):
    """A child; only a name to call it by is needed, the rest may come later.

    Of a school's coordinator the child is at its own school, unless another is named.
    """

    given_name: Text
    family_name: Text = ""
    birth_date: IsoDate | None = None
    school_id: UUID | None = None
    municipality_code: Annotated[str, Field(max_length=8)] | None = None
    parents: Annotated[list[ParentBody], Field(max_length=8)] = []

    def command(self) -> RegisterPupil:
        """Give the command that enters it."""
        return RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            municipality_code=self.municipality_code,
            parents=tuple(parent.given() for parent in self.parents),
        )


class CompletionBody(Body):
    """What became known of a pupil; what is absent stays as it is."""

    family_name: Text | None = None
    birth_date: IsoDate | None = None
    school_id: UUID | None = None
    municipality_code: Annotated[str, Field(max_length=8)] | None = None


class PupilView(View):
    """A pupil, what is still missing of it, and who asks for that until when.

    `mergedInto` is the entry that is used in its place, when it turned out to be the same child.
    Who may not see the household finds nothing missing.
    """

    id: UUID
    given_name: str
    family_name: str
    birth_date: IsoDate | None
    school_id: UUID | None
    municipality_code: str | None
    unit_id: UUID | None
    missing: list[str]
    holder: HolderView | None
    next_action: NextActionView | None
    merged_into: UUID | None

    @classmethod
    def shown_to(cls, actor: Actor, pupil: Pupil) -> "PupilView":
        """Show a pupil to someone who may see it."""
        whole = cls.of(pupil)
        if may(actor, Deed.SEE_HOUSEHOLD, Subject.of(pupil)):
            return whole
        return whole.model_copy(update={"missing": [], "holder": None, "next_action": None})

    @classmethod
    def of(cls, pupil: Pupil) -> "PupilView":
        """Show a pupil, whole."""
        completion = pupil.completion
        return cls(
            id=pupil.id,
            given_name=pupil.given_name,
            family_name=pupil.family_name,
            birth_date=pupil.birth_date,
            school_id=pupil.school_id,
            municipality_code=pupil.municipality_code,
            unit_id=pupil.unit_id,
            missing=sorted(pupil.missing),
            holder=HolderView.of(completion.holder) if completion else None,
            next_action=NextActionView.of(completion.next_action) if completion else None,
            merged_into=pupil.merged_into,
        )


class ContactView(View):
    """A contact."""

    id: UUID
    kind: str
    name: str
    email: str | None
    language: str
    has_authority: bool

    @classmethod
    def of(cls, contact: Contact) -> "ContactView":
        """Show a contact."""
        return cls(
            id=contact.id,
            kind=contact.kind.value,
            name=contact.details.name,
            email=contact.details.email,
            language=contact.details.language,
            has_authority=contact.details.has_authority,
        )


@router.post(
    "",
    status_code=201,
    response_model=PupilView,
    summary="Enter a pupil",
    operation_id="registerPupil",
)
async def register(body: PupilBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Enter a child with its parents; what is missing is saved with the action to complete it."""

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[PupilView, dict[str, str]]:
        pupil = await register_pupil(body.command(), actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        return PupilView.of(pupil), {"Location": f"/intake/v1/pupils/{pupil.id}"}

    return await edge.answer_once(request, 201, do)


@router.get("/{pupilId}", summary="Read a pupil", operation_id="getPupil")
async def read(pupil_id: PupilIdInPath, edge: IntakeEdge) -> PupilView:
    """Give what is known of a pupil, to those who are related to it."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.get(pupil_id)
        require(edge.actor, Deed.SEE, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        return PupilView.shown_to(edge.actor, pupil)


@router.post(
    "/{pupilId}/contacts",
    status_code=201,
    response_model=ContactView,
    summary="Add a parent",
    operation_id="addContact",
)
async def add(
    pupil_id: PupilIdInPath, body: ParentBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Record a parent of the pupil, and how it is reached."""
    command = AddContact(pupil_id=PupilId(pupil_id), details=body.given())

    async def do(uow: SqlIntakeUnitOfWork) -> ContactView:
        contact = await add_contact(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(contact), FilePart.PUPIL)
        return ContactView.of(contact)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{pupilId}/completions",
    status_code=201,
    response_model=PupilView,
    summary="Fill in what was missing",
    operation_id="completePupil",
)
async def complete(
    pupil_id: PupilIdInPath, body: CompletionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Fill in what was missing of a pupil; when nothing is, the action to complete it is done."""
    command = CompletePupil(
        pupil_id=PupilId(pupil_id),
        family_name=body.family_name,
        birth_date=body.birth_date,
        school_id=SchoolId(body.school_id) if body.school_id else None,
        municipality_code=body.municipality_code,
    )

    async def do(uow: SqlIntakeUnitOfWork) -> PupilView:
        pupil = await complete_pupil(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        return PupilView.of(pupil)

    return await edge.answer_once(request, 201, do)
