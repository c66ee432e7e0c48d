"""What an organisation's log-in told of a person, and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from samenspel_kernel.errors import FieldError, InvalidInput

MOST_OF_A_CODE = 300
CODE = re.compile(r"[0-9]{2}[A-Z]{2}([0-9]{2})?")
"""A school's BRIN, with or without the two figures of its location."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAccount:
    """One account at one issuer; `subject` is the issuer's own word for it and never changes.

    `organisations` are the schools at which the person works (BRIN of 4 characters, or of 6 with
    the location), `claims` what rules may go by. A pupil's account has neither: it proves no
    employment. `tells_organisations` says whether the issuer tells where people work at all,
    `session` is the issuer's own word for its session, and `is_strong` says that it asked for two
    factors.
    """

    issuer: str
    subject: str
    name: str = ""
    tells_organisations: bool = False
    organisations: frozenset[str] = frozenset()
    claims: Mapping[str, frozenset[str]] = field(default_factory=dict)
    session: str = ""
    is_strong: bool = False

    @property
    def code(self) -> str:
        """The account's name among all issuers; subjects are unique within one only."""
        return f"{self.issuer}:{self.subject}"


def issuer_of(code: str) -> str:
    """Give the issuer of an account's code (`issuer:subject`); InvalidInput if it is none."""
    issuer, _, subject = code.partition(":")
    if not issuer or not subject or len(code) > MOST_OF_A_CODE:
        raise InvalidInput(FieldError("account", "account.invalid"))
    return issuer


def codes_of(values: frozenset[str]) -> frozenset[str]:
    """Give the values that are codes of a school, written in capitals."""
    return frozenset(value for v in values if CODE.fullmatch(value := v.strip().upper()))
