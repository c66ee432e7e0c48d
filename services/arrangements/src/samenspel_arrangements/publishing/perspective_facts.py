"""Which events of shared perspectives leave arrangements; nothing of what stands in them."""

from collections import Counter

from samenspel_arrangements.domain.perspective.content import StrandKind
from samenspel_arrangements.domain.perspective.events import (
    PerspectiveClosed,
    PerspectiveOpened,
    PhaseEntered,
    PositionTaken,
    TransferChecked,
    VersionWritten,
)
from samenspel_arrangements.domain.perspective.standing import Awaited, Ended
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.perspectives import (
    PerspectiveClosedV1,
    PerspectiveOpenedV1,
    PerspectivePhaseEnteredV1,
    PerspectivePositionTakenV1,
    PerspectiveTransferCheckedV1,
    PerspectiveWrittenV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.clock import dutch_date
from samenspel_platform.references import action_ref, holder_ref, term_ref

WITHOUT_CHECK = "case-closed"


@to_contract.register
def _(event: PerspectiveOpened) -> EventData | None:
    perspective, standing = event.perspective, event.perspective.standing
    if not isinstance(standing, Awaited):
        return None
    held = standing.responsibility
    return PerspectiveOpenedV1(
        perspective_id=perspective.id,
        case_id=perspective.case_id,
        pupil_id=perspective.pupil_id,
        school_id=perspective.school_id,
        status=standing.status,
        term=term_ref(standing.write),
        holder=holder_ref(held.holder),
        next_action=action_ref(held.next_action),
    )


@to_contract.register
def _(event: VersionWritten) -> EventData:
    perspective, content = event.perspective, event.version.content
    strands = content.strands
    return PerspectiveWrittenV1(
        perspective_id=perspective.id,
        case_id=perspective.case_id,
        support_request_id=perspective.support_request_id,
        version=event.version.number,
        strands={kind.value: strands.of(kind).status for kind in StrandKind} if strands else {},
        goals=dict(Counter(goal.whom.value for goal in content.goals)),
    )


@to_contract.register
def _(event: PositionTaken) -> EventData:
    perspective, position = event.perspective, event.position
    return PerspectivePositionTakenV1(
        perspective_id=perspective.id,
        case_id=perspective.case_id,
        support_request_id=perspective.support_request_id,
        version=position.version,
        party=position.party.kind.value,
        view=position.view.status,
        shared_by_all=event.shared_by_all,
    )


@to_contract.register
def _(event: PhaseEntered) -> EventData:
    perspective = event.perspective
    return PerspectivePhaseEnteredV1(
        perspective_id=perspective.id,
        case_id=perspective.case_id,
        support_request_id=perspective.support_request_id,
        phase=event.phase.value,
    )


@to_contract.register
def _(event: TransferChecked) -> EventData:
    return PerspectiveTransferCheckedV1(
        perspective_id=event.perspective.id,
        case_id=event.perspective.case_id,
        outcome=event.outcome.value,
        checked_on=dutch_date(event.occurred_at),
    )


@to_contract.register
def _(event: PerspectiveClosed) -> EventData:
    standing = event.perspective.standing
    outcome = standing.outcome if isinstance(standing, Ended) else None
    return PerspectiveClosedV1(
        perspective_id=event.perspective.id,
        outcome=outcome.value if outcome else WITHOUT_CHECK,
    )
