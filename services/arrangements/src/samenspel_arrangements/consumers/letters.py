"""Orders letters because of what happened; each event has one letter, however often it comes."""

from samenspel_arrangements.application.letters.how_far import how_far
from samenspel_arrangements.application.letters.ladder_words import in_letter, travels_for, where_of
from samenspel_arrangements.application.letters.order_letter import order_letter
from samenspel_arrangements.application.tlvs.tell_family import tell_renewal
from samenspel_arrangements.domain.letters.contents import HelpGranted
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.arrangements import ArrangementGrantedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.tlvs import TlvLetterDueV1
from samenspel_messaging.consumers import Consumer


async def on_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Tell the family by letter which help was granted."""
    arrangement = await uow.arrangements.get(event.arrangement_id)
    case = await uow.cases.get(event.case_id)
    far = await how_far(case.id, event.pupil_id, arrangement.kind, uow=uow)
    content = HelpGranted(
        child=await uow.letters.child(event.pupil_id),
        help=arrangement.kind.value,
        description=in_letter(arrangement.description, arrangement.ladder),
        starts_on=arrangement.period.starts_on,
        ends_on=arrangement.period.planned_end_on,
        evaluation_on=arrangement.period.evaluation_on,
        where=where_of(arrangement.ladder),
        travels=travels_for(arrangement.ladder),
        at_school=far.at_school,
        km=far.km,
    )
    key = f"arrangement/{arrangement.id}"
    await order_letter(content, case=case, key=key, uow=uow, at=envelope.time)


async def on_letter_due(
    event: TlvLetterDueV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Tell a family by letter that a TLV comes to its end, and what happens then."""
    tlv = await uow.tlvs.get(event.tlv_id)
    await tell_renewal(tlv, uow=uow, at=envelope.time)


LETTERS = Consumer(
    name="letters",
    handlers={ArrangementGrantedV1: on_granted, TlvLetterDueV1: on_letter_due},
    outward=True,
)
"""It acts outward: a replay orders no letters."""
