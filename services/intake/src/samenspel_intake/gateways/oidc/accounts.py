"""Reads an account from an issuer's claims, whatever the issuer calls them."""

from collections.abc import Mapping
from typing import Any

from samenspel_intake.domain.organisation_account import OrganisationAccount, codes_of
from samenspel_intake.settings import IssuerSettings

MOST_VALUES = 200
MOST_OF_A_VALUE = 200


def wanted_claims(issuer: IssuerSettings) -> frozenset[str]:
    """Name every claim that we go by; who has not all in the ID token is asked for the others."""
    names = issuer.claims
    wanted = {*names.name, names.organisation, names.affiliation, *issuer.rule_claims}
    return frozenset(wanted - {""})


def account_of(
    claims: Mapping[str, Any], issuer: IssuerSettings, token: Mapping[str, Any]
) -> OrganisationAccount:
    """Give the account that checked claims tell of; what is missing stays empty.

    How the person logged in, only the ID token (`token`) says: userinfo is about who, not when.
    """
    names = issuer.claims
    name = " ".join(
        text for each in names.name if isinstance(text := claims.get(each), str) and text
    )
    works_there = not names.affiliation or bool(values_of(claims, names.affiliation) & names.staff)
    return OrganisationAccount(
        issuer=issuer.id,
        subject=claims["sub"],
        name=name.strip()[:100],
        tells_organisations=bool(names.organisation),
        organisations=codes_of(values_of(claims, names.organisation))
        if works_there
        else frozenset(),
        claims={name: values_of(claims, name) for name in issuer.rule_claims}
        if works_there
        else {},
        session=_text(token.get("sid")),
        is_strong=_is_strong(token, issuer),
    )


def _is_strong(token: Mapping[str, Any], issuer: IssuerSettings) -> bool:
    """Tell whether two factors were asked; what the token does not say, was not asked."""
    ways = issuer.two_factors
    acr, amr = values_of(token, "acr"), values_of(token, "amr")
    return ways.always or bool(acr & ways.acr) or bool(amr & ways.amr)


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= MOST_OF_A_VALUE else ""


def values_of(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    """Give a claim's values as texts; one value is a set of one."""
    value = claims.get(name) if name else None
    several = value if isinstance(value, list) else [value]
    texts = (str(each) for each in several[:MOST_VALUES] if isinstance(each, str | int))
    return frozenset(text for text in texts if text and len(text) <= MOST_OF_A_VALUE)
