"""HTTP: a child's parents, guardians and caregivers, each alone."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge, PupilIdInPath
from samenspel_intake.application.families.change_contact import (
    ChangeAuthority,
    ChangeContact,
    change_authority,
    change_contact,
)
from samenspel_intake.domain.contact import Channel, ContactDetails, ContactId, Relationship
from samenspel_intake.domain.family.address import PostAddress
from samenspel_intake.domain.family.authority import AuthoritySource
from samenspel_intake.domain.family.view import Shown, shown_to_parent, shown_to_staff
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View

router = APIRouter(prefix="/pupils/{pupilId}/contacts", tags=["families"])
Line = Annotated[str, Field(max_length=200)]
ContactIdInPath = Annotated[UUID, Path(alias="contactId", description="The contact's id.")]


class AddressBody(Body):
    """An address as it stands on an envelope; `street` has the house number."""

    street: Line
    postcode: Line
    place: Line


class AddressView(View):
    """An address."""

    street: str
    postcode: str
    place: str


class ContactBody(Body):
    """All that is known of a contact; parental authority changes by a step of its own."""

    name: Line
    relationship: Relationship = Relationship.PARENT
    organisation: Line = ""
    email: Line | None = None
    prefers: Channel = Channel.EMAIL
    address: AddressBody | None = None
    child_lives_here: bool = True
    language: Annotated[str, Field(max_length=8)] = "nl"
    needs_interpreter: bool = False

    def details(self, *, has_authority: bool) -> ContactDetails:
        """Give it in the domain's form."""
        address = self.address
        return ContactDetails(
            name=self.name,
            email=self.email or None,
            language=self.language,
            has_authority=has_authority,
            relationship=self.relationship,
            organisation=self.organisation,
            prefers=self.prefers,
            address=PostAddress.of(address.street, address.postcode, address.place)
            if address
            else None,
            child_lives_here=self.child_lives_here,
            needs_interpreter=self.needs_interpreter,
        )


class AuthorityBody(Body):
    """Whether somebody has parental authority, from which day, and how that is known."""

    has_authority: bool
    from_day: IsoDate
    source: AuthoritySource


class AuthorityView(View):
    """One change of parental authority."""

    has_authority: bool
    from_day: date
    source: str
    recorded_at: datetime


class FamilyContactView(View):
    """A contact as far as the reader may see it: how somebody else is reached is nobody's."""

    id: UUID
    name: str
    relationship: str
    organisation: str
    has_authority: bool
    email: str | None
    prefers: str | None
    address: AddressView | None
    child_lives_here: bool | None
    language: str | None
    needs_interpreter: bool | None
    authority_changes: list[AuthorityView]

    @classmethod
    def of(cls, shown: Shown) -> "FamilyContactView":
        """Show one."""
        details, whole = shown.contact.details, shown.is_whole
        address = details.address if whole else None
        return cls(
            id=shown.contact.id,
            name=details.name,
            relationship=details.relationship.value,
            organisation=details.organisation,
            has_authority=details.has_authority,
            email=details.email if whole else None,
            prefers=details.prefers.value if whole else None,
            address=AddressView(
                street=address.street, postcode=address.postcode, place=address.place
            )
            if address
            else None,
            child_lives_here=details.child_lives_here if whole else None,
            language=details.language if whole else None,
            needs_interpreter=details.needs_interpreter if whole else None,
            authority_changes=[
                AuthorityView(
                    has_authority=change.has_authority,
                    from_day=change.from_day,
                    source=change.source.value,
                    recorded_at=change.recorded_at,
                )
                for change in (shown.contact.authority if whole else ())
            ],
        )


class FamilyView(View):
    """The contacts of a child that the reader may know of."""

    items: list[FamilyContactView]


@router.get("", summary="List a child's contacts", operation_id="listContacts")
async def list_(pupil_id: PupilIdInPath, edge: IntakeEdge) -> FamilyView:
    """Give the parents, guardians and caregivers; a parent gets no other's address."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.used(PupilId(pupil_id))
        require(edge.actor, Deed.SEE_FAMILY, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
        if may(edge.actor, Deed.SEE_ADDRESSES, Subject.of(pupil)):
            shown = shown_to_staff(await uow.contacts.of_pupils(pupil.id))
        else:
            shown = shown_to_parent(await uow.parents.at_hand(edge.actor.person_id, pupil.id))
    return FamilyView(items=[FamilyContactView.of(each) for each in shown])


@router.put(
    "/{contactId}",
    response_model=FamilyContactView,
    summary="Change a contact",
    operation_id="changeContact",
)
async def change(
    pupil_id: PupilIdInPath,
    contact_id: ContactIdInPath,
    body: ContactBody,
    edge: IntakeEdge,
    request: Request,
) -> JSONResponse:
    """Know something else of a contact; what was known before stays among the changes."""
    command = ChangeContact(
        pupil_id=PupilId(pupil_id),
        contact_id=ContactId(contact_id),
        details=body.details(has_authority=False),
    )

    async def do(uow: SqlIntakeUnitOfWork) -> FamilyContactView:
        contact = await change_contact(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(contact), FilePart.PUPIL)
        return FamilyContactView.of(Shown(contact, True))

    return await edge.answer_once(request, 200, do)


@router.post(
    "/{contactId}/authority-changes",
    status_code=201,
    response_model=FamilyContactView,
    summary="Record parental authority",
    operation_id="changeAuthority",
)
async def authority(
    pupil_id: PupilIdInPath,
    contact_id: ContactIdInPath,
    body: AuthorityBody,
    edge: IntakeEdge,
    request: Request,
) -> JSONResponse:
    """Record that a contact has authority or not, from a day on that may be to come."""
    command = ChangeAuthority(
        pupil_id=PupilId(pupil_id),
        contact_id=ContactId(contact_id),
        has_authority=body.has_authority,
        from_day=body.from_day,
        source=body.source,
    )

    async def do(uow: SqlIntakeUnitOfWork) -> FamilyContactView:
        contact = await change_authority(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(contact), FilePart.PUPIL)
        return FamilyContactView.of(Shown(contact, True))

    return await edge.answer_once(request, 201, do)
