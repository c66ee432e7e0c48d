"""Pages: a child goes on to its next school, as its own school, parents and the next one see it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.application.transitions import accept, prepare
from samenspel_arrangements.domain.opp.consent import ParentSays
from samenspel_arrangements.domain.perspective.parents import parent_of
from samenspel_arrangements.domain.policies import POLICY, Action, may, require
from samenspel_arrangements.domain.transitions.contents import (
    LONGEST_NAME,
    LONGEST_SUMMARY,
    Part,
    Stage,
    TransitionId,
)
from samenspel_arrangements.domain.transitions.transition import LONGEST_ANSWER
from samenspel_arrangements.persistence.transitions.queries import TransitionLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act, choices
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.transitions.forms import (
    AcceptanceForm,
    AnswerForm,
    ChangeForm,
    EndForm,
    PlanForm,
    RefusalForm,
)
from samenspel_arrangements.web.transitions.shown import TRANSITIONS, TransitionWords, end_choices
from samenspel_arrangements.web.words import Words
from samenspel_kernel.actor import Role
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter()
LIST, NEW, ONE = "transitions/list.html", "transitions/new.html", "transitions/one.html"
TransitionIdInPath = Annotated[UUID, Path(alias="transitionId")]
Uow = SqlArrangementsUnitOfWork


@router.get("/transitions")
async def listed(request: Request, edge: ArrangementsEdge) -> Response:
    """List the children who go on, and those who come."""
    POLICY.require_somewhere(edge.actor, Action.SEE_TRANSITION)
    async with edge.transaction() as uow:
        lines = await uow.transition_lines.coming_and_going(edge.actor)
    return pages.render(request, LIST, lines=lines, say=TransitionWords())


@router.get("/cases/{caseId}/transitions/new")
async def ask(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask where the child goes, and what travels with it."""
    return pages.render(request, NEW, **await _new(case_id, edge))


