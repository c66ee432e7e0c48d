"""Page part: do without a step of granted help, for a reason."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.skip_step import SkipStep, skip_step
from samenspel_arrangements.domain.help.skipping import HelpStep, WhySkipped
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.course import ArrangementIdInPath, done, which_of
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath

router = APIRouter(prefix="/cases/{caseId}/arrangements/{arrangementId}/skipped-steps")


class SkipForm(BaseModel):
    """Which step, and why."""

    step: HelpStep
    why: WhySkipped
    skip_words: str = ""


@router.post("")
async def skip(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Skip it."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = SkipForm.model_validate(typed)
        command = SkipStep(which=which, step=form.step, why=form.why, words=form.skip_words)
        return await skip_step(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "help.skipped")
