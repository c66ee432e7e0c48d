"""Which events of plans leave arrangements; nothing of what stands in them."""

from samenspel_arrangements.domain.opp.events import (
    ConsentWithheld,
    OppBegun,
    OppEnded,
    OppEstablished,
    OppEvaluated,
)
from samenspel_arrangements.domain.opp.hearing import Heard, HeardInVoice
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.opps import (
    OppClosedV1,
    OppConsentWithheldV1,
    OppEstablishedV1,
    OppEvaluatedV1,
    OppOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: OppBegun) -> EventData:
    opp, held = event.opp, event.responsibility
    (establish,) = opp.running()
    return OppOpenedV1(
        opp_id=opp.id,
        case_id=opp.case_id,
        pupil_id=opp.pupil_id,
        school_id=opp.school_id,
        status=opp.standing.status,
        term=term_ref(establish),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: ConsentWithheld) -> EventData:
    return OppConsentWithheldV1(opp_id=event.opp.id, case_id=event.opp.case_id)


@to_contract.register
def _(event: OppEstablished) -> EventData:
    version = event.opp.versions[event.number - 1]
    return OppEstablishedV1(
        opp_id=event.opp.id,
        case_id=event.opp.case_id,
        version=version.number,
        established_on=version.established_on,
        child_heard=isinstance(version.hearing, Heard | HeardInVoice),
    )


@to_contract.register
def _(event: OppEvaluated) -> EventData:
    return OppEvaluatedV1(
        opp_id=event.opp.id,
        case_id=event.opp.case_id,
        outcome=event.outcome.value,
        evaluated_on=event.on,
    )


@to_contract.register
def _(event: OppEnded) -> EventData:
    return OppClosedV1(opp_id=event.opp.id, outcome=event.reason.value)