@router.post("/cases/{caseId}/transitions")
async def plan(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Plan it."""

    async def do(uow: Uow, form: Form) -> str:
        typed = PlanForm.model_validate(_with_parts(form))
        command = prepare.PlanTransition(
            case_id=CaseId(case_id),
            stage=typed.stage,
            first_day=typed.first_day,
            travels=typed.travels(),
        )
        made = await prepare.plan_transition(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{TRANSITIONS}/{made.id}"

    async def content() -> dict[str, Any]:
        return await _new(case_id, edge)

    return await act(request, edge, NEW, content, do, "transition.planned")


@router.get("/transitions/{transitionId}")
async def show(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show where it stands, what travels, and what one can do now."""
    return pages.render(request, ONE, **await _one(transition_id, edge))


@router.post("/transitions/{transitionId}/contents")
async def write(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Choose anew what travels."""
    id_ = TransitionId(transition_id)

    async def do(uow: Uow, form: Form) -> str:
        typed = ChangeForm.model_validate(_with_parts(form))
        await prepare.write_contents(
            id_,
            typed.travels(),
            first_day=typed.first_day,
            actor=edge.actor,
            uow=uow,
            clock=edge.clock,
        )
        return f"{TRANSITIONS}/{id_}"

    return await _act(request, edge, id_, do, "transition.written")


@router.post("/transitions/{transitionId}/answers")
async def answer(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note what a parent says to it."""
    id_ = TransitionId(transition_id)

    async def do(uow: Uow, form: Form) -> str:
        typed = AnswerForm.model_validate(filled(form))
        command = prepare.ParentAnswers(transition_id=id_, **dict(typed))
        await prepare.answer_for_parent(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{TRANSITIONS}/{id_}"

    return await _act(request, edge, id_, do, "transition.answered")


@router.post("/transitions/{transitionId}/offers")
async def offer(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Ask the next school."""
    id_ = TransitionId(transition_id)

    async def do(uow: Uow, _: Form) -> str:
        await accept.offer_transition(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{TRANSITIONS}/{id_}"

    return await _act(request, edge, id_, do, "transition.offered")


@router.post("/transitions/{transitionId}/acceptances")
async def accepted(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note that the next school says yes."""
    id_ = TransitionId(transition_id)

    async def do(uow: Uow, form: Form) -> str:
        words = AcceptanceForm.model_validate(filled(form)).words
        await accept.accept_transition(id_, words, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{TRANSITIONS}/{id_}"

    return await _act(request, edge, id_, do, "transition.accepted")


@router.post("/transitions/{transitionId}/refusals")
async def declined(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Note that the next school says no; it sees the list from then on."""
    id_ = TransitionId(transition_id)

    async def do(uow: Uow, form: Form) -> str:
        reason = RefusalForm.model_validate(filled(form)).reason
        await accept.decline_transition(id_, reason, actor=edge.actor, uow=uow, clock=edge.clock)
        return TRANSITIONS

    return await _act(request, edge, id_, do, "transition.declined")


@router.post("/transitions/{transitionId}/endings")
async def end(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Close it."""
    id_ = TransitionId(transition_id)

    async def do(uow: Uow, form: Form) -> str:
        reason = EndForm.model_validate(filled(form)).ending
        await accept.end_transition(id_, reason, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{TRANSITIONS}/{id_}"

    return await _act(request, edge, id_, do, "transition.ended")


async def _act(
    request: Request, edge: ArrangementsEdge, id_: UUID, do: Any, notice: str
) -> Response:
    async def content() -> dict[str, Any]:
        return await _one(id_, edge)

    return await act(request, edge, ONE, content, do, notice)


def _with_parts(form: Form) -> dict[str, Any]:
    return {**filled(form), "parts": form.getlist("parts")}


def _choices() -> dict[str, Any]:
    return {
        "stages": choices("transition-stage", Stage),
        "part_choices": choices("transition-part", Part),
        "longest_name": LONGEST_NAME,
        "longest_summary": LONGEST_SUMMARY,
        "longest_answer": LONGEST_ANSWER,
        "say": TransitionWords(),
        "words": Words(pages.texts),
    }


async def _new(case_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.PREPARE_TRANSITION, case)
        await edge.saw(uow, case, FilePart.CASE)
        schools = await uow.provision_lines.schools()
    here = [(str(id_), name) for id_, name in schools]
    return {"case": case, "case_address": address_of(case_id), "schools": here, **_choices()}


async def _one(transition_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        line = await uow.transition_lines.get(edge.actor, transition_id)
        await edge.saw(uow, line, FilePart.CASE)
        prepares = may(edge.actor, Action.PREPARE_TRANSITION, line)
        schools = await uow.provision_lines.schools() if prepares else ()
        parents = await uow.parents.deciding_for(line.pupil_id)
    own = may(edge.actor, Action.SEE_TRANSITION, line)
    said: dict[UUID, ParentSays] = {each.parent: each for each in line.said.answers}
    is_parent = edge.actor.role is Role.PARENT
    me = parent_of(edge.actor, parents) if is_parent else None
    return {
        "line": line,
        "address": f"{TRANSITIONS}/{transition_id}",
        "case_address": address_of(line.case_id) if own else "",
        "prepares": prepares,
        "receives": may(edge.actor, Action.RECEIVE_TRANSITION, _received(line)),
        "is_next_school": edge.actor.school_id is not None
        and edge.actor.school_id == line.to_school_id,
        "answers": may(edge.actor, Action.ANSWER_TRANSITION, line),
        "is_parent": is_parent,
        "own_answer": said.get(me.contact_id) if me else None,
        "said": [(each, said.get(each.contact_id)) for each in parents] if prepares else (),
        "parents": [(str(each.contact_id), each.name) for each in parents] if prepares else (),
        "deciding": len(parents),
        "agreed": sum(each.is_given for each in said.values()),
        "revision": line.said.revision,
        "schools": [(str(id_), name) for id_, name in schools],
        "yes_no": [
            ("true", pages.texts.text("transition.yes")),
            ("false", pages.texts.text("transition.no")),
        ],
        "ends": end_choices(line.status) if prepares else (),
        **_choices(),
    }


def _received(line: TransitionLine) -> Relations:
    return Relations(
        alliance_id=line.alliance_id,
        unit_id=line.unit_id,
        school_id=line.to_school_id,
        pupil_id=line.pupil_id,
    )
