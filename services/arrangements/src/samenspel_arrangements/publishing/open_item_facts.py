"""The events of each kind of open item of arrangements."""

from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_platform.open_item_facts import ItemContracts, OpenItemFacts

CONTRACTS: dict[str, ItemContracts] = {}
"""By what the item calls itself."""

OpenItemFacts(CONTRACTS).register(to_contract.register)
