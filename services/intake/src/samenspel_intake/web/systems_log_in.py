"""Where partners' systems get access tokens (RFC 6749, 4.4), and what they must know for it."""

from enum import StrEnum

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

from samenspel_intake.application.let_system_in import TOO_MANY, USED, let_system_in
from samenspel_intake.domain.limits import WRONG_TRIES
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.partner_system import TOKEN_LASTS
from samenspel_intake.gateways.systems.assertions import (
    ALGORITHMS,
    AssertionRefused,
    check,
    client_id_of,
)
from samenspel_intake.web.visitor import clock_of, count, refuse_guesser, transactions_of
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_platform.access_tokens import TokenSigner, issuer_of

router = APIRouter(prefix="/oauth")
well_known = APIRouter(prefix="/.well-known")
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
GRANT_TYPE = "client_credentials"
NO_STORE = {"cache-control": "no-store", "pragma": "no-cache"}
KEPT_A_WHILE = {"cache-control": "public, max-age=300"}
RETRY_AFTER = str(int(WRONG_TRIES.window.total_seconds()))


class Error(StrEnum):
    """Why there is no token (RFC 6749, 5.2; the last one from RFC 8628, 3.5)."""

    INVALID_REQUEST = "invalid_request"
    INVALID_CLIENT = "invalid_client"
    INVALID_SCOPE = "invalid_scope"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    SLOW_DOWN = "slow_down"


STATUS = {Error.INVALID_CLIENT: 401, Error.SLOW_DOWN: 429}
BY_RULE = {USED: Error.INVALID_CLIENT, TOO_MANY: Error.SLOW_DOWN}


class TokenRefused(Exception):
    """There is no token for this request."""

    def __init__(self, error: Error) -> None:
        super().__init__(error.value)
        self.error = error


@router.post("/token")
async def token(request: Request) -> Response:
    """Give a token to a system that proves who it is by what it signed (RFC 7523, 2.2)."""
    signer = _signer(request)
    try:
        await refuse_guesser(request)
        session = await _session(request, _assertion(await _form(request)))
    except HTTPException:
        return _refusal(Error.SLOW_DOWN)
    except TokenRefused as why:
        return _refusal(await _counted(request, why.error))
    given = {
        "access_token": signer.sign(session),
        "token_type": "Bearer",
        "expires_in": int(TOKEN_LASTS.total_seconds()),
    }
    return JSONResponse(given, headers=NO_STORE)


@router.get("/keys")
async def keys(request: Request) -> Response:
    """Publish the keys by which our tokens are known (a JWK Set, RFC 7517)."""
    return JSONResponse(_signer(request).public_keys.as_dict(), headers=KEPT_A_WHILE)


@well_known.get("/oauth-authorization-server/intake")
async def metadata(request: Request) -> Response:
    """Describe how tokens are got here (RFC 8414)."""
    _signer(request)
    issuer, token_endpoint = _audiences(request)
    return JSONResponse(
        {
            "issuer": issuer,
            "token_endpoint": token_endpoint,
            "jwks_uri": f"{issuer}/oauth/keys",
            "grant_types_supported": [GRANT_TYPE],
            "response_types_supported": [],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        },
        headers=KEPT_A_WHILE,
    )


async def _form(request: Request) -> FormData:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/x-www-form-urlencoded":
        raise TokenRefused(Error.INVALID_REQUEST)
    form = await request.form(max_files=0, max_fields=20)
    if len(form.multi_items()) != len(form):  # no parameter twice (RFC 6749, 3.2)
        raise TokenRefused(Error.INVALID_REQUEST)
    return form


def _assertion(form: FormData) -> str:
    if "grant_type" not in form:
        raise TokenRefused(Error.INVALID_REQUEST)
    if form["grant_type"] != GRANT_TYPE:
        raise TokenRefused(Error.UNSUPPORTED_GRANT_TYPE)
    if form.get("scope"):  # what it may do is known here, and the same every time
        raise TokenRefused(Error.INVALID_SCOPE)
    assertion = str(form.get("client_assertion", ""))
    if form.get("client_assertion_type") != ASSERTION_TYPE or not assertion:
        raise TokenRefused(Error.INVALID_CLIENT)
    return assertion


async def _session(request: Request, assertion: str) -> Session:
    transactions, clock = transactions_of(request), clock_of(request)
    try:
        client_id = client_id_of(assertion)
        async with transactions(Scope.begin(NO_ALLIANCE)) as uow:
            homes = await uow.log_in_keys.find(LogInKeyKind.SYSTEM, client_id)
        for alliance_id, id_ in homes:
            async with transactions(Scope.begin(alliance_id)) as uow:
                system = await uow.systems.find(id_)
                if system is not None and not system.is_revoked:
                    audiences = _audiences(request)
                    proof = check(assertion, system, audiences=audiences, now=clock.now())
                    return await let_system_in(system, proof, uow=uow, clock=clock)
    except AssertionRefused:
        raise TokenRefused(Error.INVALID_CLIENT) from None
    except RuleViolation as why:
        raise TokenRefused(BY_RULE.get(why.code, Error.UNAUTHORIZED_CLIENT)) from None
    raise TokenRefused(Error.INVALID_CLIENT)


async def _counted(request: Request, error: Error) -> Error:
    """Count what may be guessing; who guesses too much is told to wait."""
    if error is not Error.INVALID_CLIENT:
        return error
    try:
        await count(request, WRONG_TRIES)
    except HTTPException:
        return Error.SLOW_DOWN
    return error


def _refusal(error: Error) -> Response:
    headers = NO_STORE | ({"retry-after": RETRY_AFTER} if error is Error.SLOW_DOWN else {})
    return JSONResponse({"error": error.value}, STATUS.get(error, 400), headers)


def _signer(request: Request) -> TokenSigner:
    """Give what signs tokens; NotFound where systems do not come in."""
    signer: TokenSigner | None = request.app.state.token_signer
    if signer is None:
        raise NotFound
    return signer


def _audiences(request: Request) -> tuple[str, str]:
    """Give the issuer and the token end-point, either of which an assertion may be for."""
    issuer = issuer_of(request.app.state.settings.public_url)
    return issuer, f"{issuer}/oauth/token"
