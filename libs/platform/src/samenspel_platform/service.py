"""What one service brings to its process; each service's bootstrap makes one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar

from fastapi import APIRouter, FastAPI, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from samenspel_kernel.clock import Clock
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, Transactions
from samenspel_platform.sessions import FindActor
from samenspel_platform.token_keys import TokenKeys

UowT = TypeVar("UowT", bound=SqlUnitOfWork)


@dataclass(frozen=True, slots=True)
class JobContext(Generic[UowT]):
    """What a job may use; its transactions run as the worker role, in the alliance it names."""

    transactions: Transactions[UowT]
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[UowT]):
    """Timed work over due rows; `run` gives how many it did, and runs again at once while any.

    Several workers may run the same job at a time: it claims its rows.
    """

    name: str
    every: timedelta
    run: Callable[[JobContext[UowT]], Awaitable[int]]


def _nothing(_: FastAPI) -> None:
    """Add nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Generic[UowT]):
    """A service: its unit of work, what it reads, its timed work, its API and its pages.

    `api_needs` and `worker_needs` ask for the settings without which that process could not do all
    of its work; they raise MissingSetting.
    `find_actor` asks the service's database who acts in a session.
    `api` routers have paths under `/<name>/v1`, `pages` under `/<name>`; `error_page` answers a
    person whose request was refused (status, stable code); `prepare_pages` adds static files.
    `documents` are the paths that take a whole document, with the most bytes that it may have.
    `token_keys` are those of access tokens, if the service knows them without its settings.
    """

    name: str
    title: str
    description: str
    make_uow: Callable[[AsyncSession, Scope], UowT]
    find_actor: FindActor
    error_page: Callable[[Request, int, str], Response]
    consumers: tuple[Consumer, ...] = ()
    jobs: tuple[Job[Any], ...] = ()
    api: tuple[APIRouter, ...] = ()
    pages: tuple[APIRouter, ...] = ()
    documents: Mapping[str, int] = field(default_factory=dict)
    token_keys: TokenKeys | None = None
    prepare_pages: Callable[[FastAPI], None] = _nothing
    api_needs: tuple[Callable[[], object], ...] = ()
    worker_needs: tuple[Callable[[], object], ...] = ()
    version: str = "1.0.0"

    def uow_maker(self, event_source: str) -> Callable[[AsyncSession, Scope], UowT]:
        """Give `make_uow` with the CloudEvents source of this service in an organisation."""

        def make(session: AsyncSession, scope: Scope) -> UowT:
            uow = self.make_uow(session, scope)
            uow.source = f"{event_source}-{self.name}"
            return uow

        return make

    @property
    def package(self) -> str:
        """The Python package that holds it."""
        return f"samenspel_{self.name}"
