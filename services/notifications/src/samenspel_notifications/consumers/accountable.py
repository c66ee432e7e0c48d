"""Who answers for an item and what is next, as every service's events say it."""

from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_kernel.accountability import Holder, HolderKind, NextAction


def holder_of(ref: HolderRef) -> Holder:
    """Read who answers."""
    return Holder(HolderKind(ref.kind), ref.id)


def action_of(ref: NextActionRef) -> NextAction:
    """Read what is next."""
    return NextAction(ref.kind, ref.due_on)
