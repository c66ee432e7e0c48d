"""HTTP: who can help, and what one says of oneself."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.application.people.keep_profile import keep_profile
from samenspel_arrangements.domain.people.profile import (
    MOST_HOURS,
    Ability,
    Expertise,
    Helper,
    Language,
    Profile,
    Wanted,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.professions import Profession
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_platform.bodies import Body, IsoDate, View
from samenspel_platform.edge import etag

router = APIRouter(prefix="/helpers", tags=["people"])


class ProfileBody(Body):
    """What somebody says of itself: what it can, in which languages, for how long in a week."""

    professions: Annotated[list[Profession], Field(max_length=10)] = []
    expertise: Annotated[list[Expertise], Field(max_length=20)] = []
    languages: Annotated[list[Language], Field(max_length=20)] = [Language.DUTCH]
    employment: Employment
    hours: Annotated[int, Field(ge=0, le=MOST_HOURS)]
    away_until: IsoDate | None = None


class ProfileView(View):
    """What somebody says of itself."""

    person_id: UUID
    name: str
    professions: list[Profession]
    expertise: list[Expertise]
    languages: list[Language]
    employment: Employment
    hours: int
    away_until: date | None

    @classmethod
    def of(cls, profile: Profile | Helper) -> Self:
        """Show one."""
        ability = profile.ability
        return cls(
            person_id=profile.person_id,
            name=profile.name,
            professions=sorted(ability.professions),
            expertise=sorted(ability.expertise),
            languages=sorted(ability.languages),
            employment=ability.employment,
            hours=ability.hours,
            away_until=ability.away_until,
        )


class HelperView(View):
    """Somebody who can help, whether it is there today, and what it has at hand already."""

    profile: ProfileView
    is_there: bool
    cases: int
    advices: int
    help: int

    @classmethod
    def of(cls, helper: Helper, today: date) -> Self:
        """Show one."""
        load = helper.load
        return cls(
            profile=ProfileView.of(helper),
            is_there=helper.ability.is_there(today),
            cases=load.cases,
            advices=load.advices,
            help=load.help,
        )


class HelpersView(View):
    """Who can help: who is there, with the least at hand, in front."""

    items: list[HelperView]


@router.get("", operation_id="findHelpers", summary="Find people who can help")
async def find(
    edge: ArrangementsEdge,
    profession: Annotated[Profession | None, Query(description="What it is by training.")] = None,
    expertise: Annotated[Expertise | None, Query(description="What it knows well.")] = None,
    language: Annotated[Language | None, Query(description="In which language.")] = None,
) -> HelpersView:
    """Find those who can all that is asked."""
    POLICY.require_somewhere(edge.actor, Action.FIND_HELPERS)
    wanted = Wanted(profession=profession, expertise=expertise, language=language)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        found = await uow.helpers.find(wanted, on=today)
    return HelpersView(items=[HelperView.of(helper, today) for helper in found])


@router.post(
    "/own-profiles",
    operation_id="keepProfile",
    summary="Say what one can, and for how long",
    status_code=201,
    response_model=ProfileView,
)
async def keep(body: ProfileBody, request: Request, edge: ArrangementsEdge) -> JSONResponse:
    """Keep it for the caller itself, in the place of what it said before."""
    ability = Ability(
        professions=frozenset(body.professions),
        expertise=frozenset(body.expertise),
        languages=frozenset(body.languages),
        employment=body.employment,
        hours=body.hours,
        away_until=body.away_until,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[ProfileView, dict[str, str]]:
        kept = await keep_profile(ability, actor=edge.actor, uow=uow, clock=edge.clock)
        await uow.record_facts()
        return ProfileView.of(kept), {"ETag": etag(kept.row_version)}

    return await edge.answer_once(request, 201, do)
