"""The roles that an account brings along, for as long as it does."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.domain.person import Person
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import GrantId, SchoolId, UnitId, new_id


@dataclass(frozen=True, slots=True)
class DueGrant:
    """A role that follows from what an account says."""

    role: Role
    unit_id: UnitId | None = None
    school_id: SchoolId | None = None

    @classmethod
    def of(cls, grant: Grant) -> "DueGrant":
        """Give what a grant is, whenever it was given."""
        return cls(grant.role, grant.unit_id, grant.school_id)


def grants_of(due: Set[DueGrant], account: OrganisationAccount, at: datetime) -> tuple[Grant, ...]:
    """Make the grants that are due, as brought by the account's issuer."""
    return tuple(
        Grant(
            id=GrantId(new_id()),
            role=each.role,
            unit_id=each.unit_id,
            school_id=each.school_id,
            since=dutch_date(at),
            brought_by=account.issuer,
        )
        for each in sorted(
            due, key=lambda each: (each.role, str(each.unit_id), str(each.school_id))
        )
    )


def follow_account(
    person: Person,
    account: OrganisationAccount,
    due: Set[DueGrant],
    schools: Set[SchoolId],
    *,
    at: datetime,
) -> None:
    """Give a person what its account brings now, and end what it no longer proves.

    What the same issuer brought before and does not now, ends. So does the role of a school's
    coordinator, given by an administrator, once the issuer says that the person works elsewhere
    (`schools` are where it does, in this alliance).
    """
    held = person.grants_on(dutch_date(at))
    for grant in held:
        gone = grant.brought_by == account.issuer and DueGrant.of(grant) not in due
        coordinates = grant.role is Role.SCHOOL_COORDINATOR and account.tells_organisations
        if gone or (coordinates and grant.school_id not in schools):
            person.take_away(grant.id, at=at)
    has = {DueGrant.of(grant) for grant in held if grant.brought_by == account.issuer}
    for grant in grants_of(due - has, account, at):
        person.give(grant, at=at)
