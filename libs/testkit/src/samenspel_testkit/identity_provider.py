"""A small OpenID Connect provider, as strict as ours must be and as false as a test wants."""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import Key, KeySet, RSAKey
from starlette.responses import Response

from samenspel_kernel.clock import Clock

ALGORITHMS = ["RS256", "PS256", "ES256"]
CLIENT, SECRET = "samenspel", "a secret of the tests"
LIFETIME_SECONDS = 300

Claims = dict[str, Any]


def new_key(kid: str) -> RSAKey:
    """Make a key to sign with."""
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": kid})


@cache
def usual_key() -> RSAKey:
    """Give the key that a provider has unless a test says otherwise; making one takes long."""
    return new_key("first")


@dataclass
class _Login:
    client_id: str
    redirect_uri: str
    challenge: str
    nonce: str


@dataclass
class SmallProvider:
    """Logs everybody in as `account`, whose claims beside `sub` come from `in_token` or userinfo.

    `change` gets the claims of each ID token before it is signed, `sign` may sign in a way of its
    own. `client_key` is the public key of a client without a secret. `asked` counts what was
    fetched, by path. While `away`, it answers nothing but 503.
    """

    issuer: str
    clock: Clock
    account: Claims = field(default_factory=lambda: {"sub": "u-1", "name": "Fatima El Amrani"})
    in_token: frozenset[str] = frozenset({"name", "email", "acr"})
    keys: list[Key] = field(default_factory=lambda: [usual_key()])
    change: Callable[[Claims], Claims] = lambda claims: claims
    sign: Callable[[Claims], str] | None = None
    client_key: Key | None = None
    metadata: Claims = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    away: bool = False
    userinfo: Claims | None = None
    checks_pkce: bool = True
    forgets_codes: bool = True
    _codes: dict[str, _Login] = field(default_factory=dict)
    _tokens: dict[str, Claims] = field(default_factory=dict)

    @property
    def app(self) -> FastAPI:
        """It as an ASGI application."""
        app = FastAPI(openapi_url=None)

        @app.middleware("http")
        async def count(request: Request, call_next: Any) -> Response:
            path = request.url.path
            self.asked[path] = self.asked.get(path, 0) + 1
            answer: Response = Response(status_code=503) if self.away else await call_next(request)
            return answer

        app.add_api_route("/.well-known/openid-configuration", self._describe)
        app.add_api_route("/jwks", self._publish)
        app.add_api_route("/authorize", self._authorize)
        app.add_api_route("/token", self._token, methods=["POST"])
        app.add_api_route("/userinfo", self._tell)
        return app

    async def _describe(self) -> JSONResponse:
        described = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return JSONResponse(described | self.metadata)

    async def _publish(self) -> JSONResponse:
        return JSONResponse(KeySet(list(self.keys)).as_dict(private=False))

    async def _authorize(self, request: Request) -> Response:
        asked = request.query_params
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(16)
        self._codes[code] = _Login(
            asked["client_id"], asked["redirect_uri"], asked["code_challenge"], asked["nonce"]
        )
        answer = {"code": code, "state": asked["state"], "iss": self.issuer}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 303)

    async def _token(self, request: Request) -> JSONResponse:
        form = {key: str(value) for key, value in (await request.form()).items()}
        if not self._knows(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        code = form.get("code", "")
        login = self._codes.pop(code, None) if self.forgets_codes else self._codes.get(code)
        if login is None or login.redirect_uri != form.get("redirect_uri"):
            return JSONResponse({"error": "invalid_grant"}, 400)
        if self.checks_pkce and _challenge(form.get("code_verifier", "")) != login.challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        access_token = secrets.token_urlsafe(16)
        self._tokens[access_token] = dict(self.account)
        return JSONResponse(
            {
                "access_token": access_token,
                "token_type": "Bearer",
                "id_token": self._id_token(login, access_token),
            }
        )

    async def _tell(self, request: Request) -> JSONResponse:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self._tokens:
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse(self._tokens[token] if self.userinfo is None else self.userinfo)

    def _knows(self, request: Request, form: Mapping[str, str]) -> bool:
        if self.client_key is not None:
            told = jwt.decode(form["client_assertion"], self.client_key, algorithms=ALGORITHMS)
            named = (told.claims["sub"], told.claims["aud"])
            return named == (CLIENT, f"{self.issuer}/token")
        return request.headers.get("authorization", "").startswith("Basic ")

    def _id_token(self, login: _Login, access_token: str) -> str:
        now = int(self.clock.now().timestamp())
        half = sha256(access_token.encode()).digest()[:16]
        claims = self.change(
            {
                "iss": self.issuer,
                "aud": login.client_id,
                "sub": self.account["sub"],
                "iat": now,
                "exp": now + LIFETIME_SECONDS,
                "nonce": login.nonce,
                "at_hash": _encoded(half),
                **{k: v for k, v in self.account.items() if k in self.in_token},
            }
        )
        return self.sign(claims) if self.sign else signed(claims, self.keys[-1])


def signed(claims: Claims, key: Key, *, alg: str = "RS256", kid: str | None = None) -> str:
    """Sign claims."""
    return jwt.encode({"alg": alg, "kid": kid or key.kid}, claims, key, algorithms=ALGORITHMS)


def unsigned(claims: Claims) -> str:
    """Write claims as a token that nobody signed (`alg` none)."""
    header = _encoded(json.dumps({"alg": "none", "typ": "JWT"}).encode())
    return f"{header}.{_encoded(json.dumps(claims).encode())}."


def _challenge(verifier: str) -> str:
    return _encoded(sha256(verifier.encode()).digest())


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
