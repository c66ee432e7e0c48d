"""Holder, action and term, as events write them."""

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.term import Term


def holder_ref(holder: Holder) -> HolderRef:
    """Write who answers."""
    return HolderRef(kind=holder.kind.value, id=holder.id)


def action_ref(action: NextAction) -> NextActionRef:
    """Write what is next."""
    return NextActionRef(kind=action.kind, due_on=action.due_on)


def term_ref(term: Term) -> TermRef:
    """Write a computed term."""
    return TermRef(
        rule=term.rule,
        rule_version=term.rule_version,
        starts_on=term.starts_on,
        last_day=term.last_day,
    )
