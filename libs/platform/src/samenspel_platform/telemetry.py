"""Logs as JSON lines with stable event names, and metrics for Prometheus."""

import logging
import sys
from time import perf_counter
from typing import TextIO

import structlog
from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = Histogram(
    "samenspel_http_request_duration_seconds",
    "Time to answer a request, by service, part (api, pages, feed), method and class of status.",
    ("service", "part", "method", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 10),
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def configure_logging(*, service: str, to: TextIO = sys.stderr) -> None:
    """Send all logs to standard error (or a file), one JSON object a line.

    Values of requests, events and SQL are never logged: libraries that would do so are silenced.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_the_place_of_an_error,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(to),
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.bind_contextvars(service=service)
    logging.basicConfig(level=logging.WARNING, stream=to, force=True)
    logging.getLogger("sqlalchemy").setLevel(logging.ERROR)
    for noisy in ("aio_pika", "aiormq", "uvicorn.error"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


def _only_the_place_of_an_error(
    _: structlog.typing.WrappedLogger, __: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Replace a traceback by where it happened: texts of exceptions may hold personal data."""
    why = event.pop("exc_info", None)
    if isinstance(why, BaseException):
        event["error"] = type(why).__name__
        frames = []
        trace = why.__traceback__
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["at"] = frames[-6:]
    return event


class RequestMetrics:
    """Measures every request."""

    def __init__(self, app: ASGIApp, *, service: str, part: str) -> None:
        self._app, self._service, self._part = app, service, part

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note how long its answer took."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            labels = (self._service, self._part, method, f"{status // 100}xx")
            REQUESTS.labels(*labels).observe(perf_counter() - began)
