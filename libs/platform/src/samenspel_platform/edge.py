"""One request's way to the application: who asks, what time it is, and the transaction."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from fastapi import Request
from fastapi.responses import JSONResponse

from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Related, Relation, closest_relation
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import Denied, StaleVersion
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import SqlUnitOfWork, Transactions
from samenspel_platform import access_log
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import View
from samenspel_platform.forbidden_texts import refuse_forbidden
from samenspel_platform.idempotency import Answer, fingerprint, recall, remember

UowT = TypeVar("UowT", bound=SqlUnitOfWork)


class NotLoggedIn(Exception):
    """Nobody is logged in."""


@dataclass(frozen=True, slots=True)
class Edge(Generic[UowT]):
    """What a router or page may use."""

    actor: Actor
    clock: Clock
    transactions: Transactions[UowT]
    scope: Scope

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UowT]:
        """Open the request's transaction, within the actor's alliance.

        A refusal of a pupil's file is noted in the access log, after all else is rolled back.
        """
        try:
            async with self.transactions(self.scope) as uow:
                yield uow
        except Denied as why:
            if why.pupil_id is not None:
                async with self.transactions(self.scope) as uow:
                    await self._note(uow, why.pupil_id, FilePart.ANY, None)
            raise

    async def saw(self, uow: UowT, thing: Related, part: FilePart) -> None:
        """Note in the access log that the answer shows the actor a part of a pupil's file.

        Nothing is noted of what is about no pupil.
        """
        if thing.pupil_id is not None:
            by = closest_relation(self.actor, thing)
            await self._note(uow, thing.pupil_id, part, by)

    async def _note(self, uow: UowT, pupil_id: UUID, part: FilePart, by: Relation | None) -> None:
        await access_log.note(
            uow.session,
            actor=self.actor,
            pupil_id=pupil_id,
            part=part,
            by=by,
            at=self.clock.now(),
            scope=self.scope,
        )

    async def answer_once(
        self,
        request: Request,
        status: int,
        do: Callable[[UowT], Awaitable[View | tuple[View, Mapping[str, str]]]],
    ) -> JSONResponse:
        """Run `do` in a transaction and answer with its view, after the commit.

        A `do` whose view has a version calls `uow.record_facts()` first: it exists only then.
        With an `Idempotency-Key` header a repetition gets the first answer again.
        """
        key = request.headers.get("idempotency-key")
        body = await request.body()
        marked = fingerprint(request.method.encode(), request.url.path.encode(), body)

        async def answer(uow: UowT) -> Answer:
            done = await do(uow)
            view, headers = done if isinstance(done, tuple) else (done, {})
            return Answer(status, view.model_dump(mode="json", by_alias=True), dict(headers))

        given, repeated = await self._once(key, marked, answer)
        headers = {**given.headers, "Idempotency-Replayed": "true"} if repeated else given.headers
        return JSONResponse(given.body, given.status, headers)

    async def redirect_once(
        self, request: Request, form: Mapping[str, str], do: Callable[[UowT], Awaitable[str]]
    ) -> str:
        """Run `do` in a transaction and give the path that it names, after the commit.

        InvalidInput before anything is done when a field holds a forbidden identifier. The form's
        hidden field `idempotency_key` makes a second press of the button harmless.
        """
        refuse_forbidden(form)
        typed = sorted((k, v) for k, v in form.items() if k not in ("csrf", "idempotency_key"))
        marked = fingerprint(request.url.path.encode(), repr(typed).encode())

        async def answer(uow: UowT) -> Answer:
            return Answer(303, await do(uow))

        given, _ = await self._once(form.get("idempotency_key"), marked, answer)
        return str(given.body)

    async def _once(
        self, key: str | None, marked: bytes, do: Callable[[UowT], Awaitable[Answer]]
    ) -> tuple[Answer, bool]:
        async with self.transaction() as uow:
            if not key:
                return await do(uow), False
            mine: dict[str, Any] = {
                "alliance_id": self.actor.alliance_id,
                "person_id": self.actor.person_id,
                "key": key,
            }
            known = await recall(uow.session, request=marked, **mine)
            if known is not None:
                return known, True
            answer = await do(uow)
            await remember(uow.session, answer=answer, **mine)
            return answer, False


async def get_edge(request: Request) -> Edge[Any]:
    """Give the request's edge; NotLoggedIn if there is no session."""
    actor = request.state.actor
    if actor is None:
        raise NotLoggedIn
    scope = Scope.begin(
        actor.alliance_id,
        traceparent=request.headers.get("traceparent"),
        author=actor.person_id,
    )
    return Edge(actor, request.app.state.clock, request.app.state.transactions, scope)


def etag(version: int) -> str:
    """Write the entity tag of an aggregate's version."""
    return f'"{version}"'


def check_if_match(request: Request, version: int) -> None:
    """Refuse with StaleVersion if the caller says that it read another version."""
    wanted = request.headers.get("if-match")
    if wanted not in (None, "*", etag(version)):
        raise StaleVersion
