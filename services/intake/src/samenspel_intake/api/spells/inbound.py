"""HTTP: events that systems of partners bring in, as CloudEvents in structured JSON."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.api.spells.bodies import ReportedChildBody
from samenspel_intake.api.spells.views import ReportView
from samenspel_intake.application.spells.hear_event import HearEvent, hear_event
from samenspel_intake.application.spells.report_spell import ReportSpell
from samenspel_intake.domain.policies import POLICY, Deed, Subject
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import reference_of
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, UtcDateTime

router = APIRouter(tags=["out of education"])
ABSENCE_REPORTED = "nl.passend-onderwijs.absence.reported.v1"
Attribute = Annotated[str, Field(min_length=1, max_length=300)]


class AbsenceBody(Body):
    """What an event says: which child, since when; without `firstDay` it is a threat."""

    pupil: ReportedChildBody
    known_on: IsoDate
    first_day: IsoDate | None = None


class InboundEventBody(Body):
    """A CloudEvent (1.0) in structured JSON; attributes beside these are left alone."""

    model_config = ConfigDict(extra="ignore")

    specversion: Literal["1.0"]
    id: Attribute
    source: Attribute
    type: Annotated[str, Field(max_length=200)]
    time: UtcDateTime | None = None
    datacontenttype: Literal["application/json"] = "application/json"
    data: AbsenceBody

    def command(self) -> HearEvent:
        """Give the command."""
        data = self.data
        report = ReportSpell(
            child=data.pupil.named(), known_on=data.known_on, first_day=data.first_day
        )
        return HearEvent(source=self.source, event_id=self.id, report=report)


@router.post(
    "/inbound-events",
    status_code=202,
    response_model=ReportView,
    summary="Bring an event in",
    operation_id="bringEventIn",
)
async def bring_in(body: InboundEventBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Take an event in; the same source and id again changes nothing and gives the same answer.

    It reads `nl.passend-onderwijs.absence.reported.v1`: a child is without education, or may be.
    Of another type it is refused at `type`.
    """
    POLICY.require_somewhere(edge.actor, Deed.REPORT_SPELL)
    if body.type != ABSENCE_REPORTED:
        raise InvalidInput(FieldError("type", "inbound-event.unknown-type"))
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> ReportView:
        made = await hear_event(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, Subject.of(made.spell), FilePart.PUPIL)
        return ReportView(
            id=made.spell.id,
            reference=reference_of(made.spell.id),
            status=made.spell.standing.status,
            is_new=made.is_new,
            is_new_child=made.is_new_child,
        )

    return await edge.answer_once(request, 202, do)
