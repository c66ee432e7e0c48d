"""Use case: a dossier of a school (OSO, aanvraag SWV-dossier) becomes a pupil with its parents.

Nothing of it is typed again. The same dossier twice is the same child once.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from samenspel_intake.application.families.ports import FamilyContacts
from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.register_pupil import RegisterPupil, parent_of, register_pupil
from samenspel_intake.application.swv_dossier import DossierName, DossierParent, SwvDossier
from samenspel_intake.domain.alliance import REGISTER_NAMESPACE, school_id_of
from samenspel_intake.domain.contact import ContactDetails
from samenspel_intake.domain.family.address import PostAddress
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.school import School
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId

SCHOOL = "dossier/huidigeschool/brincode"
NAME = "dossier/huidigeschool/leerling/roepnaam"


class Dossiers(Protocol):
    """Which dossiers were taken over, and which children they may be about."""

    async def pupil_of(self, id_: UUID) -> PupilId | None:
        """Give whom a dossier became; None if it was not taken over."""
        ...

    async def add(
        self, id_: UUID, *, school_id: SchoolId, pupil_id: PupilId, by: UUID, at: datetime
    ) -> None:
        """Note that it was taken over."""
        ...

    async def same_child(self, pupil: "RegisterPupil") -> Sequence[PupilId]:
        """Give the pupils of a school with exactly that name and birth date."""
        ...


class DossierUnitOfWork(IntakeUnitOfWork, Protocol):
    """A transaction in which a dossier is taken over."""

    @property
    def contacts(self) -> FamilyContacts:
        """The contacts, by child too."""
        ...

    @property
    def dossiers(self) -> Dossiers:
        """The dossiers."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDossier:
    """What became of it; `is_new` tells whether the child was entered with it.

    `repeated`: it was taken over before, and nothing was done.
    """

    id: UUID
    pupil_id: PupilId
    is_new: bool
    repeated: bool
    parents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPreview:
    """What would be taken over; `known` are pupils of the school that it may be about."""

    pupil: RegisterPupil
    school: School
    known: tuple[PupilId, ...]
    unnamed_parents: int


async def preview_dossier(
    dossier: SwvDossier, *, actor: Actor, uow: DossierUnitOfWork
) -> DossierPreview:
    """Say what would become of it. InvalidInput if it is another school's, or has no name."""
    school = await _school(dossier, actor, uow)
    require(actor, Deed.ENTER, _subject(school))
    given = dossier.name.called or " ".join(dossier.name.given_names)
    if not given:
        raise InvalidInput(FieldError(NAME, "name.missing"))
    named = [parent for parent in dossier.parents if _name(parent.name)]
    pupil = RegisterPupil(
        given_name=given,
        family_name=_family_name(dossier.name),
        birth_date=dossier.birth_date,
        school_id=school.id,
        parents=tuple(_details(parent) for parent in named),
    )
    return DossierPreview(
        pupil=pupil,
        school=school,
        known=tuple(await uow.dossiers.same_child(pupil)),
        unnamed_parents=len(dossier.parents) - len(named),
    )


async def take_dossier(
    dossier: SwvDossier,
    *,
    as_pupil: PupilId | None = None,
    actor: Actor,
    uow: DossierUnitOfWork,
    clock: Clock,
) -> TakenDossier:
    """Enter the child with its parents, or add the parents to one that the school entered before.

    `as_pupil` says which one that is; InvalidInput if it does not look like that child.
    """
    preview = await preview_dossier(dossier, actor=actor, uow=uow)
    id_ = dossier_id(dossier, actor.alliance_id, preview.school)
    if (before := await uow.dossiers.pupil_of(id_)) is not None:
        return TakenDossier(id=id_, pupil_id=before, is_new=False, repeated=True, parents=0)
    now = clock.now()
    if as_pupil is None:
        pupil = await register_pupil(preview.pupil, actor=actor, uow=uow, clock=clock)
        parents = len(preview.pupil.parents)
    elif as_pupil in preview.known:
        pupil = await uow.pupils.get(as_pupil)
        parents = await _add_parents(pupil, preview.pupil.parents, uow=uow, at=now)
    else:
        raise InvalidInput(FieldError("pupil_id", "pupil.unknown"))
    await uow.dossiers.add(
        id_, school_id=preview.school.id, pupil_id=pupil.id, by=actor.person_id, at=now
    )
    return TakenDossier(
        id=id_, pupil_id=pupil.id, is_new=as_pupil is None, repeated=False, parents=parents
    )


def dossier_id(dossier: SwvDossier, alliance_id: UUID, school: School) -> UUID:
    """Give a dossier's own id: the school, its number of the child, and the day it was made.

    Without such a number or day it is what is in the dossier.
    """
    if dossier.number_at_school and dossier.made_on:
        own = f"{dossier.number_at_school}/{dossier.made_on.isoformat()}"
    else:
        own = hashlib.sha256(repr(dossier).encode()).hexdigest()
    return uuid5(REGISTER_NAMESPACE, f"{alliance_id}/{school.location_code}/{own}")


async def _school(dossier: SwvDossier, actor: Actor, uow: DossierUnitOfWork) -> School:
    """Give the school that it comes from: the asker's own when it says none."""
    own = SchoolId(actor.school_id) if actor.school_id else None
    told = school_id_of(dossier.school_code) if dossier.school_code else own
    if told is None or (own is not None and told != own):
        raise InvalidInput(FieldError(SCHOOL, "dossier.other-school"))
    school = await uow.schools.find(told)
    if school is None:
        raise InvalidInput(FieldError(SCHOOL, "dossier.other-school"))
    return school


async def _add_parents(
    pupil: Pupil, parents: Sequence[ContactDetails], *, uow: DossierUnitOfWork, at: datetime
) -> int:
    known = {
        value
        for contact in await uow.contacts.of_pupils(pupil.id)
        for value in (contact.details.name.casefold(), contact.details.email)
        if value
    }
    new = [p for p in parents if not {p.name.casefold(), p.email} & known]
    for details in new:
        uow.contacts.save(parent_of(pupil, details, at))
    if any(details.way for details in new):
        pupil.parent_is_reachable(at)
    uow.pupils.save(pupil)
    return len(new)


def _details(parent: DossierParent) -> ContactDetails:
    return ContactDetails(
        name=_name(parent.name),
        email=parent.email,
        has_authority=parent.represents is not False,
        address=_address(parent),
    )


def _address(parent: DossierParent) -> PostAddress | None:
    """Give an address that post can reach; a part of one is none."""
    if (given := parent.address) is None:
        return None
    street = f"{given.street} {given.house_number}".strip()
    address = PostAddress.of(street, given.postcode, given.place)
    return address if address is not None and not address.wrong() else None


def _name(name: DossierName) -> str:
    given = name.called or " ".join(name.given_names)
    return " ".join(filter(None, (given, name.prefix, name.family_name)))


def _family_name(name: DossierName) -> str:
    return " ".join(filter(None, (name.prefix, name.family_name)))


def _subject(school: School) -> Subject:
    return Subject(alliance_id=school.alliance_id, unit_id=school.unit_id, school_id=school.id)
