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


def grants_of(
    due: Set[DueGrant], account: OrganisationAccount, key: str, at: datetime
) -> tuple[Grant, ...]:
    """Make the grants that are due, as brought by the account, whose keyed hash is `key`."""
    return tuple(
        Grant(
            id=GrantId(new_id()),
            role=each.role,
            unit_id=each.unit_id,
            school_id=each.school_id,
            since=dutch_date(at),
            brought_by=account.issuer,
            account_key=key,
        )
        for each in sorted(
            due, key=lambda each: (each.role, str(each.unit_id), str(each.school_id))
        )
    )


def follow_account(
    person: Person,
    account: OrganisationAccount,
    key: str,
    due: Set[DueGrant],
    schools: Set[SchoolId],
    *,
    at: datetime,
) -> None:
    """Give a person what its account brings now, and end what it no longer proves.

    What the same account brought before and does not now, ends. So does the role of a school's
    coordinator, given by an administrator, once the issuer says that the person works elsewhere
    (`schools` are where it does, in this alliance), and no other account says that it works there.
    """
    held = person.grants_on(dutch_date(at))
    mine = [grant for grant in held if _is_brought_by(grant, account, key)]
    others = {grant.school_id for grant in held if grant.brought_by and grant not in mine}
    for grant in held:
        gone = grant in mine and DueGrant.of(grant) not in due
        coordinates = grant.role is Role.SCHOOL_COORDINATOR and account.tells_organisations
        if gone or (coordinates and grant.school_id not in schools | others):
            person.take_away(grant.id, at=at)
    has = {DueGrant.of(grant) for grant in mine}
    for grant in grants_of(due - has, account, key, at):
        person.give(grant, at=at)


def _is_brought_by(grant: Grant, account: OrganisationAccount, key: str) -> bool:
    """Of before accounts were told apart, the issuer alone is known."""
    return grant.brought_by == account.issuer and grant.account_key in (None, key)
