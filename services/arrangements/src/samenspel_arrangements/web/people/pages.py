"""Pages: who can help, and what one says of oneself."""

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.people.keep_profile import keep_profile
from samenspel_arrangements.domain.people.profile import (
    INDEPENDENT,
    Ability,
    Expertise,
    Language,
    Wanted,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.professions import Profession
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act, choices
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter(prefix="/helpers")
HERE = "/arrangements/helpers"
CodeT = TypeVar("CodeT", bound=StrEnum)


class ProfileForm(BaseModel):
    """What somebody says of itself."""

    professions: frozenset[Profession] = frozenset()
    expertise: frozenset[Expertise] = frozenset()
    languages: frozenset[Language] = frozenset()
    employment: Employment
    hours: int
    away_until: date | None = None

    def ability(self) -> Ability:
        """Say it as the use case wants it."""
        return Ability(**dict(self))


@router.get("")
async def find(
    request: Request,
    edge: ArrangementsEdge,
    profession: str = "",
    expertise: str = "",
    language: str = "",
) -> Response:
    """Show who can help; what is no choice asks for nothing."""
    POLICY.require_somewhere(edge.actor, Action.FIND_HELPERS)
    wanted = Wanted(
        profession=_chosen(Profession, profession),
        expertise=_chosen(Expertise, expertise),
        language=_chosen(Language, language),
    )
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        found = await uow.helpers.find(wanted, on=today)
    return pages.render(
        request,
        "people/find.html",
        helpers=found,
        wanted=wanted,
        may_keep=POLICY.may_somewhere(edge.actor, Action.KEEP_PROFILE),
        **_choices(),
    )


@router.get("/own-profile")
async def ask(request: Request, edge: ArrangementsEdge) -> Response:
    """Ask what one can, with what one said before."""
    return pages.render(request, "people/profile.html", **await _own(edge))


@router.post("/own-profile")
async def keep(request: Request, edge: ArrangementsEdge) -> Response:
    """Keep it."""
    POLICY.require_somewhere(edge.actor, Action.KEEP_PROFILE)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        many = {name: form.getlist(name) for name in ("professions", "expertise", "languages")}
        typed = ProfileForm.model_validate({**filled(form), **many})
        await keep_profile(typed.ability(), actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/own-profile"

    async def content() -> dict[str, Any]:
        return await _own(edge)

    return await act(request, edge, "people/profile.html", content, do, "profile.kept")


async def _own(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.KEEP_PROFILE)
    async with edge.transaction() as uow:
        profile = await uow.profiles.of(edge.actor.person_id)
    return {
        "ability": profile.ability if profile else Ability(),
        "may_find": POLICY.may_somewhere(edge.actor, Action.FIND_HELPERS),
        "employments": choices("helper-employment", sorted(INDEPENDENT)),
        **_choices(),
    }


def _choices() -> dict[str, Any]:
    return {
        "professions": choices("tlv-profession", Profession),
        "expertise": choices("helper-expertise", Expertise),
        "languages": choices("helper-language", Language),
    }


def _chosen(kind: type[CodeT], value: str) -> CodeT | None:
    return kind(value) if value in set(kind) else None
