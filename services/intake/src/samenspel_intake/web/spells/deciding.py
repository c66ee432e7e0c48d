"""Pages: a named decider is asked, and points out a place; the administrator says who decides."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.spells.decide_place import (
    DecidePlace,
    NamedDecider,
    SetDeciders,
    ask_decider,
    decide_place,
    set_deciders,
    spell_to_decide,
)
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import POLICY, Deed, Subject
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import Out
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.spells.lists import HERE, PATH
from samenspel_intake.web.spells.spell import ONE, ButtonForm, act
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, Refusal, filled

router = APIRouter()
DECISION = f"{PATH}/{{spell_id}}/decision"
DECIDERS = "/deciders"
MOST_SCHOOLS = 500
MOST_RUNGS = 3
FIELDS = {"person_id": "person", "on_behalf_of": "words", "email": "email"}


class DecisionForm(BaseModel):
    """The school that takes the child, and why."""

    school_id: UUID
    reason: str = ""


class DecidersForm(BaseModel):
    """Who decides first, and who if that one does not; three at most."""

    municipality_code: str = ""
    agreed_on: date
    agreement: str = ""
    person_0: UUID
    words_0: str = ""
    email_0: str = ""
    person_1: UUID | None = None
    words_1: str = ""
    email_1: str = ""
    person_2: UUID | None = None
    words_2: str = ""
    email_2: str = ""

    def command(self) -> SetDeciders:
        """Give the command."""
        named = (
            (self.person_0, self.words_0, self.email_0),
            (self.person_1, self.words_1, self.email_1),
            (self.person_2, self.words_2, self.email_2),
        )
        return SetDeciders(
            municipality_code=self.municipality_code,
            agreed_on=self.agreed_on,
            agreement=self.agreement,
            deciders=tuple(
                NamedDecider(PersonId(person), words, email)
                for person, words, email in named
                if person
            ),
        )


@router.post(f"{ONE}/escalations")
async def escalate(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Ask the named decider."""

    async def do(uow: SqlIntakeUnitOfWork, _: ButtonForm) -> OutOfEducationSpell:
        id_ = SpellId(spell_id)
        return await ask_decider(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, spell_id, ButtonForm, do, "spell.decider-asked")


@router.get(DECISION)
async def ask(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Show the decider what is to be decided."""
    return pages.render(request, "spells/decision.html", **await _to_decide(edge, spell_id))


@router.post(DECISION)
async def decide(request: Request, edge: IntakeEdge, spell_id: UUID) -> Response:
    """Point out a place."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = DecidePlace(
            spell_id=SpellId(spell_id), school_id=SchoolId(wanted.school_id), reason=wanted.reason
        )
        await decide_place(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{spell_id}/decision"

    context = await _to_decide(edge, spell_id)
    try:
        wanted = DecisionForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, "spells/decision.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="spell.decided")


@router.get(DECIDERS)
async def deciders(request: Request, edge: IntakeEdge) -> Response:
    """Show who decides, and all earlier versions."""
    return pages.render(request, "spells/deciders.html", **await _deciders(edge))


@router.post(DECIDERS)
async def set_(request: Request, edge: IntakeEdge) -> Response:
    """Write a next version down."""
    POLICY.require_somewhere(edge.actor, Deed.SET_DECIDERS)
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await set_deciders(wanted.command(), actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake{DECIDERS}"

    try:
        wanted = DecidersForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _deciders(edge)
        refusal = _at_the_fields(refusal)
        return pages.refuse(request, "spells/deciders.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="spell.deciders-set")


def _at_the_fields(refusal: Refusal) -> Refusal:
    """Name the fields of the form instead of those of the command."""
    if not isinstance(refusal, InvalidInput):
        return refusal
    return InvalidInput(*(FieldError(_field(e.field), e.code) for e in refusal.errors))


def _field(name: str) -> str:
    match name.split("."):
        case ["deciders", number, part]:
            return f"{FIELDS[part]}_{number}"
        case _:
            return name


async def _to_decide(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        spell = await spell_to_decide(SpellId(id_), actor=edge.actor, uow=uow)
        await edge.saw(uow, Subject.of(spell), FilePart.PUPIL)
        pupil = await uow.pupils.used(spell.pupil_id)
        schools = await uow.register.schools(limit=MOST_SCHOOLS, unit_id=None)
        names = {school.id: school.name for school in schools}
    asked = spell.standing.escalations[-1] if isinstance(spell.standing, Out) else None
    return {
        "spell": spell,
        "pupil": pupil,
        "asked": asked,
        "days": spell.days_without_education(today),
        "school": names.get(spell.school_id) if spell.school_id else None,
        "place": names.get(asked.decision.school_id) if asked and asked.decision else None,
        "schools": choices.schools(schools),
    }


async def _deciders(edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.SET_DECIDERS)
    today = dutch_date(edge.clock.now())
    roles = [role for role in POLICY.table if POLICY.relation(role, Deed.DECIDE_PLACE)]
    async with edge.transaction() as uow:
        ladders = await uow.ladders.all()
        people = await uow.ladders.people(roles, on=today)
    return {
        "ladders": ladders,
        "names": people,
        "people": [(str(id_), name) for id_, name in people.items()],
        "rungs": range(MOST_RUNGS),
    }
