"""What happens to funding checks, as events: counts and codes; numbers of TLVs stay here."""

from samenspel_arrangements.domain.funding.check import CheckClosed, DifferencesFound
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.funding_checks import FundingCheckClosedV1, FundingCheckOpenedV1
from samenspel_contracts.registry import EventData
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: DifferencesFound) -> EventData:
    check, standing = event.check, event.standing
    return FundingCheckOpenedV1(
        funding_check_id=check.id,
        status=standing.status,
        as_of=check.as_of,
        lines=check.lines,
        agreeing=check.agreeing,
        differing=len(check.differences),
        term=term_ref(standing.settle),
        holder=holder_ref(standing.responsibility.holder),
        next_action=action_ref(standing.responsibility.next_action),
    )


@to_contract.register
def _(event: CheckClosed) -> EventData:
    return FundingCheckClosedV1(funding_check_id=event.check.id, outcome=event.standing.status)
