"""Unit: by which keys and which assertions a partner's system proves who it is."""

import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, Key, OctKey, RSAKey
from pydantic import SecretStr

from samenspel_intake.domain.partner_system import PartnerSystem
from samenspel_intake.gateways.systems.assertions import AssertionRefused, check, client_id_of
from samenspel_intake.gateways.systems.public_keys import public_keys_of, read_public_keys
from samenspel_intake.settings import Settings
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import AllianceId, PersonId

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
NOW = int(NOON.timestamp())
ISSUER = "https://samenspel.example/intake"
TOKEN_URL = f"{ISSUER}/oauth/token"
OURS = ECKey.generate_key("P-256", {"kid": "ours"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
OTHER = ECKey.generate_key("P-256", {"kid": "other"})


def keys_of(*keys: Key) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=False) for key in keys]}


SYSTEM = PartnerSystem(
    id=PersonId(uuid4()),
    alliance_id=AllianceId(uuid4()),
    keys=keys_of(OURS, RSA),
    registered_by=PersonId(uuid4()),
    registered_at=NOON,
)
ID = str(SYSTEM.id)


def assertion(
    key: Key = OURS, header: dict[str, Any] | None = None, algorithm: str = "ES256", **changed: Any
) -> str:
    jti = secrets.token_urlsafe(16)
    claims = {"iss": ID, "sub": ID, "aud": TOKEN_URL, "iat": NOW, "exp": NOW + 60, "jti": jti}
    whole = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    named = {"alg": algorithm, "kid": key.kid, **(header or {})}
    return jwt.encode(named, whole, key, algorithms=[algorithm])


def proof_of(signed: str) -> object:
    return check(signed, SYSTEM, audiences=(ISSUER, TOKEN_URL), now=NOON)


@pytest.mark.parametrize(
    "signed",
    [
        assertion(),
        assertion(header={"typ": "JWT"}),
        assertion(header={"typ": "client-authentication+jwt"}),
        assertion(RSA, algorithm="PS256"),
        assertion(RSA, algorithm="RS256"),
        assertion(aud=ISSUER),
        assertion(aud=[TOKEN_URL]),
        assertion(exp=NOW + 300),
    ],
    ids=[f"right {number}" for number in range(8)],
)
def test_what_the_system_signed_for_us_just_now_proves_it(signed: str) -> None:
    assert client_id_of(signed) == ID
    assert proof_of(signed) != proof_of(assertion())
    assert proof_of(signed) == proof_of(signed)


WRONG = {
    "of another key": assertion(OTHER),
    "of another key under our name": assertion(OTHER, {"kid": "ours"}),
    "with its own key": assertion(OTHER, {"jwk": OTHER.as_dict(private=False), "kid": "ours"}),
    "with a shared secret": assertion(
        OctKey.import_key("x" * 32, {"kid": "ours"}), algorithm="HS256"
    ),
    "for another": assertion(aud="https://elsewhere.example/token"),
    "for us and another": assertion(aud=[TOKEN_URL, "https://elsewhere.example/token"]),
    "for nobody": assertion(aud=None),
    "of another system": assertion(iss=str(uuid4())),
    "about another system": assertion(sub=str(uuid4())),
    "expired": assertion(exp=NOW - 60),
    "without an end": assertion(exp=None),
    "for an hour": assertion(exp=NOW + 3600),
    "for long, and begun long ago": assertion(iat=NOW - 3600),
    "of the future": assertion(iat=NOW + 3600, exp=NOW + 3660),
    "without a moment": assertion(iat=None),
    "without a number": assertion(jti=None),
    "with a number that can be guessed": assertion(jti="1"),
    "with a number without end": assertion(jti="1" * 300),
    "an access token": assertion(header={"typ": "at+jwt"}),
    "no token": "geheim",
    "empty": "",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_nothing_else_proves_it(wrong: str) -> None:
    with pytest.raises(AssertionRefused):
        proof_of(WRONG[wrong])


@pytest.mark.parametrize("unreadable", ["", "a", "a.b", "a.e30.b", "a.W10.b", "a.eyJpc3MiOjF9.b"])
def test_of_what_is_no_assertion_nobody_is_asked(unreadable: str) -> None:
    with pytest.raises(AssertionRefused):
        client_id_of(unreadable)


def test_only_the_public_half_of_keys_is_kept() -> None:
    given = keys_of(OURS, RSA)

    assert public_keys_of(given) == given
    assert read_public_keys(OURS_AS_TEXT) == keys_of(OURS)


OURS_AS_TEXT = str(keys_of(OURS)).replace("'", '"')
SECRET = OctKey.generate_key(256, {"kid": "secret"}).as_dict(private=True)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"keys": []}, "keys.number"),
        (keys_of(OURS, OURS), "keys.number"),
        (keys_of(*(ECKey.generate_key("P-256", auto_kid=True) for _ in range(6))), "keys.number"),
        (keys_of(ECKey.generate_key("P-256")), "keys.number"),
        ({}, "keys.unreadable"),
        ([], "keys.unreadable"),
        ({"keys": ["x"]}, "keys.unreadable"),
        ({"keys": [{"kty": "EC", "kid": "a"}]}, "keys.unreadable"),
        ({"keys": [{"kty": "new", "kid": "a"}]}, "keys.unreadable"),
        ({"keys": [OURS.as_dict(private=True)]}, "keys.private"),
        ({"keys": [SECRET]}, "keys.private"),
        (keys_of(ECKey.generate_key("P-384", {"kid": "a"})), "keys.weak"),
        (keys_of(ECKey.generate_key("P-256", {"kid": "a", "use": "enc"})), "keys.weak"),
    ],
    ids=[f"wrong {number}" for number in range(13)],
)
def test_keys_of_no_use_are_refused(given: Any, code: str) -> None:
    with pytest.raises(InvalidInput) as why:
        public_keys_of(given)

    assert [error.code for error in why.value.errors] == [code]


def test_a_short_key_is_refused() -> None:
    with pytest.warns(SecurityWarning):
        short = keys_of(RSAKey.generate_key(1024, {"kid": "short"}))
    with pytest.raises(InvalidInput), pytest.warns(SecurityWarning):
        public_keys_of(short)


def test_a_text_that_holds_no_keys_is_refused() -> None:
    for given in ("", "geen sleutel", "[]" * 20_000):
        with pytest.raises(InvalidInput):
            read_public_keys(given)


def test_intake_signs_if_it_has_a_key_and_publishes_the_other_one_too() -> None:
    one, other = (SecretStr(character * 32) for character in "ab")
    before = Settings(token_key=one, token_key_other=other).token_signer()
    after = Settings(token_key=other, token_key_other=one).token_signer()

    assert Settings().token_signer() is None
    assert before is not None
    assert after is not None
    known = [{key.kid for key in signer.public_keys} for signer in (before, after)]
    assert len(known[0]) == 2
    assert known[0] == known[1]
