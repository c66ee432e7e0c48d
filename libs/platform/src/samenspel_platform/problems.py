"""RFC 9457 answers: one shape for every refusal, with a stable code."""

import re
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import Response

from samenspel_kernel.errors import FieldError, Forbidden, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.errors import StaleVersion as Stale
from samenspel_platform.edge import NotLoggedIn
from samenspel_platform.forbidden_texts import EXPLAINED

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
AWAY = ("08", "53", "57P")
"""Classes of PostgreSQL's error codes: no connection, no room, shutting down or starting up."""
NO_TEXT = ("22021", "22P05")
"""PostgreSQL's codes for text with a zero byte, as text and in JSON: it stores none."""
RETRY_AFTER_SECONDS = "5"
CHALLENGE = 'Bearer realm="samenspel"'
"""How a machine comes in (RFC 6750, 3)."""
DETAILS = {
    400: "The request is not valid; `errors` names each field.",
    401: "Log in first.",
    403: "You may not do this.",
    404: "There is no such resource, or none that you may see.",
    405: "This resource does not support the method.",
    409: "A rule forbids this in the present state.",
    412: "The resource was changed since you read it; read it again.",
    413: "The body is larger than allowed.",
    500: "Something went wrong on our side; nothing was changed.",
    503: "This part is away for a moment; try again, under the same Idempotency-Key if you write.",
}


class ProblemError(BaseModel):
    """One wrong field."""

    field: str
    code: str
    detail: str


class Problem(BaseModel):
    """An RFC 9457 problem; `code` is stable, texts are not."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemError] = []


def problem(status: int, code: str, errors: Sequence[FieldError] = ()) -> JSONResponse:
    """Build one refusal."""
    body = Problem(
        type=f"urn:samenspel:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=DETAILS.get(status, HTTPStatus(status).description or HTTPStatus(status).phrase),
        code=code,
        errors=[
            ProblemError(field=_as_sent(e.field), code=e.code, detail=_words(e.code))
            for e in errors
        ],
    )
    return JSONResponse(body.model_dump(), status_code=status, media_type=MEDIA_TYPE)


def _as_sent(field: str) -> str:
    """Write a field's name in camelCase, as callers write it; domains name it their own way."""
    return re.sub("_([a-z0-9])", lambda match: match[1].upper(), field)


def field_errors(why: RequestValidationError) -> list[FieldError]:
    """Name each wrong field of a request, without the values that were sent."""
    return [FieldError(_place(error), _code(error["type"])) for error in why.errors()]


def _code(type_: str) -> str:
    """Give the stable code of what pydantic calls it; a type of our own is a code already."""
    return type_ if "." in type_ else f"input.{type_.replace('_', '-')}"


def _place(error: dict[str, Any]) -> str:
    """Name the field, dotted; text that is no JSON at all has a place in the text instead."""
    if error["type"] == "json_invalid":
        return "body"
    return ".".join(str(part) for part in error["loc"][1:]) or "body"


def outcome_of(why: Exception) -> tuple[int, str, Sequence[FieldError]]:
    """Give status, code and wrong fields for anything that a request may end in."""
    match why:
        case InvalidInput():
            return 400, "input.invalid", why.errors
        case RequestValidationError():
            return 400, "input.invalid", field_errors(why)
        case RuleViolation():
            return 409, why.code, ()
        case NotLoggedIn():
            return 401, "not-logged-in", ()
        case Forbidden():
            return 403, "forbidden", ()
        case NotFound():
            return 404, "not-found", ()
        case Stale():
            return 412, "stale-version", ()
        case HTTPException():
            return why.status_code, HTTPStatus(why.status_code).phrase.lower().replace(" ", "-"), ()
        case DBAPIError() if _sqlstate(why) in NO_TEXT:
            return 400, "input.invalid", ()
        case _ if is_database_away(why):
            log.warning("database_away", error=type(why).__name__)
            return 503, "service-unavailable", ()
        case _:
            log.error("request_failed", error=type(why).__name__, exc_info=why)
            return 500, "internal-error", ()


def is_database_away(why: Exception) -> bool:
    """Tell whether the same request may well succeed in a moment, when the database is back."""
    match why:
        case OSError() | PoolTimeout():  # Python's own TimeoutError is an OSError
            return True
        case DBAPIError():
            return why.connection_invalidated or _sqlstate(why).startswith(AWAY)
        case _:
            return False


def _sqlstate(why: DBAPIError) -> str:
    return getattr(why.orig, "sqlstate", None) or ""


Refuse = Callable[[Request, int, str, Sequence[FieldError]], Awaitable[Response]]


def install(app: FastAPI, refuse: Refuse) -> None:
    """Translate what is raised into answers; routers don't catch."""

    async def handle(request: Request, why: Exception) -> Response:
        status, code, errors = outcome_of(why)
        answer = await refuse(request, status, code, errors)
        if isinstance(why, HTTPException) and why.headers:
            answer.headers.update(why.headers)
        if status == 503:
            answer.headers["retry-after"] = RETRY_AFTER_SECONDS
        return answer

    for kind in (
        InvalidInput,
        RequestValidationError,
        RuleViolation,
        NotLoggedIn,
        Forbidden,
        NotFound,
        Stale,
        HTTPException,
        OSError,
        DBAPIError,
        PoolTimeout,
        Exception,
    ):
        app.add_exception_handler(kind, handle)


async def refuse_as_problem(
    request: Request, status: int, code: str, errors: Sequence[FieldError]
) -> Response:
    """Refuse in the form that machines read."""
    answer = problem(status, code, errors)
    if status == 401:
        revoked = getattr(request.state, "bearer", False)
        answer.headers["www-authenticate"] = CHALLENGE + (
            ', error="invalid_token"' if revoked else ""
        )
    return answer


def _words(code: str) -> str:
    if code in EXPLAINED:
        return EXPLAINED[code]
    return code.rpartition(".")[2].replace("-", " ").capitalize() + "."
