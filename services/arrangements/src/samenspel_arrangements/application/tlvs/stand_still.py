"""Use case of the committee's office: a decision waits, and the applicant hears how long (T9)."""

from datetime import date, datetime

from samenspel_arrangements.application.tlvs import steps
from samenspel_arrangements.application.tlvs.ports import Terms, TlvUnitOfWork
from samenspel_arrangements.application.tlvs.tell_wait import tell_runs_on, tell_stand_still
from samenspel_arrangements.domain.tlv.stand_still import StandStill, StandStills, during
from samenspel_arrangements.domain.tlv.suspended import Clocks
from samenspel_arrangements.domain.tlv.tlv import Tlv
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.term import Term


async def stand_still(tlv: Tlv, step: steps.StandStill, uow: TlvUnitOfWork, now: datetime) -> None:
    """Let its terms stand still from a day until a day, and tell who waits for the decision."""
    today = dutch_date(now)
    new = StandStill.planned(
        step.ground,
        from_day=step.from_day,
        until=step.until,
        why=step.why,
        agreed_on=step.agreed_on,
        today=today,
    )
    clocks = await _anew(tlv, tlv.stand_stills_with(new, on=today), uow.terms)
    tlv.stand_still(new, clocks, at=now)
    await tell_stand_still(tlv, new, clocks.decide, uow=uow, at=now)


async def run_on(tlv: Tlv, uow: TlvUnitOfWork, now: datetime) -> None:
    """Let its terms run again from today, and tell who waits for the decision."""
    clocks = await _run_on(tlv, uow.terms, now)
    await tell_runs_on(tlv, clocks.decide, uow=uow, at=now)


async def run_until_decision(tlv: Tlv, terms: Terms, now: datetime) -> None:
    """End what still stands still: it is decided today, and the decision's own letter tells it."""
    if tlv.stands_still_after(dutch_date(now)):
        await _run_on(tlv, terms, now)


async def _run_on(tlv: Tlv, terms: Terms, now: datetime) -> Clocks:
    clocks = await _anew(tlv, tlv.stand_stills_without(on=dutch_date(now)), terms)
    tlv.run_on(clocks, at=now)
    return clocks


async def _anew(tlv: Tlv, stand_stills: StandStills, terms: Terms) -> Clocks:
    clocks = tlv.clocks
    step = clocks.step
    return Clocks(
        await again(clocks.decide, stand_stills, terms),
        await again(step, stand_stills, terms) if step else None,
    )


async def again(term: Term, stand_stills: StandStills, terms: Terms) -> Term:
    """Compute a term with the times of standing still that fall in it.

    One can bring the next within the term.
    """
    known = during(stand_stills, term)
    later = await terms.again(term, known)
    if len(during(stand_stills, later)) > len(known):
        return await again(later, stand_stills, terms)
    return later


async def begin_step(rule: str, today: date, tlv: Tlv, terms: Terms) -> Term:
    """Begin the term of a step; what is known to stand still from now on counts in it too."""
    return await again(await terms.begin(rule, today), tlv.suspensions, terms)
