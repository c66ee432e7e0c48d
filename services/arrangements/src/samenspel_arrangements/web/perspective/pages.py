"""Pages: the shared perspective of a case, writing it, and putting two changes together."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from samenspel_arrangements.application.perspective import steer_perspective as steering
from samenspel_arrangements.application.perspective.take_position import (
    TakePosition,
    take_position,
)
from samenspel_arrangements.application.perspective.write_perspective import (
    ChangedMeanwhile,
    WritePerspective,
    write_perspective,
)
from samenspel_arrangements.domain.perspective.draft import CODES, goal_keys, typed
from samenspel_arrangements.domain.perspective.ids import PerspectiveId
from samenspel_arrangements.domain.perspective.standing import Outcome, Phase
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.perspective.shown import (
    form_of,
    form_of_newest,
    label_of,
    party_of,
    shown,
)
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS, filled

PerspectiveIdInPath = Annotated[UUID, Path(alias="perspectiveId")]
router = APIRouter()
ONE = "/cases/{caseId}/perspective"
SHOW, EDIT, MERGE = "perspective/show.html", "perspective/edit.html", "perspective/merge.html"
Uow = SqlArrangementsUnitOfWork


class BaseForm(BaseModel):
    """Which version was read before this was typed."""

    base_version: int = Field(default=0, ge=0, le=100_000)


class PositionForm(BaseModel):
    """Who shares which version, or does not and with what."""

    party: str
    version: int = Field(ge=1, le=100_000)
    view: str = Field(pattern="^(agrees|disagrees)$")
    with_what: str = ""


class PhaseForm(BaseModel):
    """Where those involved are in the cycle."""

    phase: Phase


class TransferForm(BaseModel):
    """On which day the child went on."""

    on: date


class CheckForm(BaseModel):
    """What became of the perspective."""

    outcome: Outcome


@router.get("/perspectives/{perspectiveId}")
async def find(
    request: Request, perspective_id: PerspectiveIdInPath, edge: ArrangementsEdge
) -> Response:
    """Send who comes from its work on to the perspective of the case."""
    async with edge.transaction() as uow:
        perspective = await uow.perspectives.get(PerspectiveId(perspective_id))
        case = await uow.cases.get(perspective.case_id)
        require(edge.actor, Action.SEE_PERSPECTIVE, case)
    return pages.redirect(request, f"{address_of(case.id)}/perspective")


@router.get(ONE)
async def show(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show it, beginning with the child's own words."""
    content = await shown(edge, case_id, Action.SEE_PERSPECTIVE)
    return pages.render(request, SHOW, **content)


@router.get(f"{ONE}/edit")
async def edit(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask what it says."""
    content = await shown(edge, case_id, Action.WRITE_PERSPECTIVE)
    return pages.render(request, EDIT, **content, **form_of_newest(content))


@router.post(ONE)
async def write(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Make a version; when another was made meanwhile, show both to choose from."""
    form = await read_form(request)
    chosen = _chosen(form)

    async def do(uow: Uow) -> str:
        base = BaseForm.model_validate(filled(form)).base_version
        command = WritePerspective(case_id=CaseId(case_id), draft=typed(chosen), base_version=base)
        await write_perspective(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{address_of(case_id)}/perspective"

    try:
        url = await edge.redirect_once(request, chosen, do)
    except ChangedMeanwhile as changed:
        return await _merge(request, case_id, edge, changed)
    except REFUSALS as refusal:
        content = await shown(edge, case_id, Action.WRITE_PERSPECTIVE)
        base = int(form.get("base_version", "0") or 0) if _is_number(form) else 0
        again = form_of({}, goal_keys(chosen), base, more=0)
        return pages.refuse(request, EDIT, refusal, typed=chosen, **content, **again)
    return pages.redirect(request, url, notice="perspective.saved")


@router.post(f"{ONE}/positions")
async def say(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Write down what a party thinks."""

    async def do(uow: Uow, form: PositionForm) -> object:
        command = TakePosition(
            case_id=CaseId(case_id),
            party=_party(form.party),
            version=form.version,
            agrees=form.view == "agrees",
            with_what=form.with_what,
        )
        return await take_position(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _act(request, case_id, edge, PositionForm, do, "perspective.said")


@router.post(f"{ONE}/phases")
async def phase(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Go on in the cycle."""

    async def do(uow: Uow, form: PhaseForm) -> object:
        return await steering.enter_phase(
            CaseId(case_id), form.phase, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, case_id, edge, PhaseForm, do, "perspective.steered")


@router.post(f"{ONE}/transfers")
async def transfer(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Note that the child went on to another school."""

    async def do(uow: Uow, form: TransferForm) -> object:
        return await steering.note_transfer(
            CaseId(case_id), form.on, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, case_id, edge, TransferForm, do, "perspective.steered")


@router.post(f"{ONE}/transfer-checks")
async def check(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Note what became of the perspective after a year."""

    async def do(uow: Uow, form: CheckForm) -> object:
        return await steering.check_transfer(
            CaseId(case_id), form.outcome, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _act(request, case_id, edge, CheckForm, do, "perspective.steered")


async def _act(
    request: Request,
    case_id: UUID,
    edge: ArrangementsEdge,
    form: type[Any],
    change: Callable[[Uow, Any], Awaitable[object]],
    notice: str,
) -> Response:
    sent = await read_form(request)

    async def do(uow: Uow) -> str:
        await change(uow, form.model_validate(filled(sent)))
        return f"{address_of(case_id)}/perspective"

    try:
        url = await edge.redirect_once(request, sent, do)
    except REFUSALS as refusal:
        content = await shown(edge, case_id, Action.SEE_PERSPECTIVE)
        return pages.refuse(request, SHOW, refusal, typed=sent, **content)
    return pages.redirect(request, url, notice=notice)


async def _merge(
    request: Request, case_id: UUID, edge: ArrangementsEdge, changed: ChangedMeanwhile
) -> Response:
    content = await shown(edge, case_id, Action.WRITE_PERSPECTIVE)
    merged = changed.merged
    clashes = [(each, label_of(each.field), each.field in CODES) for each in merged.clashes]
    draft = dict(merged.draft) | {
        each.field: each.both for each, _, is_code in clashes if not is_code
    }
    form = form_of(draft, goal_keys(draft), changed.version)
    return pages.render(request, MERGE, 409, **content, **form, clashes=clashes)


def _chosen(form: Form) -> Form:
    """Give the form as it is after what was chosen between two texts."""
    fields: dict[str, list[str]] = {name: [form[name]] for name in form}
    for name in form:
        if name.startswith("choice.") and form[name] in ("theirs", "mine"):
            field = name.removeprefix("choice.")
            fields[field] = [form.get(f"{form[name]}.{field}", "")]
    return Form(fields)


def _is_number(form: Mapping[str, str]) -> bool:
    return form.get("base_version", "").isdecimal() and len(form["base_version"]) < 7


def _party(key: str) -> Any:
    try:
        return party_of(key)
    except ValueError:
        raise InvalidInput(FieldError("party", "perspective.party-missing")) from None
