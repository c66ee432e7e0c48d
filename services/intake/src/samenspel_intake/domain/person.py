"""Who works with the alliance, or is a parent or a child in it, and as what each may act."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_intake.domain.contact import is_email, wrong_name
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.log_in import Proof
from samenspel_intake.domain.stand_in import StandIn
from samenspel_kernel.actor import Actor
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import AllianceId, GrantId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChanged(DomainEvent):
    """A person's roles changed; `grants` are all that are not over."""

    person_id: PersonId
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(DomainEvent):
    """Sessions of a person are over: those with these hashes; without any, all until now."""

    person_id: PersonId
    session_hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputiesChanged(DomainEvent):
    """Who acts for a person while it is away; all that is not over."""

    person_id: PersonId
    stand_ins: tuple[StandIn, ...]


@dataclass(eq=False, kw_only=True)
class Person(Aggregate[PersonId]):
    """Somebody with roles in one alliance; who is known in two is a person in each.

    Grants that are over stay, so that it can be told who might do what on any day.
    """

    alliance_id: AllianceId
    name: str
    email: str | None = None
    grants: tuple[Grant, ...] = ()

    @classmethod
    def register(
        cls,
        id_: PersonId,
        *,
        alliance_id: AllianceId,
        name: str,
        email: str | None,
        grants: tuple[Grant, ...],
        at: datetime,
    ) -> "Person":
        """Enter a person; InvalidInput if it can't be named or reached, or a role lacks its bounds."""
        person = cls(id=id_, alliance_id=alliance_id, name=name, email=email, grants=grants)
        wrong = wrong_name("name", name)
        if email is not None and not is_email(email):
            wrong.append(FieldError("email", "email.invalid"))
        wrong += [
            FieldError(grant.lacks, "person.relation-missing") for grant in grants if grant.lacks
        ]
        if wrong:
            raise InvalidInput(*wrong)
        person._access_changed(at)
        return person

    def give(self, grant: Grant, *, at: datetime) -> None:
        """Add a role; InvalidInput if it lacks its bounds. The same twice is one."""
        if grant.lacks:
            raise InvalidInput(FieldError(grant.lacks, "person.relation-missing"))
        same = {replace(known, id=grant.id, since=grant.since) for known in self._lasting(at)}
        if grant in same:
            return
        self.grants = (*self.grants, grant)
        self._access_changed(at)

    def take_away(self, grant_id: GrantId, *, at: datetime) -> None:
        """End a role at once; NotFound if the person has no such role."""
        if grant_id not in {grant.id for grant in self._lasting(at)}:
            raise NotFound
        today = dutch_date(at)
        self.grants = tuple(
            replace(grant, until=today) if grant.id == grant_id else grant for grant in self.grants
        )
        self._access_changed(at)

    def exchange(self, grant: Grant, instead: Grant | None, *, at: datetime) -> None:
        """End a role that is in force, and have another from now on, or none."""
        today = dutch_date(at)
        kept = tuple(
            replace(known, until=today) if known.id == grant.id else known for known in self.grants
        )
        self.grants = (*kept, instead) if instead is not None else kept
        self._access_changed(at)

    def grants_on(self, day: date) -> tuple[Grant, ...]:
        """Give the roles by which one may act on a day, the oldest first."""
        return tuple(grant for grant in self.grants if grant.is_in_force(day))

    def grant_on(self, day: date, proof: Proof, grant_id: GrantId | None = None) -> Grant:
        """Give one of those that a log-in admits, the first if none is named.

        RuleViolation if there is none, and another if there would be one after two factors.
        """
        wanted = [grant for grant in self.grants_on(day) if grant_id in (None, grant.id)]
        for grant in wanted:
            if proof.admits(grant.role):
                return grant
        is_too_weak = any(proof.is_too_weak_for(grant.role) for grant in wanted)
        raise RuleViolation("person.two-factors" if is_too_weak else "person.no-access")

    def end_sessions(self, *session_hashes: str, at: datetime) -> None:
        """Let everybody refuse these sessions; without any, all that began until now."""
        self._record(
            SessionsEnded(occurred_at=at, person_id=self.id, session_hashes=session_hashes)
        )

    def deputies_are(self, stand_ins: Sequence[StandIn], *, at: datetime) -> None:
        """Let everybody know who acts for this person, and on which days."""
        self._record(DeputiesChanged(occurred_at=at, person_id=self.id, stand_ins=tuple(stand_ins)))

    def as_actor(self, grant: Grant | None = None) -> Actor:
        """Give the actor that this person is by a grant, by the first if none is named."""
        by = grant or self.grants[0]
        return Actor(
            person_id=self.id,
            alliance_id=self.alliance_id,
            role=by.role,
            name=self.name,
            unit_id=by.unit_id,
            school_id=by.school_id,
            pupil_ids=by.pupil_ids,
        )

    def _lasting(self, at: datetime) -> tuple[Grant, ...]:
        today = dutch_date(at)
        return tuple(grant for grant in self.grants if not grant.is_over(today))

    def _access_changed(self, at: datetime) -> None:
        lasting = self._lasting(at)
        self.unit_id = next((grant.unit_id for grant in lasting if grant.unit_id), None)
        self._record(AccessChanged(occurred_at=at, person_id=self.id, grants=lasting))
