"""What an administrator grants to everybody of whom an issuer says the same."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.domain.account_grants import DueGrant
from samenspel_intake.domain.grant import NEEDED
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId, UnitId

MOST = 200
ROLES_BY_RULE = (
    Role.UNIT_COORDINATOR,
    Role.EXPERT,
    Role.COMMITTEE,
    Role.DIRECTOR,
    Role.YOUTH_CONSULTANT,
    Role.ATTENDANCE_OFFICER,
    Role.FAMILY_DESK,
)
"""An administrator and a school's coordinator are made one by one; a parent and a pupil come by
invitation; a teacher follows from the school at which an account is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """Who logs in at `issuer` and has `value` among the values of `claim`, gets the role.

    A unit's coordinator gets it for `unit_id`.
    """

    id: UUID
    alliance_id: AllianceId
    issuer: str
    claim: str
    value: str
    role: Role
    unit_id: UnitId | None = None

    def check(self) -> None:
        """InvalidInput for a role that no rule may give, or a rule that says nothing."""
        wrong = [
            FieldError(field, "claim-rule.text")
            for field, text in (("claim", self.claim), ("value", self.value))
            if not text or len(text) > MOST
        ]
        if self.role not in ROLES_BY_RULE:
            wrong.append(FieldError("role", "claim-rule.role"))
        if (NEEDED.get(self.role) == "unit_id") != (self.unit_id is not None):
            wrong.append(FieldError("unit_id", "claim-rule.unit"))
        if wrong:
            raise InvalidInput(*wrong)

    def matches(self, account: OrganisationAccount) -> bool:
        """Tell whether it holds for an account."""
        values = account.claims.get(self.claim, frozenset())
        return account.issuer == self.issuer and self.value in values

    @property
    def grant(self) -> DueGrant:
        """What it gives."""
        return DueGrant(role=self.role, unit_id=self.unit_id)
