"""Use case: an administrator gives a term of cases another length, from a day on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import PersonId
from samenspel_kernel.rule_versions import AddVersion, next_version
from samenspel_kernel.terms import KnownVersion, RuleRecord


class Terms(Protocol):
    """The terms of one alliance."""

    async def all(self) -> list[KnownVersion]:
        """Give all versions, the defaults where the alliance has none of its own."""
        ...

    async def add(self, records: Sequence[RuleRecord], *, by: PersonId, at: datetime) -> None:
        """Write new versions, and who brought them when."""
        ...


class TermsUnitOfWork(Protocol):
    """One transaction with terms."""

    @property
    def terms(self) -> Terms:
        """The alliance's terms."""
        ...


async def add_term_version(
    command: AddVersion, *, actor: Actor, uow: TermsUnitOfWork, clock: Clock
) -> RuleRecord:
    """Add it beside the old ones; terms that run keep the version that they began by."""
    POLICY.require_somewhere(actor, Action.MANAGE_TERMS)
    known = [version.record for version in await uow.terms.all()]
    record = next_version(command, known, today=dutch_date(clock.now()))
    await uow.terms.add([record], by=actor.person_id, at=clock.now())
    return record
