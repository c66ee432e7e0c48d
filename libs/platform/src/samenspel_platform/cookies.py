"""The sealed session cookie: who is logged in, readable by every service and by nobody else."""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.responses import Response

from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session

COOKIE = "samenspel"
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 60 * 60
HEADER = {"alg": "dir", "enc": "A256GCM"}


@dataclass(frozen=True, slots=True)
class OpenedCookie:
    """A session, and when (epoch seconds) this cookie of it was made."""

    session: Session
    issued_at: int


class CookieSeal:
    """Seals and opens the cookie; the key (at least 32 characters) is the deployment's secret.

    A cookie holds the session and no role: what one may do, each service looks up.
    """

    def __init__(self, key: str, *, clock: Clock, secure: bool) -> None:
        self._key = OctKey.import_key(sha256(key.encode()).digest())
        self._csrf_key = sha256(b"csrf:" + key.encode()).digest()
        self._clock, self._secure = clock, secure

    def seal(self, session: Session) -> str:
        """Make the cookie's value, for another 30 minutes."""
        payload = {
            "sid": session.id,
            "iat": self._now(),
            "began": session.began_at.isoformat(),
            "ends": session.ends_at.isoformat() if session.ends_at else None,
            "person": str(session.person_id),
            "alliance": str(session.alliance_id),
            "grant": str(session.grant_id),
            "name": session.name,
            "alliance_name": session.alliance_name,
        }
        return jwe.encrypt_compact(HEADER, json.dumps(payload).encode(), self._key)

    def open(self, value: str) -> OpenedCookie | None:
        """Read a cookie; None if it is not ours or broken.

        None too if it is older than 30 minutes, or its session than 12 hours or its own end.
        """
        try:
            opened = jwe.decrypt_compact(value, self._key, algorithms=list(HEADER.values()))
            payload = json.loads(opened.plaintext or b"")
            cookie = OpenedCookie(_session(payload), int(payload["iat"]))
        except (JoseError, ValueError, KeyError, TypeError):
            return None
        return cookie if self._is_in_time(cookie) else None

    def csrf_token(self, session: Session) -> str:
        """Give the token that every form of this session carries."""
        return hmac.new(self._csrf_key, session.id.encode(), sha256).hexdigest()

    def sign_in(self, response: Response, session: Session) -> None:
        """Hand a session to the browser; it forgets an earlier one."""
        response.headers.append("set-cookie", self.header(self.seal(session)))

    def sign_out(self, response: Response) -> None:
        """Have the browser forget its session."""
        response.delete_cookie(COOKIE, path="/", secure=self._secure, httponly=True)

    def header(self, value: str) -> str:
        """Write the Set-Cookie header for a value."""
        secure = "; Secure" if self._secure else ""
        return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={IDLE_SECONDS}{secure}"

    def renewed(self, cookie: OpenedCookie) -> str | None:
        """Give a fresh cookie when half of its time is over, so that work is not cut off."""
        if self._now() - cookie.issued_at < IDLE_SECONDS // 2:
            return None
        return self.header(self.seal(cookie.session))

    def seconds_left(self, cookie: OpenedCookie) -> int:
        """Give how long the session goes on after this answer, if its reader does nothing."""
        idle = self._now() - cookie.issued_at
        rest = IDLE_SECONDS if idle >= IDLE_SECONDS // 2 else IDLE_SECONDS - idle
        return int(min(rest, self._rest(cookie.session)))

    def _is_in_time(self, cookie: OpenedCookie) -> bool:
        idle = self._now() - cookie.issued_at
        return 0 <= idle <= IDLE_SECONDS and self._rest(cookie.session) >= 0

    def _rest(self, session: Session) -> float:
        latest = session.began_at + timedelta(seconds=LONGEST_SECONDS)
        end = min(latest, session.ends_at or latest)
        return (end - self._clock.now()).total_seconds()

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _session(payload: dict[str, str]) -> Session:
    ends = payload.get("ends")
    return Session(
        id=str(payload["sid"]),
        person_id=PersonId(UUID(payload["person"])),
        alliance_id=AllianceId(UUID(payload["alliance"])),
        grant_id=GrantId(UUID(payload["grant"])),
        began_at=_moment(payload["began"]),
        ends_at=_moment(ends) if ends else None,
        name=str(payload["name"]),
        alliance_name=str(payload["alliance_name"]),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment has an offset")
    return moment
