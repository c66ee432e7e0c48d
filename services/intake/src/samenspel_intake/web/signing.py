"""What each way of logging in ends with, and logging out begins with."""

from fastapi import Request
from starlette.responses import Response

from samenspel_intake.application.end_sessions import end_session
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions


async def sign_in(request: Request, response: Response, session: Session) -> None:
    """Hand a session that started to the browser; the one that it had is over, for everybody."""
    await _end_present(request)
    request.app.state.seal.sign_in(response, session)


async def sign_out(request: Request, response: Response) -> None:
    """End the browser's session, for every service."""
    await _end_present(request)
    request.app.state.seal.sign_out(response)


async def _end_present(request: Request) -> None:
    present: Session | None = request.state.session
    if present is None:
        return
    transactions: Transactions[SqlIntakeUnitOfWork] = request.app.state.transactions
    clock = request.app.state.clock
    async with transactions(Scope.begin(present.alliance_id)) as uow:
        await end_session(present.hash, of=present.person_id, uow=uow, clock=clock)
