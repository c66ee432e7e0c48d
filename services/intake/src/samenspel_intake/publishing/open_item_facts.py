"""The events of each kind of open item of intake."""

from samenspel_contracts import corrections, registrations, share_grants, signals, spells
from samenspel_contracts import prepared_requests as prepared
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_platform.open_item_facts import ItemContracts, OpenItemFacts

CONTRACTS = {
    "signal": ItemContracts(
        "signal_id",
        signals.SignalActionPlannedV1,
        signals.SignalHandoverOfferedV1,
        signals.SignalHandoverAnsweredV1,
        signals.SignalReassignedV1,
        signals.SignalTermBreachedV1,
    ),
    "registration": ItemContracts(
        "registration_id",
        registrations.RegistrationActionPlannedV1,
        registrations.RegistrationHandoverOfferedV1,
        registrations.RegistrationHandoverAnsweredV1,
        registrations.RegistrationReassignedV1,
        registrations.RegistrationTermBreachedV1,
    ),
    "spell": ItemContracts(
        "spell_id",
        spells.SpellActionPlannedV1,
        spells.SpellHandoverOfferedV1,
        spells.SpellHandoverAnsweredV1,
        spells.SpellReassignedV1,
        spells.SpellTermBreachedV1,
    ),
    "correction": ItemContracts(
        "correction_id",
        corrections.CorrectionActionPlannedV1,
        corrections.CorrectionHandoverOfferedV1,
        corrections.CorrectionHandoverAnsweredV1,
        corrections.CorrectionReassignedV1,
        corrections.CorrectionTermBreachedV1,
    ),
    "prepared-request": ItemContracts(
        "prepared_request_id",
        prepared.PreparedRequestActionPlannedV1,
        prepared.PreparedRequestHandoverOfferedV1,
        prepared.PreparedRequestHandoverAnsweredV1,
        prepared.PreparedRequestReassignedV1,
        prepared.PreparedRequestTermBreachedV1,
    ),
    "share": ItemContracts(
        "share_grant_id",
        share_grants.ShareGrantActionPlannedV1,
        share_grants.ShareGrantHandoverOfferedV1,
        share_grants.ShareGrantHandoverAnsweredV1,
        share_grants.ShareGrantReassignedV1,
        share_grants.ShareGrantTermBreachedV1,
    ),
}
"""By what the item calls itself."""

OpenItemFacts(CONTRACTS).register(to_contract.register)
