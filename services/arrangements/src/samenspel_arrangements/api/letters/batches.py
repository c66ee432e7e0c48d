"""HTTP: how far many letters at once are; counts only, no child is named."""

from typing import Self
from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.letters.restart_letters import restart_letters
from samenspel_arrangements.domain.letters.contents import LetterKind
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.letters.batches import Batch
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.bodies import UtcDateTime, View

router = APIRouter(tags=["letters"])


class BatchView(View):
    """Letters that were ordered together, and how many are made, withdrawn or could not be made."""

    id: UUID
    kind: LetterKind
    ordered_at: UtcDateTime
    total: int
    made: int
    withdrawn: int
    failed: int

    @classmethod
    def of(cls, batch: Batch) -> Self:
        """Show it."""
        return cls(
            id=batch.id,
            kind=LetterKind(batch.kind),
            ordered_at=batch.ordered_at,
            total=batch.total,
            made=batch.made,
            withdrawn=batch.withdrawn,
            failed=batch.failed,
        )


class BatchesView(View):
    """At most 50 batches, the last ordered first; `failed` counts letters of no batch too."""

    items: list[BatchView]
    failed: int


class RestartedView(View):
    """How many letters are tried again."""

    restarted: int


@router.get("/letter-batches", operation_id="listLetterBatches", summary="List batches of letters")
async def list_batches(edge: ArrangementsEdge) -> BatchesView:
    """List them, the last ordered first."""
    POLICY.require_somewhere(edge.actor, Action.RUN_LETTERS)
    async with edge.transaction() as uow:
        batches = await uow.letter_batches.newest()
        failed = await uow.letter_batches.stuck()
    return BatchesView(items=[BatchView.of(each) for each in batches], failed=failed)


@router.post(
    "/letter-restarts",
    operation_id="restartLetters",
    summary="Try letters again that could not be made",
    status_code=201,
    response_model=RestartedView,
)
async def restart(request: Request, edge: ArrangementsEdge) -> Response:
    """Try them again, at most 500 at a time."""

    async def do(uow: SqlArrangementsUnitOfWork) -> RestartedView:
        return RestartedView(restarted=await restart_letters(actor=edge.actor, uow=uow))

    return await edge.answer_once(request, 201, do)
