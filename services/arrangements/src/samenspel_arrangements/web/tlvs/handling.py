"""Page: one TLV; what experts, the committee, parents and school do with it."""

from collections.abc import Mapping
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, TypeAdapter

from samenspel_arrangements.application.tlvs import contest, steps
from samenspel_arrangements.application.tlvs.advise import Advise, advise
from samenspel_arrangements.application.tlvs.decide import decide_tlv
from samenspel_arrangements.application.tlvs.handle import handle_tlv
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.criteria import criteria_on
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.penalty import LateThing
from samenspel_arrangements.domain.tlv.professions import Profession
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_arrangements.gateways.tlv_rules import tlv_rules
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.handing import handing_of
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.tlvs.shown import HERE, TEMPLATE, TlvIdInPath, act, shown
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/tlvs/{tlvId}")
DECISION = "tlvs/decision.html"
STEPS: dict[str, Any] = {
    "complete": steps.Complete,
    "suspend": steps.Suspend,
    "forward": steps.Forward,
    "ask-helper": steps.AskHelper,
    "set-advice-aside": steps.SetAdviceAside,
    "hold-mdo": steps.HoldMdo,
    "hear": steps.Hear,
    "stand-still": steps.StandStill,
    "run-on": steps.RunOn,
    "announce": steps.Announce,
    "confirm-place": steps.ConfirmPlace,
    "send-letter": steps.SendLetter,
    "succeed": steps.Succeed,
    "ask-lbt": steps.AskLbt,
    "lbt-advised": steps.NoteLbtAdvice,
    "adjourn": steps.Adjourn,
    "note-move": steps.NoteMove,
    "settle-move": steps.SettleMove,
    "no-school-yet": steps.NoSchoolYet,
}
DECISIONS: dict[str, Any] = {
    "grant": steps.GrantTlv,
    "refuse": steps.RefuseTlv,
    "intend-refusal": steps.IntendRefusal,
    "leave-unprocessed": steps.LeaveUnprocessed,
    "answer-objection": steps.AnswerObjection,
}


class AdviceForm(BaseModel):
    """An expert's own advice; `none`: no admission."""

    profession: Profession
    employment: Employment
    verdict: TlvKind | Literal["none"]
    text: str = ""
    alone: bool = False


class ObjectionForm(BaseModel):
    """Why somebody objects."""

    grounds: str = ""


class DefaultForm(BaseModel):
    """With what the alliance is late."""

    about: LateThing


@router.get("")
async def show(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Show it."""
    return pages.render(request, TEMPLATE, **await shown(edge, tlv_id))


@router.post("/steps")
async def step(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Take a step."""

    async def do(uow: SqlArrangementsUnitOfWork, value: steps.Handling) -> Tlv:
        return await handle_tlv(
            TlvId(tlv_id), value, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules()
        )

    return await act(request, edge, tlv_id, _step_of, do, "tlv.saved")


@router.post("/advices")
async def give_advice(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Write one's own advice."""

    def read(form: Mapping[str, str]) -> Advise:
        typed = AdviceForm.model_validate(filled(form))
        return Advise(
            tlv_id=TlvId(tlv_id),
            profession=typed.profession,
            employment=typed.employment,
            verdict=None if typed.verdict == "none" else typed.verdict,
            text=typed.text,
            alone=typed.alone,
        )

    async def do(uow: SqlArrangementsUnitOfWork, command: Advise) -> Tlv:
        return await advise(command, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules())

    return await act(request, edge, tlv_id, read, do, "tlv.advised")


@router.get("/decisions/new")
async def ask_decision(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask the committee what it decides, and why."""
    return pages.render(request, DECISION, **await _deciding(edge, tlv_id))


@router.post("/decisions")
async def decide(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Decide."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        value = _one_of(DECISIONS, "decision", form)
        await decide_tlv(
            TlvId(tlv_id), value, actor=edge.actor, uow=uow, clock=edge.clock, data=tlv_rules()
        )
        return f"{HERE}/{tlv_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        if form.get("decision", "") in ("grant", "refuse"):
            content = await _deciding(edge, tlv_id)
            return pages.refuse(request, DECISION, refusal, typed=form, **content)
        context = await shown(edge, tlv_id)
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **context)
    return pages.redirect(request, url, notice="tlv.saved")


@router.post("/objections")
async def object_to(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Object."""

    def read(form: Mapping[str, str]) -> contest.ObjectToTlv:
        typed = ObjectionForm.model_validate(filled(form))
        return contest.ObjectToTlv(tlv_id=TlvId(tlv_id), grounds=typed.grounds)

    async def do(uow: SqlArrangementsUnitOfWork, command: contest.ObjectToTlv) -> Tlv:
        return await contest.object_to_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, tlv_id, read, do, "tlv.objected")


@router.post("/default-notices")
async def note_default(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Say that the alliance is late."""

    def read(form: Mapping[str, str]) -> contest.NoteDefault:
        typed = DefaultForm.model_validate(filled(form))
        return contest.NoteDefault(tlv_id=TlvId(tlv_id), about=typed.about)

    async def do(uow: SqlArrangementsUnitOfWork, command: contest.NoteDefault) -> Tlv:
        return await contest.note_default(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, tlv_id, read, do, "tlv.default-noted")


async def _deciding(edge: ArrangementsEdge, tlv_id: Any) -> dict[str, Any]:
    context = await shown(edge, tlv_id)
    require(edge.actor, Action.DECIDE_TLV, context["tlv"])
    today = dutch_date(edge.clock.now())
    return {
        **context,
        "suggested": Validity.suggested(today),
        "criteria": [
            (code, pages.texts.text(f"tlv-criterion.{code}"))
            for code in criteria_on(tlv_rules().criteria, today)
        ],
    }


def _step_of(form: Any) -> steps.Handling:
    handed = handing_of(form)
    return handed if handed is not None else _one_of(STEPS, "step", form)


def _one_of(kinds: dict[str, Any], name: str, form: Any) -> Any:
    if (kind := kinds.get(form.get(name, ""))) is None:
        raise InvalidInput(FieldError(name, "input.choice"))
    typed: dict[str, Any] = dict(filled(form))
    if "criteria" in form:
        typed["criteria"] = tuple(form.getlist("criteria"))
    elif kind in (steps.GrantTlv, steps.RefuseTlv):
        typed["criteria"] = ()
    return TypeAdapter(kind).validate_python(typed)
