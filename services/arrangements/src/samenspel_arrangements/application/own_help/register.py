"""Use cases: a school writes down what it arranged, or takes it back; somebody sets a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.own_help.limit import ArrangingLimit, limit_in_force
from samenspel_arrangements.domain.own_help.own_help import OwnHelp, OwnHelpAnswers, OwnHelpId
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PersonId, SchoolId, new_id

LONGEST_SOURCE = 200


class OwnHelps(Protocol):
    """What the schools of one alliance arranged by themselves."""

    async def get(self, id_: UUID) -> OwnHelp:
        """Load one for change; NotFound if there is none."""
        ...

    def save(self, aggregate: OwnHelp) -> None:
        """Write it."""
        ...

    async def unit_of(self, school_id: UUID) -> UUID | None:
        """Give the unit of a school, if it is known."""
        ...


class Limits(Protocol):
    """The versions of the limits of one alliance."""

    async def all(self) -> Sequence[ArrangingLimit]:
        """Give every version."""
        ...

    def add(self, limit: ArrangingLimit, *, by: PersonId, at: datetime) -> None:
        """Keep a new version."""
        ...


class OwnHelpUnitOfWork(Protocol):
    """One transaction around what schools arrange."""

    @property
    def own_helps(self) -> OwnHelps:
        """What they arranged."""
        ...

    @property
    def arranging_limits(self) -> Limits:
        """Up to which limits."""
        ...


async def register_own_help(
    answers: OwnHelpAnswers, *, actor: Actor, uow: OwnHelpUnitOfWork, clock: Clock
) -> OwnHelp:
    """Write it down for the actor's own school, within the limit on the day that it began."""
    POLICY.require_somewhere(actor, Action.REGISTER_OWN_HELP)
    if actor.school_id is None:
        raise AssertionError("who arranges for a school has one")
    unit_id = await uow.own_helps.unit_of(actor.school_id) or actor.unit_id
    limit = limit_in_force(
        await uow.arranging_limits.all(),
        school_id=actor.school_id,
        unit_id=unit_id,
        on=answers.started_on,
    )
    now = clock.now()
    draft = OwnHelp(
        id=OwnHelpId(new_id()),
        alliance_id=actor.alliance_id,
        unit_id=unit_id,
        school_id=SchoolId(actor.school_id),
        answers=answers,
        limit_version=0,
        registered_by=actor.person_id,
        registered_at=now,
    )
    own_help = OwnHelp.register(draft, limit=limit, at=now)
    uow.own_helps.save(own_help)
    return own_help


async def take_back_own_help(
    id_: OwnHelpId, *, actor: Actor, uow: OwnHelpUnitOfWork, clock: Clock
) -> OwnHelp:
    """Let it not count any more."""
    own_help = await uow.own_helps.get(id_)
    place = Relations(
        alliance_id=own_help.alliance_id, unit_id=own_help.unit_id, school_id=own_help.school_id
    )
    require(actor, Action.REGISTER_OWN_HELP, place)
    own_help.take_back(at=clock.now())
    uow.own_helps.save(own_help)
    return own_help


@dataclass(frozen=True, slots=True, kw_only=True)
class SetArrangingLimit:
    """Of which school or unit (neither: all schools), up to how much, from when, by which paper."""

    school_id: UUID | None = None
    unit_id: UUID | None = None
    limit: Cents
    valid_from: date
    source: str


async def set_arranging_limit(
    command: SetArrangingLimit, *, actor: Actor, uow: OwnHelpUnitOfWork, clock: Clock
) -> ArrangingLimit:
    """Add a version; what was arranged by those before stays as it is."""
    POLICY.require_somewhere(actor, Action.SET_ARRANGING_LIMIT)
    now = clock.now()
    of = (command.school_id, command.unit_id)
    before = [m for m in await uow.arranging_limits.all() if (m.school_id, m.unit_id) == of]
    newest = max(before, key=lambda m: m.version, default=None)
    wrong = []
    if command.school_id and command.unit_id:
        wrong.append(FieldError("school_id", "own-help.school-or-unit"))
    if command.valid_from < dutch_date(now):
        wrong.append(FieldError("valid_from", "mandate.in-the-past"))
    elif newest is not None and command.valid_from <= newest.valid_from:
        wrong.append(FieldError("valid_from", "mandate.before-the-newest"))
    if text := text_error("source", command.source, max_length=LONGEST_SOURCE):
        wrong.append(text)
    if wrong:
        raise InvalidInput(*wrong)
    limit = ArrangingLimit(
        school_id=command.school_id,
        unit_id=command.unit_id,
        version=newest.version + 1 if newest else 1,
        limit=command.limit,
        valid_from=command.valid_from,
        source=command.source.strip(),
    )
    uow.arranging_limits.add(limit, by=actor.person_id, at=now)
    return limit
