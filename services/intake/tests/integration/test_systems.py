"""Integration: a partner's system signs who it is, gets a token, and may what its role may."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OctKey, RSAKey
from sqlalchemy import text

from samenspel_intake.domain.alliance import unit_id_of
from samenspel_intake.jobs.forget_systems import forget_systems
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_platform.cookies import COOKIE

from .passwordless import a_pupil, send

API = "/intake/v1"
TOKEN = "/intake/oauth/token"
ISSUER = "http://127.0.0.1:8000/intake"
TOKEN_URL = f"{ISSUER}/oauth/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ZUID, NOORD = (str(unit_id_of("PO9901", unit)) for unit in ("zuid", "noord"))
PARTNERS = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
ANOTHERS = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
RSA = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)


def keys_of(*keys: Key) -> dict[str, Any]:
    return {"keys": [key.as_dict(private=False) for key in keys]}


@dataclass
class Partner:
    """A system of a partner, as far as it can do anything itself."""

    intake: Any
    id: str
    key: Key = field(default_factory=lambda: PARTNERS)
    algorithm: str = "ES256"

    def assertion(self, key: Key | None = None, typ: str | None = None, **changed: Any) -> str:
        now = int(self.intake.clock.now().timestamp())
        claims = {
            "iss": self.id,
            "sub": self.id,
            "aud": TOKEN_URL,
            "iat": now,
            "exp": now + 60,
            "jti": secrets.token_urlsafe(24),
        }
        claims = {k: v for k, v in {**claims, **changed}.items() if v is not None}
        by = key or self.key
        header = {"alg": self.algorithm, "kid": by.kid} | ({"typ": typ} if typ else {})
        return jwt.encode(header, claims, by, algorithms=[self.algorithm])

    async def ask(self, assertion: str | None = None, **changed: str | None) -> httpx2.Response:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self.assertion() if assertion is None else assertion,
        }
        sent = {k: v for k, v in {**form, **changed}.items() if v is not None}
        async with self.intake.client(None) as client:
            answer: httpx2.Response = await client.post(TOKEN, data=sent)
        return answer

    async def token(self) -> str:
        answer = await self.ask()
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def get(self, path: str, token: str | None = None) -> httpx2.Response:
        headers = {"authorization": f"Bearer {token or await self.token()}"}
        async with self.intake.client(None) as client:
            answer: httpx2.Response = await client.get(path, headers=headers)
        return answer


@pytest.fixture
def administrator(intake: Any) -> Actor:
    return Actor(
        person_id=PersonId(uuid4()),
        alliance_id=intake.scope.alliance_id,
        role=Role.ADMINISTRATOR,
    )


def a_system(**changed: Any) -> dict[str, Any]:
    asked = {"name": "Gemeente Zuid", "role": "unit-coordinator", "unitId": ZUID}
    return {**asked, "keys": keys_of(PARTNERS), **changed}


async def register(intake: Any, by: Actor, key: Key = PARTNERS, **changed: Any) -> Partner:
    async with intake.client(by) as client:
        body = a_system(keys=keys_of(key), **changed)
        answer = await client.post(f"{API}/systems", json=body)
    assert answer.status_code == 201, answer.text
    return Partner(intake, answer.json()["id"], key, "PS256" if key is RSA else "ES256")


async def ids_of(answer: httpx2.Response) -> set[str]:
    assert answer.status_code == 200, answer.text
    return {item["pupil"]["id"] for item in answer.json()["items"]}


async def test_a_system_reads_what_its_role_may_and_nothing_else(
    intake: Any, administrator: Actor
) -> None:
    pupil, partner = await a_pupil(intake), await register(intake, administrator)
    elsewhere = await register(intake, administrator, ANOTHERS, unitId=NOORD)
    answer = await partner.ask()
    assert answer.headers["cache-control"] == "no-store"
    given = answer.json()
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 600)
    token = given["access_token"]

    assert (await partner.get(f"{API}/pupils/{pupil}", token)).status_code == 200
    assert (await elsewhere.get(f"{API}/pupils/{pupil}")).status_code == 404
    assert (await partner.get(f"{API}/people", token)).status_code == 403
    async with intake.process.transactions(intake.scope) as uow:
        query = "SELECT person_id, role, by_relation FROM access_log WHERE pupil_id = :p"
        noted = (await uow.session.execute(text(query), {"p": pupil})).all()
    assert {(str(n.person_id), n.role, n.by_relation) for n in noted} == {
        (partner.id, "unit-coordinator", "unit"),
        (elsewhere.id, "unit-coordinator", None),
    }


async def test_a_system_of_pupils_sees_those_pupils_alone(
    intake: Any, administrator: Actor
) -> None:
    pupil, other = await a_pupil(intake), await a_pupil(intake, "Noor")
    bounds: dict[str, Any] = {"role": "youth-consultant", "unitId": None, "pupilIds": [str(pupil)]}
    partner = await register(intake, administrator, **bounds)

    assert (await partner.get(f"{API}/pupils/{pupil}")).status_code == 200
    assert (await partner.get(f"{API}/pupils/{other}")).status_code == 404


async def test_a_system_writes_with_its_token_and_once_for_each_key(
    intake: Any, administrator: Actor
) -> None:
    pupil, partner = await a_pupil(intake), await register(intake, administrator)
    headers = {
        "authorization": f"Bearer {await partner.token()}",
        "idempotency-key": "k1",
        "origin": "https://gemeente.example",
    }
    body = {"kind": "arrangement", "question": "Wie denkt er mee?", "pupilId": str(pupil)}
    async with intake.client(None) as client:
        first = await client.post(f"{API}/support-requests", json=body, headers=headers)
        again = await client.post(f"{API}/support-requests", json=body, headers=headers)

    assert first.status_code == 201, first.text
    assert again.json() == first.json()
    assert "set-cookie" not in first.headers


async def test_rsa_keys_do_too(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator, RSA)

    assert (await partner.ask()).status_code == 200
    partner.algorithm = "RS256"
    assert (await partner.ask(partner.assertion(aud=ISSUER))).status_code == 200
    assert (await partner.ask(partner.assertion(aud=[TOKEN_URL]))).status_code == 200


async def refused(
    answer: httpx2.Response, error: str = "invalid_client", status: int = 401
) -> None:
    assert (answer.status_code, answer.json()) == (status, {"error": error})
    assert answer.headers["cache-control"] == "no-store"


async def test_other_ways_to_prove_it_give_nothing(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator)
    right = partner.assertion().split(".")
    unsigned = ".".join(["eyJhbGciOiJub25lIn0", right[1], ""])
    public = OctKey.import_key(
        str(PARTNERS.as_dict(private=False)["x"]), {"kid": PARTNERS.kid or ""}
    )
    confused = Partner(intake, partner.id, public, "HS256").assertion()

    for assertion in (unsigned, confused, "", "a", "a.b.c", "..", right[0], "e30.e30.e30"):
        await refused(await partner.ask(assertion))
    await refused(await partner.ask(client_assertion_type="jwt"))
    await refused(await partner.ask(client_assertion=None, client_secret="geheim"))


async def test_an_assertion_counts_once(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator)
    assertion = partner.assertion()

    assert (await partner.ask(assertion)).status_code == 200
    await refused(await partner.ask(assertion))


async def test_a_system_cannot_speak_for_another(intake: Any, administrator: Actor) -> None:
    one = await register(intake, administrator)
    other = await register(intake, administrator, ANOTHERS, unitId=NOORD)

    await refused(await one.ask(one.assertion(iss=other.id, sub=other.id)))
    await refused(await one.ask(one.assertion(sub=other.id)))


async def test_a_request_that_is_not_as_it_should_be_is_told_why(
    intake: Any, administrator: Actor
) -> None:
    partner = await register(intake, administrator)

    await refused(await partner.ask(grant_type=None), "invalid_request", 400)
    await refused(await partner.ask(grant_type="password"), "unsupported_grant_type", 400)
    await refused(await partner.ask(scope="all"), "invalid_scope", 400)
    async with intake.client(None) as client:
        await refused(await client.post(TOKEN, json={}), "invalid_request", 400)
        twice = {"grant_type": ["client_credentials", "client_credentials"]}
        await refused(await client.post(TOKEN, data=twice), "invalid_request", 400)


async def test_a_revoked_system_is_out_at_once(intake: Any, administrator: Actor) -> None:
    pupil, partner = await a_pupil(intake), await register(intake, administrator)
    token = await partner.token()
    assert (await partner.get(f"{API}/pupils/{pupil}", token)).status_code == 200

    async with intake.client(administrator) as client:
        one = f"{API}/systems/{partner.id}"
        assert (await client.delete(one)).status_code == 204
        assert (await client.delete(one)).status_code == 404
        new = {"keys": keys_of(ANOTHERS)}
        assert (await client.put(f"{one}/keys", json=new)).status_code == 404
        listed = (await client.get(f"{API}/systems")).json()["items"]

    answer = await partner.get(f"{API}/pupils/{pupil}", token)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    await refused(await partner.ask())
    assert listed[0]["revokedAt"] is not None


async def test_a_system_without_a_role_gets_no_token(intake: Any, administrator: Actor) -> None:
    pupil, partner = await a_pupil(intake), await register(intake, administrator)
    token = await partner.token()
    async with intake.client(administrator) as client:
        grant = (await client.get(f"{API}/systems")).json()["items"][0]["grants"][0]["id"]
        one = f"{API}/people/{partner.id}/grants/{grant}"
        assert (await client.delete(one)).status_code == 204

    assert (await partner.get(f"{API}/pupils/{pupil}", token)).status_code == 401
    await refused(await partner.ask(), "unauthorized_client", 400)


async def test_a_role_that_is_not_for_systems_gives_it_no_more(
    intake: Any, administrator: Actor
) -> None:
    partner = await register(intake, administrator)
    async with intake.client(administrator) as client:
        more = {"role": "administrator"}
        assert (
            await client.post(f"{API}/people/{partner.id}/grants", json=more)
        ).status_code == 201

    assert (await partner.get(f"{API}/people")).status_code == 403


async def test_new_keys_count_at_once_and_the_old_no_more(
    intake: Any, administrator: Actor
) -> None:
    partner = await register(intake, administrator)
    async with intake.client(administrator) as client:
        new = {"keys": keys_of(ANOTHERS, RSA)}
        answer = await client.put(f"{API}/systems/{partner.id}/keys", json=new)
    assert answer.json()["keyIds"] == [ANOTHERS.kid, RSA.kid]

    await refused(await partner.ask())
    partner.key = ANOTHERS
    assert (await partner.ask()).status_code == 200


UNBOUNDED: dict[str, dict[str, Any]] = {
    "grant.role": {"role": "administrator"},
    "person.relation-missing": {"role": "youth-consultant"},
    "pupil.unknown": {"role": "youth-consultant", "pupilIds": [str(uuid4())]},
    "unit.unknown": {"unitId": str(uuid4())},
    "school.unknown": {"schoolId": str(uuid4())},
    "name.missing": {"name": ""},
    "keys.private": {"keys": {"keys": [PARTNERS.as_dict(private=True)]}},
}


async def test_a_system_is_not_registered_without_all_that_it_needs(
    intake: Any, administrator: Actor
) -> None:
    async with intake.client(administrator) as client:
        for code, changed in UNBOUNDED.items():
            answer = await client.post(f"{API}/systems", json=a_system(**changed))
            assert answer.status_code == 400, answer.text
            assert [error["code"] for error in answer.json()["errors"]] == [code]


async def test_another_alliance_knows_nothing_of_it(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator)
    stranger = Actor(
        person_id=PersonId(uuid4()), alliance_id=AllianceId(uuid4()), role=Role.ADMINISTRATOR
    )
    async with intake.client(stranger) as client:
        assert (await client.get(f"{API}/systems")).json() == {"items": []}
        assert (await client.delete(f"{API}/systems/{partner.id}")).status_code == 404


async def test_a_token_opens_no_page_and_does_not_go_with_a_cookie(
    intake: Any, administrator: Actor, unit_coordinator: Actor
) -> None:
    partner = await register(intake, administrator)
    headers = {"authorization": f"Bearer {await partner.token()}"}
    async with intake.client(None) as client:
        for page in (
            "/intake/desk",
            "/intake/sessions",
            "/intake/fragments/support-requests/x/question",
        ):
            answer = await client.get(page, headers=headers)
            assert (answer.status_code, answer.headers["location"]) == (303, "/intake"), page
    async with intake.client(unit_coordinator) as client:
        assert COOKIE in client.cookies
        answer = await client.get(f"{API}/support-requests", headers=headers)

    assert answer.status_code == 400


async def test_who_guesses_is_told_to_wait(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator)
    for _ in range(30):
        await refused(await partner.ask("a.b.c"))

    answer = await partner.ask()
    await refused(answer, "slow_down", 429)
    assert answer.headers["retry-after"] == "900"
    intake.clock.advance(minutes=16)
    assert (await partner.ask()).status_code == 200


async def test_a_system_asks_at_most_so_often(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator)
    async with intake.process.job_context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        query = "INSERT INTO try_count VALUES ('tokens-to-system', :who, :at, 120)"
        at = intake.clock.now()
        await uow.session.execute(text(query), {"who": UUID(partner.id).bytes, "at": at})

    await refused(await partner.ask(), "slow_down", 429)


async def test_what_one_needs_to_know_is_published(intake: Any) -> None:
    async with intake.client(None) as client:
        about = await client.get("/.well-known/oauth-authorization-server/intake")
        assert about.json()["issuer"] == ISSUER
        assert about.json()["token_endpoint"] == TOKEN_URL
        assert about.json()["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
        published = await client.get(about.json()["jwks_uri"])

    [key] = published.json()["keys"]
    assert (key["kty"], key["crv"], key["alg"]) == ("EC", "P-256", "ES256")
    assert "d" not in key


async def test_what_is_over_is_forgotten(intake: Any, administrator: Actor) -> None:
    partner = await register(intake, administrator)
    await partner.token()
    intake.clock.advance(days=2)
    await partner.token()
    await forget_systems(intake.process.job_context)

    async with intake.process.job_context.transactions(intake.scope) as uow:
        for count in ("SELECT count(*) FROM used_assertion", "SELECT count(*) FROM log_in"):
            assert await uow.session.scalar(text(count)) == 1, count


async def test_an_administrator_lets_a_system_in_and_puts_it_out_on_a_page(
    intake: Any, administrator: Actor
) -> None:
    pupil, page = await a_pupil(intake), "/intake/access/systems"
    fields = {"name": "Gemeente Zuid", "role": "youth-consultant", "pupil_ids": f"{pupil}\n"}
    async with intake.client(administrator) as client:
        wrong = await send(client, page, **fields, keys=json.dumps(PARTNERS.as_dict(private=True)))
        assert (wrong.status_code, "Dit zijn geen sleutels" in wrong.text) == (422, True)
        for text, why in ((PARTNERS.as_dict(private=True), "geheime"), ({}, "één tot vijf")):
            keys = json.dumps({"keys": [text] if text else []})
            wrong = await send(client, page, **fields, keys=keys)
            assert (wrong.status_code, why in wrong.text) == (422, True)
        nobodys = fields | {"pupil_ids": str(uuid4()), "keys": json.dumps(keys_of(PARTNERS))}
        assert (await send(client, page, **nobodys)).status_code == 422
        made = await send(client, page, **fields, keys=json.dumps(keys_of(PARTNERS)))
        assert (made.status_code, made.headers["location"]) == (303, page)
        [one] = (await client.get(f"{API}/systems")).json()["items"]
        listed = (await client.get(page)).text
        assert "Gemeente Zuid" in listed
        assert one["id"] in listed

        partner = Partner(intake, one["id"])
        token = await partner.token()
        assert (await partner.get(f"{API}/pupils/{pupil}", token)).status_code == 200
        gone = await send(client, page, f"{page}/{partner.id}/revocation")
        assert gone.status_code == 303
        assert partner.id not in (await client.get(page)).text
    assert (await partner.get(f"{API}/pupils/{pupil}", token)).status_code == 401
