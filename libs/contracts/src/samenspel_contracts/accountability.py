"""Parts that events of several services share: who holds an item, and what is next."""

from datetime import date
from typing import Literal
from uuid import UUID

from samenspel_contracts.registry import ContractModel


class HolderRef(ContractModel):
    """The one who answers for an item: a person, a school, or a desk of unit, alliance or families."""

    kind: Literal["person", "school", "unit-desk", "alliance-desk", "family-desk"] | str
    id: UUID


class NextActionRef(ContractModel):
    """What is to be done next and the last day for it."""

    kind: str
    due_on: date


class TermRef(ContractModel):
    """A computed term: by which rule record (key, version), and the last day that is in time."""

    rule: str
    rule_version: int
    starts_on: date
    last_day: date
