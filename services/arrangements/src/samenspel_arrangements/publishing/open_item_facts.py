"""The events of each kind of open item of arrangements."""

from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts import money
from samenspel_platform.open_item_facts import ItemContracts, OpenItemFacts

CONTRACTS: dict[str, ItemContracts] = {
    "money-request": ItemContracts(
        "money_request_id",
        money.MoneyRequestActionPlannedV1,
        money.MoneyRequestHandoverOfferedV1,
        money.MoneyRequestHandoverAnsweredV1,
        money.MoneyRequestReassignedV1,
        money.MoneyRequestTermBreachedV1,
    ),
}
"""By what the item calls itself."""

OpenItemFacts(CONTRACTS).register(to_contract.register)
