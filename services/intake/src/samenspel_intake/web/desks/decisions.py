"""Pages: one request at its desk: who takes it, and what the desk decides."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.desks.answer_request import AnswerRequest, answer_request
from samenspel_intake.application.desks.assign_request import AssignRequest, assign_request
from samenspel_intake.application.desks.involve_partner import InvolvePartner, involve_partner
from samenspel_intake.application.desks.mark_safety import MarkSafety, mark_safety
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.policies import Deed, require
from samenspel_intake.domain.standing import (
    Answer,
    AnswerOutcome,
    Destination,
    HandoverOffered,
    Route,
)
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, SupportRequestId, UnitId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import NOTHING_TYPED, REFUSALS, Refusal, TypedForm, filled

router = APIRouter()
PATH = "/support-requests/{support_request_id}"
OFFERED = "support-request.handover-offered"
NOTICES = {
    DecisionKind.ADVICE: "desk.answered",
    DecisionKind.REFUSED: "desk.answered",
    DecisionKind.PARTNER: "desk.partner-involved",
}


class DecisionForm(BaseModel):
    """What the desk decides; the text goes with an answer, the unit with a handover to one."""

    decision: DecisionKind
    text: str = ""
    unit_id: UUID | None = None
    partner_id: UUID | None = None

    @property
    def is_answer(self) -> bool:
        """Whether the desk closes it by its own answer."""
        return self.decision in {DecisionKind.ADVICE, DecisionKind.REFUSED}

    def answer(self) -> Answer:
        """Give the answer."""
        return Answer(AnswerOutcome(self.decision.value), self.text)

    def involvement(self, id_: SupportRequestId, points: tuple[int, ...]) -> InvolvePartner:
        """Give the command for a partner; InvalidInput if none is named."""
        if self.partner_id is None:
            raise InvalidInput(FieldError("partner_id", "handover.no-partner"))
        return InvolvePartner(support_request_id=id_, partner_id=self.partner_id, points=points)

    def destination(self) -> Destination:
        """Give where it goes; InvalidInput without the unit."""
        if self.decision is DecisionKind.UNIT:
            if self.unit_id is None:
                raise InvalidInput(FieldError("unit_id", "handover.no-unit"))
            return Destination(Route.UNIT, UnitId(self.unit_id))
        return Destination(Route(self.decision.value))


@router.get(PATH + "/decision")
async def show(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Show what the desk knows, and what it can decide."""
    context = await _shown(edge, support_request_id)
    return pages.render(request, "desks/decision.html", **context)


@router.post(PATH + "/decision")
async def decide(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Answer the request, or offer it to another."""
    typed = await read_form(request)
    id_ = SupportRequestId(support_request_id)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        points = _points(typed, wanted.decision)
        acting: Any = {"actor": edge.actor, "uow": uow, "clock": edge.clock}
        if wanted.is_answer:
            answer = wanted.answer()
            command = AnswerRequest(support_request_id=id_, answer=answer, points=points)
            await answer_request(command, **acting)
        elif wanted.decision is DecisionKind.PARTNER:
            await involve_partner(wanted.involvement(id_, points), **acting)
        else:
            to = wanted.destination()
            await offer_handover(
                OfferHandover(support_request_id=id_, to=to, points=points), **acting
            )
        return f"/intake/support-requests/{id_}"

    try:
        wanted = DecisionForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, id_, refusal, typed)
    return pages.redirect(request, url, notice=NOTICES.get(wanted.decision, OFFERED))


@router.post(PATH + "/assignment")
async def assign(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Have one person of the desk hold it, or the desk itself."""
    typed = await read_form(request)
    id_ = SupportRequestId(support_request_id)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AssignRequest(support_request_id=id_, to=_person(typed.get("person_id", "")))
        await assign_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake/support-requests/{id_}/decision"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, id_, refusal, typed)
    return pages.redirect(request, url, notice="desk.assigned")


@router.post(PATH + "/safety")
async def safety(request: Request, edge: IntakeEdge, support_request_id: UUID) -> Response:
    """Say whether somebody's safety is at stake."""
    typed = await read_form(request)
    id_ = SupportRequestId(support_request_id)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        at_stake = typed.get("at_stake", "") == "true"
        command = MarkSafety(support_request_id=id_, is_about_safety=at_stake)
        await mark_safety(command, actor=edge.actor, uow=uow)
        return f"/intake/support-requests/{id_}/decision"

    try:
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return await _refused(request, edge, id_, refusal)
    return pages.redirect(request, url, notice="desk.safety-noted")


async def _refused(
    request: Request,
    edge: IntakeEdge,
    id_: UUID,
    refusal: Refusal,
    typed: TypedForm = NOTHING_TYPED,
) -> Response:
    context = await _shown(edge, id_)
    return pages.refuse(request, "desks/decision.html", refusal, typed=typed, **context)


async def _shown(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        line = await uow.requests.get(edge.actor, id_)
        require(edge.actor, Deed.DECIDE, line)
        await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
        criteria = [await uow.criteria.in_force(kind, today) for kind in DecisionKind]
        decisions = await uow.decisions.of_request(id_)
        units = [unit for unit in await uow.register.units() if unit.id != line.unit_id]
        colleagues = await uow.colleagues.at(line.unit_id, on=today)
        text = await uow.requests.text(line.id)
        partners = await uow.partners.all()
    about_child = line.pupil_id is not None
    return {
        "line": line,
        "text": text,
        "criteria": criteria if about_child else [c for c in criteria if c.kind not in _OF_CHILD],
        "decisions": decisions,
        "partners": [(str(each.partner.id), each.name) for each in partners],
        "units": choices.units(units),
        "colleagues": [(str(one.id), one.name) for one in colleagues],
        "is_mine": line.holder_id == edge.actor.person_id,
        "i_may_hold": any(one.id == edge.actor.person_id for one in colleagues),
        "me": edge.actor.person_id,
        "awaits": line.status == HandoverOffered.status,
    }


_OF_CHILD = {DecisionKind.ARRANGEMENT, DecisionKind.TLV, DecisionKind.PARTNER}


def _person(given: str) -> PersonId | None:
    try:
        return PersonId(UUID(given)) if given else None
    except ValueError:
        raise InvalidInput(FieldError("person_id", "input.choice")) from None


def _points(typed: TypedForm, kind: DecisionKind) -> tuple[int, ...]:
    ticked = typed.getlist(f"points-{kind}")
    return tuple(int(one) for one in ticked if one.isdecimal())
