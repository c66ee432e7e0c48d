"""Amounts of money in whole cents."""

import re
from typing import NewType

from samenspel_kernel.errors import FieldError, InvalidInput

Cents = NewType("Cents", int)
MOST = Cents(100_000_000_00)
"""No amount of an alliance comes near it: more is a slip of the keyboard."""
CENTS_IN_EURO = 100
_EUROS = re.compile(r"(?:€ ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|-))?")


def amount_of(cents: int, *, field: str = "amount") -> Cents:
    """Check an amount of at least one cent; InvalidInput if it is none."""
    if not 0 < cents <= MOST:
        raise InvalidInput(FieldError(field, "money.amount"))
    return Cents(cents)


def read_euros(text: str, *, field: str = "amount") -> Cents:
    """Read euros as people type them (1250, 1.250,50); InvalidInput for all else."""
    found = _EUROS.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(FieldError(field, "money.amount"))
    euros, rest = found[1].replace(".", ""), found[2] or "0"
    cents = 0 if rest == "-" else int(rest)
    return amount_of(int(euros[:12]) * CENTS_IN_EURO + cents, field=field)


def typed_euros(amount: Cents | None) -> str:
    """Write an amount as people type it (1250,50), for a field; nothing for none."""
    return "" if amount is None else f"{amount // CENTS_IN_EURO},{amount % CENTS_IN_EURO:02}"
