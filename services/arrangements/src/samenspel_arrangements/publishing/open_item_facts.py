"""The events of each kind of open item of arrangements."""

from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts import (
    cases,
    funding_checks,
    meetings,
    money,
    opps,
    perspectives,
    placements,
    tlvs,
    transitions,
)
from samenspel_contracts.arrangements import CaseActionPlannedV1
from samenspel_platform.open_item_facts import ItemContracts, OpenItemFacts

CONTRACTS: dict[str, ItemContracts] = {
    "opp": ItemContracts(
        "opp_id",
        opps.OppActionPlannedV1,
        None,
        None,
        opps.OppReassignedV1,
        opps.OppTermBreachedV1,
    ),
    "case": ItemContracts(
        "case_id",
        CaseActionPlannedV1,
        cases.CaseHandoverOfferedV1,
        cases.CaseHandoverAnsweredV1,
        cases.CaseReassignedV1,
        cases.CaseTermBreachedV1,
    ),
    "money-request": ItemContracts(
        "money_request_id",
        money.MoneyRequestActionPlannedV1,
        money.MoneyRequestHandoverOfferedV1,
        money.MoneyRequestHandoverAnsweredV1,
        money.MoneyRequestReassignedV1,
        money.MoneyRequestTermBreachedV1,
    ),
    "tlv": ItemContracts(
        "tlv_id",
        tlvs.TlvActionPlannedV1,
        tlvs.TlvHandoverOfferedV1,
        tlvs.TlvHandoverAnsweredV1,
        tlvs.TlvReassignedV1,
        tlvs.TlvTermBreachedV1,
    ),
    "placement": ItemContracts(
        "placement_id",
        placements.PlacementActionPlannedV1,
        None,
        None,
        placements.PlacementReassignedV1,
        placements.PlacementTermBreachedV1,
    ),
    "funding-check": ItemContracts(
        "funding_check_id",
        funding_checks.FundingCheckActionPlannedV1,
        funding_checks.FundingCheckHandoverOfferedV1,
        funding_checks.FundingCheckHandoverAnsweredV1,
        funding_checks.FundingCheckReassignedV1,
        funding_checks.FundingCheckTermBreachedV1,
    ),
    "transition": ItemContracts(
        "transition_id",
        transitions.TransitionActionPlannedV1,
        None,
        None,
        transitions.TransitionReassignedV1,
        transitions.TransitionTermBreachedV1,
    ),
    "meeting": ItemContracts(
        "meeting_id",
        meetings.MeetingActionPlannedV1,
        None,
        None,
        None,
        meetings.MeetingTermBreachedV1,
    ),
    "perspective": ItemContracts(
        "perspective_id",
        perspectives.PerspectiveActionPlannedV1,
        None,
        None,
        None,
        perspectives.PerspectiveTermBreachedV1,
    ),
}
"""By what the item calls itself."""

OpenItemFacts(CONTRACTS).register(to_contract.register)
