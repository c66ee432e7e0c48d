"""What the use cases of families need beside what all need."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_intake.application.ports import Collection, IntakeUnitOfWork, People
from samenspel_intake.domain.contact import Contact, ContactId
from samenspel_intake.domain.family.correction import Correction
from samenspel_intake.domain.family.merge import Merge, MergeId
from samenspel_intake.domain.family.move import Move
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.ids import PupilId


class ChildEntries(Collection[Pupil], Protocol):
    """The alliance's pupils; a child may have several entries, of which one is used."""

    async def used(self, id_: PupilId) -> Pupil:
        """Load the entry that is used for a child, under whichever of its ids; or NotFound."""
        ...

    async def merged_with(self, id_: PupilId) -> Sequence[PupilId]:
        """Give all ids of the child of a used entry, that one first."""
        ...


class FamilyContacts(Collection[Contact], Protocol):
    """The alliance's contacts."""

    async def of_pupils(self, *pupil_ids: PupilId) -> Sequence[Contact]:
        """Load the parents, guardians and caregivers of children."""
        ...

    async def authority_to_follow(self, today: date, *, limit: int) -> Sequence[ContactId]:
        """Give the contacts whose authority is another today than was held until now."""
        ...


class ChildRequests(Collection[SupportRequest], Protocol):
    """The alliance's requests."""

    async def open_about(self, *pupil_ids: PupilId) -> Sequence[SupportRequest]:
        """Load the open requests about children."""
        ...


class ChildSpells(Collection[OutOfEducationSpell], Protocol):
    """The alliance's spells."""

    async def open_of(self, *pupil_ids: PupilId) -> OutOfEducationSpell | None:
        """Load the open spell of a child, under whichever of its ids; None if it has none."""
        ...


class PeopleOfChildren(People, Protocol):
    """The alliance's people."""

    async def about_pupils(self, *pupil_ids: UUID) -> Sequence[Person]:
        """Load those who ever had a role for one of these children."""
        ...


class Moves(Protocol):
    """Where children went and will go."""

    async def put(self, move: Move) -> None:
        """Write one."""
        ...

    async def to_come(self, pupil_id: PupilId) -> Move | None:
        """Give the move of a child that is to come, if there is one."""
        ...


class Merges(Protocol):
    """Which entries are one child."""

    async def put(self, merge: Merge) -> None:
        """Write one, or that it was undone."""
        ...

    async def get(self, id_: MergeId) -> Merge:
        """Give one; NotFound if there is none."""
        ...


class FamilyUnitOfWork(IntakeUnitOfWork, Protocol):
    """One transaction with what families need."""

    @property
    def pupils(self) -> ChildEntries:
        """The alliance's pupils."""
        ...

    @property
    def contacts(self) -> FamilyContacts:
        """The alliance's contacts."""
        ...

    @property
    def support_requests(self) -> ChildRequests:
        """The alliance's requests."""
        ...

    @property
    def spells(self) -> ChildSpells:
        """The alliance's spells."""
        ...

    @property
    def people(self) -> PeopleOfChildren:
        """The alliance's people."""
        ...

    @property
    def moves(self) -> Moves:
        """Where children went and will go."""
        ...

    @property
    def merges(self) -> Merges:
        """Which entries are one child."""
        ...

    @property
    def corrections(self) -> Collection[Correction]:
        """What was asked to be put right."""
        ...
