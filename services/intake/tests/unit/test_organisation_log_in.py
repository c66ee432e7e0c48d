"""What comes back from a provider is believed only if everything about it is right."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeyParameters, OctKey, RSAKey, import_key
from pydantic import SecretStr, ValidationError

from samenspel_intake.domain.log_in_attempt import LogInAttempt, Purpose
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.gateways.oidc.calls import Calls
from samenspel_intake.gateways.oidc.provider import IdentityProvider
from samenspel_intake.gateways.oidc.refusals import LogInRefused, ProviderAway, Reason
from samenspel_intake.settings import ClaimNames, IssuerSettings, Settings, TwoFactors
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.identity_provider import CLIENT, SmallProvider, new_key, signed, unsigned

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
URL = "https://inloggen.example"
ENTREE = IssuerSettings(
    id="entree",
    label="Entree",
    url=URL,
    client_id=CLIENT,
    client_secret=SecretStr("geheim & meer"),
    claims=ClaimNames(
        name=("givenName", "sn"),
        organisation="nlEduPersonHomeOrganizationId",
        affiliation="eduPersonAffiliation",
    ),
    rule_claims=("groups",),
)
SIMPLE = IssuerSettings(
    id="simple", label="Eigen", url=URL, client_id=CLIENT, client_secret=SecretStr("geheim")
)
WITH_TWO_FACTORS = SIMPLE.model_copy(
    update={
        "two_factors": TwoFactors(acr=frozenset({"substantial", "high"}), amr=frozenset({"mfa"}))
    }
)
OF_A_TEACHER = {
    "sub": "9f2c@school.example",
    "givenName": "Fatima",
    "sn": "El Amrani",
    "eduPersonAffiliation": ["employee"],
    "nlEduPersonHomeOrganizationId": "99bb00",
    "groups": ["ib", 7],
}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def provider(clock: FixedClock) -> SmallProvider:
    return SmallProvider(URL, clock)


class Browser:
    """Follows a log-in by hand, so that a test can change what passes."""

    def __init__(self, provider: SmallProvider, issuer: IssuerSettings) -> None:
        transport = httpx2.ASGITransport(provider.app)
        self._http = httpx2.AsyncClient(transport=transport)
        self.ours = IdentityProvider(
            issuer, public_url="https://samenspel.example", calls=Calls(transport)
        )
        self.clock = provider.clock

    def begin(self) -> LogInAttempt:
        return LogInAttempt.begin("simple", return_to="/intake", at=self.clock.now())

    async def code_for(self, attempt: LogInAttempt) -> str:
        url = await self.ours.authorization_url(attempt, now=self.clock.now())
        answer = await self._http.get(url)
        assert answer.status_code == 303, answer.text
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]

    async def log_in(self) -> OrganisationAccount:
        attempt = self.begin()
        code = await self.code_for(attempt)
        return await self.ours.account(code, attempt, now=self.clock.now())

    async def refusal(self) -> Reason:
        with pytest.raises(LogInRefused) as refused:
            await self.log_in()
        return refused.value.reason


async def test_an_account_has_what_the_token_and_userinfo_tell(provider: SmallProvider) -> None:
    provider.account = OF_A_TEACHER

    account = await Browser(provider, ENTREE).log_in()

    assert account == OrganisationAccount(
        issuer="entree",
        subject="9f2c@school.example",
        name="Fatima El Amrani",
        tells_organisations=True,
        organisations=frozenset({"99BB00"}),
        claims={"groups": frozenset({"ib", "7"})},
    )
    assert provider.asked["/userinfo"] == 1


async def test_what_is_all_in_the_token_is_not_asked_again(provider: SmallProvider) -> None:
    account = await Browser(provider, SIMPLE).log_in()

    assert (account.name, account.code) == ("Fatima El Amrani", "simple:u-1")
    assert not account.tells_organisations
    assert "/userinfo" not in provider.asked


async def test_a_pupil_of_a_school_is_not_its_staff(provider: SmallProvider) -> None:
    provider.account = OF_A_TEACHER | {"eduPersonAffiliation": ["student"]}

    account = await Browser(provider, ENTREE).log_in()

    assert (account.organisations, account.claims) == (frozenset(), {})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"aud": "another"}, Reason.ANSWER_INVALID),
        ({"aud": ["another"]}, Reason.ANSWER_INVALID),
        ({"aud": [CLIENT, "another"]}, Reason.ANSWER_INVALID),
        ({"aud": [CLIENT, "another"], "azp": "another"}, Reason.ANSWER_INVALID),
        ({"azp": "another"}, Reason.ANSWER_INVALID),
        ({"iss": "https://other.example"}, Reason.ANSWER_INVALID),
        ({"iss": URL + "/"}, Reason.ANSWER_INVALID),
        ({"iss": None}, Reason.ANSWER_INVALID),
        ({"sub": None}, Reason.ANSWER_INVALID),
        ({"sub": ""}, Reason.ANSWER_INVALID),
        ({"sub": 7}, Reason.ANSWER_INVALID),
        ({"sub": "x" * 256}, Reason.ANSWER_INVALID),
        ({"nonce": "replayed"}, Reason.NONCE_WRONG),
        ({"nonce": None}, Reason.NONCE_WRONG),
        ({"exp": int((NOW - timedelta(seconds=61)).timestamp())}, Reason.ANSWER_EXPIRED),
        ({"exp": None}, Reason.ANSWER_INVALID),
        ({"iat": int((NOW + timedelta(seconds=61)).timestamp())}, Reason.ANSWER_INVALID),
        ({"iat": int((NOW - timedelta(minutes=12)).timestamp())}, Reason.ANSWER_EXPIRED),
        ({"iat": None}, Reason.ANSWER_INVALID),
        ({"nbf": int((NOW + timedelta(seconds=61)).timestamp())}, Reason.ANSWER_INVALID),
    ],
)
async def test_a_token_that_says_something_else_is_refused(
    provider: SmallProvider, changed: dict[str, Any], reason: Reason
) -> None:
    provider.change = lambda claims: {k: v for k, v in (claims | changed).items() if v is not None}

    assert await Browser(provider, SIMPLE).refusal() is reason


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": [CLIENT]},
        {"aud": [CLIENT, "another"], "azp": CLIENT},
        {"exp": int((NOW - timedelta(seconds=59)).timestamp())},
        {"iat": int((NOW + timedelta(seconds=59)).timestamp())},
    ],
)
async def test_clocks_may_differ_a_minute_and_audiences_be_several(
    provider: SmallProvider, changed: dict[str, Any]
) -> None:
    provider.change = lambda claims: claims | changed

    assert (await Browser(provider, SIMPLE).log_in()).subject == "u-1"


def by_another(claims: dict[str, Any], _: SmallProvider) -> str:
    return signed(claims, new_key("first"))


def by_nobody(claims: dict[str, Any], _: SmallProvider) -> str:
    return unsigned(claims)


def by_the_public_key_as_a_secret(claims: dict[str, Any], provider: SmallProvider) -> str:
    """Key confusion: HS256 under the text of the public key, which everybody has."""
    header = {"alg": "HS256", "kid": provider.keys[0].kid}
    published = provider.keys[0]
    assert isinstance(published, RSAKey)
    parts = [_part(header), _part(claims)]
    mac = hmac.new(published.as_pem(private=False), ".".join(parts).encode(), sha256).digest()
    return ".".join([*parts, urlsafe_b64encode(mac).rstrip(b"=").decode()])


def with_a_claim_changed(claims: dict[str, Any], provider: SmallProvider) -> str:
    header, _, signature = signed(claims, provider.keys[0]).split(".")
    return ".".join([header, _part(claims | {"sub": "director"}), signature])


def with_a_weak_algorithm(claims: dict[str, Any], provider: SmallProvider) -> str:
    bare = {k: v for k, v in provider.keys[0].as_dict(private=True).items() if k != "alg"}
    provider.keys[0] = import_key(bare, "RSA")
    header = {"alg": "RS512", "kid": "first"}
    return jwt.encode(header, claims, provider.keys[0], algorithms=["RS512"])


def of_no_form(*_: object) -> str:
    return "no.token"


def _part(content: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "forge",
    [
        by_another,
        by_nobody,
        by_the_public_key_as_a_secret,
        with_a_claim_changed,
        with_a_weak_algorithm,
        of_no_form,
    ],
)
async def test_a_forged_token_is_refused(
    provider: SmallProvider, forge: Callable[[dict[str, Any], SmallProvider], str]
) -> None:
    provider.sign = lambda claims: forge(claims, provider)

    assert await Browser(provider, SIMPLE).refusal() is Reason.ANSWER_INVALID


async def test_a_shared_secret_among_the_keys_is_no_key(provider: SmallProvider) -> None:
    secret = OctKey.import_key("known to all, since it is published", {"kid": "shared"})
    provider.keys = [*provider.keys, secret]
    header = _part({"alg": "HS256", "kid": "shared"})

    def sign(claims: dict[str, Any]) -> str:
        text = f"{header}.{_part(claims)}"
        mac = hmac.new(b"known to all, since it is published", text.encode(), sha256).digest()
        return f"{text}.{urlsafe_b64encode(mac).rstrip(b'=').decode()}"

    provider.sign = sign

    assert await Browser(provider, SIMPLE).refusal() is Reason.ANSWER_INVALID


@pytest.mark.parametrize("alg", ["PS256", "ES256"])
async def test_other_good_algorithms_are_taken(provider: SmallProvider, alg: str) -> None:
    named: KeyParameters = {"kid": "good", "alg": alg}
    rsa = alg == "PS256"
    provider.keys[0] = (
        RSAKey.generate_key(2048, named) if rsa else ECKey.generate_key("P-256", named)
    )
    provider.sign = lambda claims: signed(claims, provider.keys[0], alg=alg)

    assert (await Browser(provider, SIMPLE).log_in()).subject == "u-1"


async def test_a_new_key_is_fetched_but_at_most_once_a_minute(
    provider: SmallProvider, clock: FixedClock
) -> None:
    browser = Browser(provider, SIMPLE)
    await browser.log_in()
    provider.keys = [new_key("second")]
    assert await browser.refusal() is Reason.ANSWER_INVALID
    assert provider.asked["/jwks"] == 1

    clock.advance(timedelta(minutes=1))
    assert (await browser.log_in()).subject == "u-1"
    assert provider.asked["/jwks"] == 2

    provider.sign = lambda claims: signed(claims, provider.keys[0], kid="made up")
    for _ in range(3):
        assert await browser.refusal() is Reason.ANSWER_INVALID
    assert provider.asked["/jwks"] == 2


async def test_documents_are_kept_for_an_hour_and_while_nobody_answers(
    provider: SmallProvider, clock: FixedClock
) -> None:
    browser = Browser(provider, SIMPLE)
    await browser.log_in()
    await browser.log_in()
    assert provider.asked["/.well-known/openid-configuration"] == 1

    clock.advance(timedelta(hours=1))
    provider.away = True
    await browser.ours.authorization_url(browser.begin(), now=clock.now())
    provider.away = False
    await browser.log_in()
    assert provider.asked["/.well-known/openid-configuration"] == 3


async def test_a_provider_that_was_never_reached_is_away(provider: SmallProvider) -> None:
    provider.away = True

    with pytest.raises(ProviderAway):
        await Browser(provider, SIMPLE).log_in()


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://inloggen.example/token"},
        {"code_challenge_methods_supported": ["plain"]},
        {"jwks_uri": None},
        {"end_session_endpoint": "http://inloggen.example/end"},
    ],
)
async def test_a_provider_that_describes_itself_wrongly_is_not_used(
    provider: SmallProvider, metadata: dict[str, Any]
) -> None:
    provider.metadata = metadata

    assert await Browser(provider, SIMPLE).refusal() is Reason.PROVIDER_UNUSABLE


async def test_a_code_is_worth_nothing_twice_or_without_its_verifier(
    provider: SmallProvider,
) -> None:
    browser = Browser(provider, SIMPLE)
    attempt = browser.begin()
    code = await browser.code_for(attempt)
    await browser.ours.account(code, attempt, now=NOW)
    stolen = await browser.code_for(attempt)

    for used, by in ((code, attempt), (stolen, replace(attempt, secret="another"))):
        with pytest.raises(LogInRefused) as refused:
            await browser.ours.account(used, by, now=NOW)
        assert refused.value.reason is Reason.CODE_REFUSED


async def test_a_stolen_code_fails_by_its_nonce_even_where_pkce_is_not_checked(
    provider: SmallProvider,
) -> None:
    provider.checks_pkce = provider.forgets_codes = False
    browser = Browser(provider, SIMPLE)
    stolen = await browser.code_for(browser.begin())

    with pytest.raises(LogInRefused) as refused:
        await browser.ours.account(stolen, browser.begin(), now=NOW)
    assert refused.value.reason is Reason.NONCE_WRONG


async def test_userinfo_of_somebody_else_is_refused(provider: SmallProvider) -> None:
    provider.account = OF_A_TEACHER
    provider.userinfo = OF_A_TEACHER | {"sub": "director"}

    assert await Browser(provider, ENTREE).refusal() is Reason.USERINFO_OF_ANOTHER


async def test_an_access_token_that_does_not_belong_to_the_id_token_is_refused(
    provider: SmallProvider,
) -> None:
    provider.account = OF_A_TEACHER
    provider.change = lambda claims: claims | {"at_hash": "of-another"}

    assert await Browser(provider, ENTREE).refusal() is Reason.ANSWER_INVALID


async def test_a_level_of_assurance_that_was_asked_must_be_reached(
    provider: SmallProvider,
) -> None:
    substantial = "http://eidas.europa.eu/LoA/substantial"
    asking = SIMPLE.model_copy(update={"acr_values": (substantial,)})
    browser = Browser(provider, asking)

    url = await browser.ours.authorization_url(browser.begin(), now=NOW)
    assert parse_qs(urlsplit(url).query)["acr_values"] == [substantial]
    assert await browser.refusal() is Reason.ASSURANCE_TOO_LOW
    provider.account |= {"acr": substantial}
    assert (await browser.log_in()).subject == "u-1"


async def test_we_prove_who_we_are_with_a_key(provider: SmallProvider) -> None:
    key = new_key("ours")
    provider.client_key = key
    with_key = SIMPLE.model_copy(
        update={
            "client_secret": None,
            "private_key": SecretStr(json.dumps(key.as_dict(private=True))),
        }
    )

    assert (await Browser(provider, with_key).log_in()).subject == "u-1"


@pytest.mark.parametrize(
    ("told", "is_strong"),
    [
        ({}, False),
        ({"acr": "substantial"}, True),
        ({"acr": "low"}, False),
        ({"acr": ["low"]}, False),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, True),
        ({"amr": {"mfa": True}}, False),
    ],
)
async def test_two_factors_are_believed_where_the_token_says_so(
    provider: SmallProvider, told: dict[str, Any], is_strong: bool
) -> None:
    provider.change = lambda claims: claims | told
    account = await Browser(provider, WITH_TWO_FACTORS).log_in()

    assert account.is_strong is is_strong
    assert not (await Browser(provider, SIMPLE).log_in()).is_strong, "nothing was set to count"


async def test_an_organisation_may_ask_two_factors_of_everybody(provider: SmallProvider) -> None:
    always = SIMPLE.model_copy(update={"two_factors": TwoFactors(always=True)})
    assert (await Browser(provider, always).log_in()).is_strong


async def test_two_factors_are_asked_for_by_level_or_by_a_new_log_in(
    provider: SmallProvider,
) -> None:
    strong = Purpose(is_strong=True)
    by_amr = SIMPLE.model_copy(update={"two_factors": TwoFactors(amr=frozenset({"mfa"}))})
    for issuer, asked in (
        (WITH_TWO_FACTORS, {"acr_values": ["high substantial"]}),
        (by_amr, {"prompt": ["login"]}),
    ):
        ours = Browser(provider, issuer).ours
        for purpose, expected in ((strong, asked), (Purpose(), {})):
            attempt = LogInAttempt.begin("simple", return_to="/", at=NOW, purpose=purpose)
            url = await ours.authorization_url(attempt, now=NOW)
            query = parse_qs(urlsplit(url).query)
            assert {k: v for k, v in query.items() if k in ("acr_values", "prompt")} == expected


async def test_more_than_the_lowest_level_that_is_asked_is_enough(provider: SmallProvider) -> None:
    both = WITH_TWO_FACTORS.model_copy(update={"acr_values": ("low",)})
    provider.change = lambda claims: claims | {"acr": "high"}
    assert (await Browser(provider, both).log_in()).is_strong


async def test_what_is_asked_is_exact_and_random(provider: SmallProvider) -> None:
    browser = Browser(provider, SIMPLE)
    asked = [
        parse_qs(urlsplit(await browser.ours.authorization_url(a, now=NOW)).query)
        for a in (browser.begin(), browser.begin())
    ]

    first = asked[0]
    assert first["redirect_uri"] == ["https://samenspel.example/intake/log-in/simple/callback"]
    assert (first["response_type"], first["code_challenge_method"]) == (["code"], ["S256"])
    for secret in ("state", "nonce", "code_challenge"):
        assert len(first[secret][0]) == 43  # 256 bits
        assert first[secret] != asked[1][secret]


async def test_an_answer_of_another_issuer_is_refused(provider: SmallProvider) -> None:
    ours = Browser(provider, SIMPLE).ours

    await ours.check_answer(URL, now=NOW)
    for iss in (None, "https://other.example"):
        with pytest.raises(LogInRefused):
            await ours.check_answer(iss, now=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "http://inloggen.example"},
        {"client_secret": None},
        {"private_key": "{}"},
        {"scopes": ["profile"]},
        {"id": "Entree"},
        {"more": "than we know"},
    ],
)
def test_an_issuer_that_is_not_safe_is_no_setting(changed: dict[str, Any]) -> None:
    whole = {
        "id": "a",
        "label": "A",
        "url": URL,
        "client_id": CLIENT,
        "client_secret": "very secret",
    }
    Settings(issuers=(IssuerSettings.model_validate(whole),))
    with pytest.raises(ValidationError) as why:
        IssuerSettings.model_validate(whole | changed)
    assert "very secret" not in str(why.value)


def test_two_issuers_have_two_ids() -> None:
    with pytest.raises(ValidationError):
        Settings(issuers=(SIMPLE, SIMPLE))
