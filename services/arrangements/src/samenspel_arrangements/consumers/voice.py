"""Plans to hear the child with its case, and keeps that with who holds the case."""

from collections.abc import Mapping

from samenspel_arrangements.application.voice.plan_voice import (
    follow_holder,
    plan_because,
    plan_first,
    plan_last,
    stop_all,
)
from samenspel_arrangements.consumers.perspective import holder_of
from samenspel_arrangements.domain.opp.ids import OppId
from samenspel_arrangements.domain.opp.standing import Adjusting, InForce, Stopping
from samenspel_arrangements.domain.voice.hearing import Moment
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.arrangements import CaseActionPlannedV1, CaseOpenedV1
from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_courses import ArrangementEndedV1, ArrangementMidwayReachedV1
from samenspel_contracts.opps import OppActionPlannedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.ids import CaseId
from samenspel_messaging.consumers import Handler


async def on_case_opened(
    event: CaseOpenedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Plan to hear the child when its plan is drafted."""
    holder = holder_of(event.holder)
    await plan_first(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Go with who holds the case."""
    holder = holder_of(event.holder)
    await follow_holder(CaseId(event.case_id), holder, at=envelope.time, uow=uow)


async def on_case_closed(
    event: CaseClosedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Hear the child once more after it, where somebody looks again; after a death nothing."""
    case_id = CaseId(event.case_id)
    if event.outcome == DIED:
        await stop_all(case_id, at=envelope.time, uow=uow)
    elif event.aftercare is not None and event.holder is not None:
        await plan_last(case_id, holder_of(event.holder), at=envelope.time, uow=uow)


async def on_midway(
    event: ArrangementMidwayReachedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Ask the child whether the help helps, when teacher and parents are asked."""
    await plan_because(
        CaseId(event.case_id),
        Moment.EVALUATING,
        f"arrangement {event.arrangement_id}",
        at=envelope.time,
        uow=uow,
    )


async def on_help_ended(
    event: ArrangementEndedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Hear the child at the end of its help."""
    await plan_because(
        CaseId(event.case_id),
        Moment.ENDING,
        f"arrangement {event.arrangement_id}",
        at=envelope.time,
        uow=uow,
    )


async def on_plan_changed(
    event: OppActionPlannedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Hear the child when its plan is adjusted, ends, or is soon to be evaluated; once for each."""
    opp = await uow.opps.get(OppId(event.opp_id))
    moment, standing = MOMENT_OF.get(type(opp.standing)), opp.standing
    if isinstance(standing, InForce) and standing.asks_child:
        cause = f"opp {opp.id} evaluated by {standing.evaluate.last_day}"
        at = envelope.time
        await plan_because(opp.case_id, Moment.EVALUATING, cause, at=at, uow=uow)
    if moment is not None:
        cause = f"opp {opp.id} after {len(opp.versions)}"
        await plan_because(opp.case_id, moment, cause, at=envelope.time, uow=uow)


MOMENT_OF = {Adjusting: Moment.ADJUSTING, Stopping: Moment.ENDING}
"""At which moment of the child a plan is; it is not heard anew for any other."""
DIED = "died"
VOICE_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseOpenedV1: on_case_opened,
    CaseActionPlannedV1: on_case_planned,
    CaseClosedV1: on_case_closed,
    ArrangementMidwayReachedV1: on_midway,
    ArrangementEndedV1: on_help_ended,
    OppActionPlannedV1: on_plan_changed,
}
