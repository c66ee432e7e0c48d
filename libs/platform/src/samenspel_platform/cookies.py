"""The sealed session cookie: who is logged in, readable by every service and by nobody else."""

import hmac
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import AllianceId, PersonId

COOKIE = "samenspel"
MAX_AGE_SECONDS = 30 * 60
HEADER = {"alg": "dir", "enc": "A256GCM"}


@dataclass(frozen=True, slots=True)
class Session:
    """One log-in: its secret id, who it is, and when (epoch seconds) the cookie was made."""

    id: str
    actor: Actor
    issued_at: int


class CookieSeal:
    """Seals and opens the cookie; the key (at least 32 characters) is the deployment's secret."""

    def __init__(self, key: str, *, clock: Clock, secure: bool) -> None:
        self._key = OctKey.import_key(sha256(key.encode()).digest())
        self._csrf_key = sha256(b"csrf:" + key.encode()).digest()
        self._clock, self._secure = clock, secure

    def seal(self, actor: Actor, session_id: str | None = None) -> str:
        """Make the cookie's value for a new session, or for one that goes on."""
        payload = {
            "sid": session_id or secrets.token_urlsafe(24),
            "iat": self._now(),
            "person": str(actor.person_id),
            "alliance": str(actor.alliance_id),
            "role": actor.role.value,
            "name": actor.name,
            "alliance_name": actor.alliance_name,
            "unit": str(actor.unit_id) if actor.unit_id else None,
            "school": str(actor.school_id) if actor.school_id else None,
            "pupils": sorted(map(str, actor.pupil_ids)),
        }
        return jwe.encrypt_compact(HEADER, json.dumps(payload).encode(), self._key)

    def open(self, value: str) -> Session | None:
        """Read a cookie; None if it is not ours, broken or older than 30 minutes."""
        try:
            opened = jwe.decrypt_compact(value, self._key, algorithms=list(HEADER.values()))
            payload = json.loads(opened.plaintext or b"")
            session = Session(payload["sid"], _actor(payload), payload["iat"])
        except (JoseError, ValueError, KeyError, TypeError):
            return None
        return session if 0 <= self._now() - session.issued_at <= MAX_AGE_SECONDS else None

    def csrf_token(self, session: Session) -> str:
        """Give the token that every form of this session carries."""
        return hmac.new(self._csrf_key, session.id.encode(), sha256).hexdigest()

    def sign_in(self, response: Response, actor: Actor) -> None:
        """Start a session; any earlier one of this browser is forgotten."""
        response.headers.append("set-cookie", self.header(self.seal(actor)))

    def sign_out(self, response: Response) -> None:
        """End the session in this browser."""
        response.delete_cookie(COOKIE, path="/", secure=self._secure, httponly=True)

    def header(self, value: str) -> str:
        """Write the Set-Cookie header for a value."""
        secure = "; Secure" if self._secure else ""
        return (
            f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={MAX_AGE_SECONDS}{secure}"
        )

    def renewed(self, session: Session) -> str | None:
        """Give a fresh cookie when half of its time is over, so that work is not cut off."""
        if self._now() - session.issued_at < MAX_AGE_SECONDS // 2:
            return None
        return self.header(self.seal(session.actor, session.id))

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _actor(payload: dict[str, str | list[str] | None]) -> Actor:
    def uuid(key: str) -> UUID | None:
        return UUID(str(payload[key])) if payload[key] else None

    return Actor(
        person_id=PersonId(UUID(str(payload["person"]))),
        alliance_id=AllianceId(UUID(str(payload["alliance"]))),
        role=Role(str(payload["role"])),
        name=str(payload["name"]),
        alliance_name=str(payload["alliance_name"]),
        unit_id=uuid("unit"),
        school_id=uuid("school"),
        pupil_ids=frozenset(UUID(p) for p in payload["pupils"] or ()),
    )


class SessionMiddleware:
    """Puts `actor` (or None) and `csrf_token` (empty without a session) on the request's state."""

    def __init__(self, app: ASGIApp, seal: CookieSeal) -> None:
        self._app, self._seal = app, seal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open the cookie, and send a fresh one with the answer when it is due."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        value = HTTPConnection(scope).cookies.get(COOKIE)
        session = self._seal.open(value) if value else None
        state = scope.setdefault("state", {})
        state["actor"] = session.actor if session else None
        state["csrf_token"] = self._seal.csrf_token(session) if session else ""
        renewed = self._seal.renewed(session) if session else None

        async def send_renewed(message: Message) -> None:
            if renewed and message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "set-cookie" not in headers:
                    headers.append("set-cookie", renewed)
            await send(message)

        await self._app(scope, receive, send_renewed)
