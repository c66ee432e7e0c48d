"""How a parent, a school's contact person, or someone who logs in with a code is reached."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from samenspel_intake.domain.contact_mails import (
    ContactAskedCode,
    ContactHasAnswer,
    ContactInvited,
    ContactRaisedSignal,
)
from samenspel_intake.domain.family.address import PostAddress
from samenspel_intake.domain.family.authority import AuthorityChange, authority_on
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId

ContactId = NewType("ContactId", UUID)

LANGUAGES = ("nl", "en", "ar", "de", "es", "fr", "pl", "so", "ti", "tr", "uk", "zh")
LONGEST_NAME = 100
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")


class ContactKind(StrEnum):
    """Whose contact it is; that of a parent, a guardian and a caregiver is of the kind `parent`."""

    PARENT = "parent"
    SCHOOL = "school"
    PERSON = "person"


class Relationship(StrEnum):
    """What somebody is to a child: a guardian may be an organisation (GI), a caregiver never decides."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    CAREGIVER = "caregiver"


class Channel(StrEnum):
    """How somebody wants to be written to."""

    EMAIL = "email"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """What is known of a contact.

    `organisation` is that of a guardian, `name` then who is spoken to there. `child_lives_here`:
    the child lives at this address, maybe at another too; without an address nobody knows where.
    """

    name: str
    email: str | None = None
    language: str = "nl"
    has_authority: bool = True
    relationship: Relationship = Relationship.PARENT
    organisation: str = ""
    prefers: Channel = Channel.EMAIL
    address: PostAddress | None = None
    child_lives_here: bool = True
    needs_interpreter: bool = False

    @property
    def way(self) -> Channel | None:
        """How a letter reaches it: as it likes, or else the other way; None if there is no way."""
        if self.address is not None and (self.prefers is Channel.POST or self.email is None):
            return Channel.POST
        return Channel.EMAIL if self.email is not None else None

    def wrong(self) -> list[FieldError]:
        """List what no contact can have."""
        errors = wrong_name("name", self.name)
        if self.email is not None and not is_email(self.email):
            errors.append(FieldError("email", "email.invalid"))
        if self.language not in LANGUAGES:
            errors.append(FieldError("language", "language.unknown"))
        if self.organisation:
            errors += wrong_name("organisation", self.organisation)
            if self.relationship is not Relationship.GUARDIAN:
                errors.append(FieldError("organisation", "contact.organisation-of-guardian"))
        if self.relationship is Relationship.CAREGIVER and self.has_authority:
            errors.append(FieldError("has_authority", "contact.caregiver-decides-nothing"))
        if self.address is not None:
            errors += self.address.wrong()
        elif self.prefers is Channel.POST:
            errors.append(FieldError("street", "contact.post-needs-address"))
        return errors


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecorded(DomainEvent):
    """The contact is known, or changed."""

    contact_id: ContactId
    kind: ContactKind
    details: ContactDetails
    pupil_id: PupilId | None
    school_id: SchoolId | None


