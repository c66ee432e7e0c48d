"""What the page of one registration shows, and what its reader may do with it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samenspel_intake.application.families.deciding import has_say
from samenspel_intake.application.registrations.duty_terms import AHEAD
from samenspel_intake.domain.policies import Deed, may
from samenspel_intake.domain.registration.duty_clock import Extension
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.standing import (
    AtDesk,
    Considering,
    Deferred,
    Ended,
    RegistrationAction,
)
from samenspel_intake.persistence.registrations.queries import RegistrationLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.term import Term
from samenspel_kernel.terms import Explanation
from samenspel_platform.access_log import FilePart

AT_ONCE = frozenset({"confirmation", "resumption", "no-place"})
"""Steps that say nothing more, so that a button is enough."""


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term that runs, and how it was computed."""

    term: Term
    explained: Explanation | None


async def shown(edge: IntakeEdge, id_: UUID) -> dict[str, Any]:
    """Read one registration for its page; NotFound for one that the actor may not know of."""
    async with edge.transaction() as uow:
        line = await uow.registration_lines.get(edge.actor, id_)
        await edge.saw(uow, line, FilePart.PUPIL)
        registration = await uow.registrations.get(id_)
        terms = [
            ShownTerm(term, await uow.terms.explain(term, school_id=line.school_id))
            for term in registration.running()
        ]
        names = await _names(registration, uow)
        papers = await uow.registration_papers.of(id_)
        is_late = await _is_late(registration, uow)
        requests = await _requests(edge, line, uow)
        may_complete = await has_say(edge.actor, Deed.COMPLETE_REGISTRATION, line, uow.parents)
        may_withdraw = await has_say(edge.actor, Deed.TAKE_BACK_REGISTRATION, line, uow.parents)
        signals = await uow.signal_lines.that_became(edge.actor, id_)
    standing = registration.standing
    return {
        "line": line,
        "signals": signals,
        "registration": registration,
        "filing": registration.filing,
        "standing": standing,
        "terms": terms,
        "names": names,
        "papers": papers,
        "is_late": is_late,
        "duty": _duty(registration, names),
        "extension": _extension(registration),
        "said_no": standing.refusal if isinstance(standing, AtDesk) else None,
        "how": type(standing.how).__name__ if isinstance(standing, Ended) else "",
        "is_parent": edge.actor.role is Role.PARENT,
        "steps": steps_of(registration) if _may(edge, Deed.ANSWER_REGISTRATION, line) else [],
        "at_once": AT_ONCE,
        "may_complete": registration.responsibility is not None
        and registration.responsibility.has(RegistrationAction.ASK_PARENTS)
        and may_complete,
        "may_withdraw": isinstance(standing, Considering | Deferred) and may_withdraw,
        "may_end": isinstance(standing, AtDesk) and _may(edge, Deed.FIND_SCHOOL, line),
        "may_link": line.is_open and _may(edge, Deed.ANSWER_REGISTRATION, line),
        **requests,
        "today": dutch_date(edge.clock.now()),
    }


def steps_of(registration: Registration) -> list[str]:
    """Give what a school can do now, the usual first."""
    standing, filing = registration.standing, registration.filing
    match standing:
        case Considering(responsibility=held, clock=clock):
            can = {
                "confirmation": held.has(RegistrationAction.CONFIRM_RECEIPT),
                "admission": True,
                "placement": held.has(RegistrationAction.PLACE_TEMPORARILY),
                "question": True,
                "extension": clock.extension is None,
                "deferral": filing.wished_start is not None,
                "declaration": True,
                "no-place": not filing.carries_duty,
                "refusal": not filing.is_own_pupil,
            }
            return [step for step, is_possible in can.items() if is_possible]
        case Deferred():
            return ["resumption", "admission", "declaration"]
        case _:
            return []


def _duty(registration: Registration, names: dict[UUID, str]) -> str:
    """Name the school whose duty of care it is; nothing where no school has it."""
    held = registration.responsibility
    if held is None or held.holder.kind is not HolderKind.SCHOOL:
        return ""
    filing = registration.filing
    school_id = filing.school_id if filing.carries_duty else filing.preferences[0]
    return names.get(school_id, "") if school_id else ""


def _extension(registration: Registration) -> Extension | None:
    standing = registration.standing
    return standing.clock.extension if isinstance(standing, Considering) else None


async def _names(registration: Registration, uow: SqlIntakeUnitOfWork) -> dict[UUID, str]:
    filing = registration.filing
    ids = {filing.school_id, filing.enrolled_at, *filing.preferences} - {None}
    return {id_: await uow.register.school_name(id_) for id_ in ids if id_ is not None}


async def _is_late(registration: Registration, uow: SqlIntakeUnitOfWork) -> bool:
    """Tell whether it came less long ahead of the wished start than the rule asks."""
    wished = registration.filing.wished_start
    return wished is not None and registration.is_late(await uow.terms.begin(AHEAD, wished))


async def _requests(
    edge: IntakeEdge, line: RegistrationLine, uow: SqlIntakeUnitOfWork
) -> dict[str, Any]:
    """Give the requests of the child that the reader may see: those that go with it, and others."""
    linked = set(await uow.registration_papers.requests_of(line.id))
    of_child = [
        request
        for request in await uow.requests.newest(edge.actor, limit=50)
        if request.pupil_id == line.pupil_id
    ]
    return {
        "linked": [request for request in of_child if request.id in linked],
        "not_linked": [request for request in of_child if request.id not in linked],
    }


def _may(edge: IntakeEdge, deed: Deed, line: RegistrationLine) -> bool:
    return may(edge.actor, deed, line)