@dataclass(eq=False, kw_only=True)
class Contact(Aggregate[ContactId]):
    """A parent has a pupil, a school's contact has a school, a person has neither.

    The address of a person never changes: it is what it proves itself by. `authority` are all that
    was ever written down of a parent's authority; `details` say what holds today.
    """

    kind: ContactKind
    details: ContactDetails
    pupil_id: PupilId | None = None
    school_id: SchoolId | None = None
    authority: tuple[AuthorityChange, ...] = ()

    @classmethod
    def of_parent(
        cls,
        id_: ContactId,
        details: ContactDetails,
        *,
        pupil_id: PupilId,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        at: datetime,
    ) -> "Contact":
        """Record a parent of a pupil."""
        contact = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            kind=ContactKind.PARENT,
            details=details,
            pupil_id=pupil_id,
        )
        return contact._recorded_at(at)

    @classmethod
    def of_school(
        cls,
        id_: ContactId,
        details: ContactDetails,
        *,
        school_id: SchoolId,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        at: datetime,
    ) -> "Contact":
        """Record whom a school wants to be reached by."""
        contact = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            kind=ContactKind.SCHOOL,
            details=details,
            school_id=school_id,
        )
        return contact._recorded_at(at)

    @classmethod
    def of_person(
        cls,
        id_: ContactId,
        details: ContactDetails,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        at: datetime,
    ) -> "Contact":
        """Record someone who will log in with this address."""
        contact = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            kind=ContactKind.PERSON,
            details=details,
        )
        return contact._recorded_at(at)

    def invite(self, invitation_id: UUID, *, expires_at: datetime, at: datetime) -> None:
        """Have an invitation sent."""
        self._record(
            ContactInvited(
                occurred_at=at,
                contact_id=self.id,
                invitation_id=invitation_id,
                expires_at=expires_at,
            )
        )

    def ask_code(self, log_in_code_id: UUID, *, expires_at: datetime, at: datetime) -> None:
        """Have a code to log in with sent."""
        self._record(
            ContactAskedCode(
                occurred_at=at,
                contact_id=self.id,
                log_in_code_id=log_in_code_id,
                expires_at=expires_at,
            )
        )

    def send(self, mail: ContactRaisedSignal | ContactHasAnswer) -> None:
        """Have it mailed."""
        self._record(mail)

    def follow(self, name: str, email: str, *, at: datetime) -> None:
        """Reach who works here, and proves itself otherwise, where it is now; twice is once."""
        if self.kind is not ContactKind.PERSON:
            raise RuleViolation("contact.follows-nobody")
        if (name, email) != (self.details.name, self.details.email):
            self.details = replace(self.details, name=name, email=email)
            self._recorded_at(at)

    def forget(self, *, at: datetime) -> None:
        """Forget the name and the address of somebody who is no parent and no school's contact."""
        if self.kind is not ContactKind.PERSON:
            raise RuleViolation("contact.is-kept")
        self.details = ContactDetails(name="-")
        self._recorded_at(at)

    def change(self, details: ContactDetails, *, at: datetime) -> None:
        """Know something else of a parent; authority changes by a step of its own.

        Who becomes a caregiver has none from now on.
        """
        self._of_a_child()
        keeps = self.details.has_authority and details.relationship is not Relationship.CAREGIVER
        details = replace(details, has_authority=keeps)
        if wrong := details.wrong():
            raise InvalidInput(*wrong)
        if details != self.details:
            self.details = details
            self._recorded_at(at)

    def change_authority(self, change: AuthorityChange, *, at: datetime) -> None:
        """Write down that a parent has authority or not, from a day on that may be to come."""
        self._of_a_child()
        if change.has_authority and self.details.relationship is Relationship.CAREGIVER:
            raise InvalidInput(FieldError("has_authority", "contact.caregiver-decides-nothing"))
        self.authority = (*self.authority, change)
        self.follow_authority(at=at)

    def follow_authority(self, *, at: datetime) -> None:
        """Let what was written down hold from its day on; nothing happens when it holds already."""
        has = self.details.has_authority
        now = authority_on(dutch_date(at), self.authority, otherwise=has)
        if now != has and (not now or self.details.relationship is not Relationship.CAREGIVER):
            self.details = replace(self.details, has_authority=now)
            self._recorded_at(at)

    def belong_to(self, pupil_id: PupilId, *, at: datetime) -> None:
        """Be a contact of the same child under its other id."""
        self._of_a_child()
        if pupil_id != self.pupil_id:
            self.pupil_id = pupil_id
            self._recorded_at(at)

    def _of_a_child(self) -> None:
        if self.kind is not ContactKind.PARENT:
            raise RuleViolation("contact.not-of-a-child")

    def _recorded_at(self, at: datetime) -> "Contact":
        if wrong := self.details.wrong():
            raise InvalidInput(*wrong)
        self._record(
            ContactRecorded(
                occurred_at=at,
                contact_id=self.id,
                kind=self.kind,
                details=self.details,
                pupil_id=self.pupil_id,
                school_id=self.school_id,
            )
        )
        return self


def is_email(text: str) -> bool:
    """Tell whether it looks like an address; only a mail can tell whether it is one."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def wrong_name(field: str, name: str) -> list[FieldError]:
    """Refuse a name that is empty, too long, or holds what no name holds."""
    if not name.strip():
        return [FieldError(field, "name.missing")]
    if len(name) > LONGEST_NAME:
        return [FieldError(field, "name.too-long")]
    if not name.isprintable():
        return [FieldError(field, "name.not-text")]
    return forbidden_identifiers.field_errors(**{field: name})
